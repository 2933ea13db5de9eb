"""Who may come in: only requests to this computer's own names, only with a seat."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from fifteen.pages import errors
from fifteen.store.scope import LOCAL

Answer = Callable[[HttpRequest], HttpResponse]

SEAT = "seat"
"""The mark in a session that was opened by the one-time link."""

_OPEN_TO_ALL = ("/enter/", "/healthz", "/sw.js", "/offline", "/h/", "/calendar/")


def only_known_hosts(get_response: Answer) -> Answer:
    """Refuse any Host that is not this computer's: a foreign page that re-points its name here
    (DNS rebinding) must not read anything, static files included."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse("This address is not served here.\n", "text/plain", status=400)
        response = _only_pages_of_hosts(request) or get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return answer


def _only_pages_of_hosts(request: HttpRequest) -> HttpResponse | None:
    """At the address that the world reaches, this computer serves the pages of hosts alone."""
    name = request.get_host().rpartition(":")[0] or request.get_host()
    if not settings.PUBLIC_HOST or name.lower() != settings.PUBLIC_HOST:
        return None
    if request.path.startswith("/h/"):
        return None
    return HttpResponse("There is nothing here.\n", "text/plain", status=404)


def only_with_a_seat(get_response: Answer) -> Answer:
    """Other people and programs of this computer reach loopback too: without the cookie that the
    one-time link gave, every address answers with a closed door."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.owner = LOCAL  # type: ignore[attr-defined]
        if not (request.path.startswith(_OPEN_TO_ALL) or request.session.get(SEAT)):
            return errors.closed_door(request)
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return errors.not_asked_for(request, response)
        return response

    return answer
