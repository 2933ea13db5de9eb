"""Who may come in on a server, whose things they see, and what is counted of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone

from fifteen.pages import errors
from fifteen.server import counting, host_door, metrics, sessions
from fifteen.server.models import Account
from fifteen.server.programme import links
from fifteen.store import pages, walls

Answer = Callable[[HttpRequest], HttpResponse]

NOBODY = ""
"""The owner of a request without an account: owns no row."""

_HOST = ("/h/", "/calendar/")  # a host's page, a calendar one subscribes to: the link is the key
_HOSTS = "/hosts/"  # the page of a programme's host, or its door: the link is the key too
_OPEN_TO_ALL = ("/account/", "/healthz", "/readyz", "/metrics", "/sw.js", "/offline")
_ITS_OWN = ("/account/", "/account")  # where somebody without a second step may still go
_INVITES = ("/clients/join/", "/programmes/join/")  # links that were handed to somebody
_log = logging.getLogger("fifteen.request")


def measured(get_response: Answer) -> Answer:
    """Count each request by its route, never by its address, and say so in the log. Behind the
    operator's proxies, whoever asked is whom they name."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        request.META["REMOTE_ADDR"] = counting.address_of(request)
        response = get_response(request)
        seconds = time.perf_counter() - began
        route = getattr(request.resolver_match, "route", "-") or "/"
        method = request.method if request.method in _METHODS else "?"
        metrics.count(str(method), route, response.status_code, seconds)
        facts = {
            "method": method,
            "route": route,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
        }
        said = "%(method)s %(route)s %(status)s %(ms)s ms"
        _log.info(said, facts, extra={"request_facts": facts})
        return response

    return answer


_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


def only_signed_in(get_response: Answer) -> Answer:
    """Without an account every address answers with a closed door. With one, the whole request is
    one transaction that sees its owner's rows alone, whatever a query forgets (store/walls.py)."""

    def answer(request: HttpRequest) -> HttpResponse:
        account = request.user if isinstance(request.user, Account) else None
        request.owner = account.key if account else NOBODY  # type: ignore[attr-defined]
        if _has_nul(request):
            return errors.bad_request(request)
        if request.path.startswith(_HOST):
            return _as_host(request, get_response)
        if request.path.startswith(_HOSTS):
            return _as_programmes_host(request, get_response)
        if account is None:
            if request.path.startswith(_OPEN_TO_ALL):
                return get_response(request)
            return _sign_in_first(request)
        sessions.note(request, timezone.now())
        lacks_one = account.two_steps and not is_mfa_enabled(account)
        if lacks_one and not request.path.startswith(_ITS_OWN):
            return redirect("/account/2fa/")
        response = _walled(request, get_response, account.key)
        if isinstance(response, HttpResponseNotAllowed):
            return errors.not_asked_for(request, response)
        return response

    return answer


def _walled(request: HttpRequest, get_response: Answer, owner: str) -> HttpResponse:
    with transaction.atomic():
        walls.only(owner)
        response = get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
    return response


def _as_host(request: HttpRequest, get_response: Answer) -> HttpResponse:
    """A host has no account: the link says whose rows the page is made of."""
    parts = request.path.split("/")
    if parts[1] == "h" and len(parts) == 3:
        return host_door.opened(request, parts[2], partial(_walled, request, get_response))
    with walls.over_all():
        owner = pages.owner_behind(parts[2])
    return _walled(request, get_response, owner)


def _as_programmes_host(request: HttpRequest, get_response: Answer) -> HttpResponse:
    parts = request.path.split("/")
    with transaction.atomic():
        if parts[2] == "join":
            door = links.join_behind(parts[3], links.HOSTS) if len(parts) > 3 else None
        else:
            door = links.host_behind(parts[2])
    request.door = door  # type: ignore[attr-defined]
    answer = _walled(request, get_response, door.owner if door else NOBODY)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """The front page leads to the door; every other address says where it is."""
    here = f"?{urlencode({'next': request.path})}"
    if request.path == "/" and request.method in ("GET", "HEAD"):
        return redirect("/account/login/")
    safe = request.method in ("GET", "HEAD")
    shown = {
        "sign_in": f"/account/login/{here if safe else ''}",
        "sign_up": f"/account/signup/{here if safe else ''}",
        "invited": request.path.startswith(_INVITES),
    }
    return render(request, "fifteen/sign_in_first.html", shown, status=403)


def _has_nul(request: HttpRequest) -> bool:
    """PostgreSQL keeps no text with a null character; no page of ours sends one."""
    asked = [request.path, *_texts(request.GET.lists())]
    if request.method == "POST":
        asked += _texts(request.POST.lists())
    return any("\x00" in text for text in asked)


def _texts(lists: object) -> list[str]:
    return [text for _, values in lists for text in values]  # type: ignore[attr-defined]
