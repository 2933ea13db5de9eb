"""The account: what stands of it, out with everything, erased; and whether the server is well."""

from __future__ import annotations

import hmac
from functools import partial
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fifteen.actions import exchange
from fifteen.pages import errors
from fifteen.server import campus_settings, coaching, erasing, metrics
from fifteen.server.models import Account
from fifteen.server.programme import seeker_views
from fifteen.store import scope, walls

SURE = "erase"


def on_a_server(request: HttpRequest) -> dict[str, Any]:
    """What templates know besides: that there are accounts here."""
    told = {"on_a_server": True, "campus": _campus()}
    match, campaign = request.resolver_match, getattr(request, "campaign", None)
    key = match.kwargs.get("letter_key", "") if match else ""
    if not key or campaign is None:
        return told
    return {
        **told,
        "coach_words": partial(coaching.beside, campaign, key),
        "through": partial(seeker_views.through, request, campaign, key),
    }


def _campus() -> dict[str, Any]:
    ways = campus_settings.ways(settings.SERVER)
    return {"name": settings.SERVER["FIFTEEN_CAMPUS_NAME"], "ways": ways}


def _account(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """How one signs in, where one is signed in, and the ways out."""
    who = _account(request)
    if who is None:
        return redirect("/account/login/?next=/account")
    shown = {
        "account": who,
        "two_steps": is_mfa_enabled(who),
        "sessions": UserSession.objects.filter(user=who).count(),
    }
    return render(request, "fifteen/account.html", shown)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The account and its campaign as one zip."""
    who = _account(request)
    if who is None:
        return errors.not_found(request)
    campaign = scope.campaigns(who.key).filter(is_demo=False).first()
    now = timezone.now()
    data = erasing.with_account(exchange.export_zip(campaign, now) if campaign else None, who)
    answer = HttpResponse(data, "application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="fifteen-{now:%Y-%m-%d}.zip"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the account and all that is its own, once the word is typed."""
    who = _account(request)
    if who is None:
        return errors.not_found(request)
    typed = request.POST.get("word", "").strip().lower()
    if request.method == "POST" and typed == SURE:
        logout(request)
        erasing.erase(who)
        return render(request, "fifteen/account_erased.html")
    wrong = request.method == "POST"
    shown = {"account": who, "sure": SURE, "wrong": wrong}
    return render(request, "fifteen/account_erase.html", shown, status=422 if wrong else 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether this process can serve: the database answers and its tables are up to date."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return HttpResponse("the database does not answer\n", "text/plain", status=503)
    if behind:
        return HttpResponse("the tables are behind: fifteen migrate\n", "text/plain", status=503)
    return HttpResponse("ready\n", "text/plain")


@require_safe
def prometheus(request: HttpRequest) -> HttpResponse:
    """Counts for whoever has the token; for everybody else there is nothing here."""
    token = settings.SERVER["FIFTEEN_METRICS_TOKEN"]
    told = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(told.encode(), token.encode()):
        raise Http404
    with walls.over_all():
        told = metrics.text(timezone.now())
    return HttpResponse(told, "text/plain; version=0.0.4")
