"""Every address of a relay."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from fifteen.relay import host, told


def _healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fifteen relay\n", "text/plain")


def _nothing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("There is nothing here.\n", "text/plain", status=404)


urlpatterns: list[URLPattern] = [
    path("h/<str:token>", host.host),
    path("h/<str:token>/talk.ics", host.in_calendar),
    path("relay/keys", told.keys),
    path("relay/pages/<str:page>", told.page),
    path("relay/answers", told.answers),
    path("relay/answers/taken", told.taken),
    path("healthz", _healthz),
]
handler404 = _nothing
