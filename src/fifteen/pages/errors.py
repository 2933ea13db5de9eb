"""When something is wrong: what happened, what is safe, what to do."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from fifteen.pages import _device


def closed_door(request: HttpRequest) -> HttpResponse:
    """No seat: says how to come in, and nothing else."""
    answer = render(request, "fifteen/closed_door.html", status=403)
    if _device.COOKIE in request.COOKIES:  # the seat is gone, so is its half of the key
        answer.delete_cookie(_device.COOKIE, samesite="Strict")
    return answer


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent from elsewhere, or from a page older than the seat."""
    return render(request, "403.html", {"stale": True}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing stands at this address, or nothing that is yours."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our mistake."""
    return render(request, "500.html", status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request no page of ours makes, or one with more in it than a form may hold."""
    too_much = isinstance(exception, _TOO_MUCH)
    return render(request, "400.html", {"too_much": too_much}, status=413 if too_much else 400)


_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def not_asked_for(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """An address that only takes a form, opened by hand or from the history: no blank page."""
    shown = render(request, "400.html", status=405)
    shown.headers["Allow"] = response.headers["Allow"]
    return shown
