"""The seeker's own mailbox: is it connected, is it read, what is wrong?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import filing, mailbox, trying
from fifteen.actions._write import Done
from fifteen.adapters.mail import servers
from fifteen.adapters.mail.failures import Why
from fifteen.method.words import Refusal
from fifteen.pages import _mailbox, _sign_in, mail_file
from fifteen.pages._calm import Calm
from fifteen.pages._mailbox import Told
from fifteen.pages._request import Asked, page, say
from fifteen.store import scope

_TRIES = Calm("mailboxes", 12, timedelta(minutes=1))
_OFTEN = "That was tried many times in a row. Wait a minute."


@require_http_methods(["GET", "HEAD", "POST"])
@page
def page_of_mailbox(request: Asked) -> HttpResponse:
    """How it stands. A POST connects: both servers are tried first, and kept where both let in."""
    if request.method != "POST":
        return _show(request)
    upload = request.FILES.get("file")
    file = upload.read(servers.LARGEST_FILE).decode("utf-8", "replace") if upload else ""
    account, values = _mailbox.typed(request.POST, file)
    if not isinstance(account, Refusal):
        refusal = mailbox.mended(account)
        if refusal is None:
            if not _TRIES.allows(request.campaign.owner, request.now):
                return _show(request, Refusal(_OFTEN, "address"), values)
            row = mailbox.unsaved(request.campaign, account, request.now)
            tried = trying.attempt(row, request.now)
            if isinstance(tried, Refusal):
                return _show(request, tried, values)
            if any(one.failure for one in tried):
                return _show(request, None, values, _mailbox.told(row, tried))
            done = mailbox.connect(request.campaign, account, request.now)
            if isinstance(done, Done):
                say(request, done)
                return redirect("/settings/mailbox")
            refusal = done
        account = refusal
    return _show(request, account, values)


def _show(
    request: Asked,
    refusal: Refusal | None = None,
    values: Mapping[str, Any] | None = None,
    told: tuple[Told, ...] = (),
) -> HttpResponse:
    row = scope.mailbox(request.campaign)
    known = servers.known(str((values or {}).get("address", "")))
    shown = {
        "mailbox": row,
        "due": row is None or row.next_run is None or row.next_run <= request.now,
        "folders": _mailbox.folders(row) if row else [],
        "wrong": _mailbox.sentence(row, row.error) if row and row.error else "",
        "wants_password": row is not None and row.error in (Why.PASSWORD, Why.SEALED),
        "missing": filing.missing(row) if row else 0,
        "waiting": scope.outgoing(request.campaign).filter(state="waiting").count(),
        "values": values or _mailbox.kept(row, request.campaign),
        "hows": _mailbox.HOWS,
        "hint": known.hint if known else "",
        "refusal": refusal,
        "told": told,
        "open": bool(values),
        **_sign_in.around(request),
    }
    status = 422 if refusal or any(not one.good for one in told) else 200
    return render(request, "fifteen/mailbox.html", shown, status=status)


@require_POST
@page
def attempt(request: Asked) -> HttpResponse:
    """Try both servers with what is kept; nothing is sent."""
    row = scope.mailbox(request.campaign)
    if row is None:
        return redirect("/settings/mailbox")
    if not _TRIES.allows(request.campaign.owner, request.now):
        return _show(request, Refusal(_OFTEN))
    tried = trying.attempt(row, request.now)
    if isinstance(tried, Refusal):
        return _show(request, tried)
    return _show(request, told=_mailbox.told(row, tried))


@require_POST
@page
def read_now(request: Asked) -> HttpResponse:
    """Have the mailbox read with the postman's next look."""
    say(request, mailbox.read_now(request.campaign, request.now))
    return redirect("/settings/mailbox")


@require_POST
@page
def choices(request: Asked) -> HttpResponse:
    """What may happen by itself."""
    form = request.POST
    ticked = ("invites" in form, "flags" in form, form.get("receiver", "")[:255])
    reminds, weekly = "reminds" in form, "weekly" in form
    done = mailbox.choose(request.campaign, *ticked, request.now, reminds=reminds, weekly=weekly)
    if isinstance(done, Refusal) and done.field:
        return _show(request, done)
    say(request, done)
    return redirect("/settings/mailbox#choices")


@require_POST
@page
def disconnect(request: Asked) -> HttpResponse:
    """Forget the mailbox and its password."""
    say(request, mailbox.disconnect(request.campaign))
    return redirect("/settings/mailbox")


@require_POST
@page
def bring(request: Asked) -> HttpResponse:
    """A file of mails, read like the mailbox."""
    file = request.FILES.get("file")
    if file is None:
        return _show(request, Refusal("Choose a file first: .mbox or .eml.", "file"))
    if mail_file.is_large(request):
        begun = mail_file.begin(request)
        return _show(request, begun) if isinstance(begun, Refusal) else begun
    came = mailbox.bring(request.campaign, file.read(mail_file.AT_ONCE), request.now)
    mails = "mail" if came.looked_at == 1 else "mails"
    belong = "belongs" if came.kept == 1 else "belong"
    told = f"{came.looked_at:,} {mails} looked at, {came.kept:,} {belong} to your search."
    say(request, Done(f"{told} Today shows what is new." if came.kept else told))
    return redirect("/settings/mailbox")


@require_POST
@page
def sign_in(request: Asked) -> HttpResponse:
    """Remember what was typed, and show the way to the provider: a link, because a form of ours
    may lead nowhere else."""
    goes = _sign_in.leave(request)
    if isinstance(goes, Refusal):
        return _show(request, goes, request.POST.dict() | {"password": "", "secret": ""})
    label, address = goes
    return render(request, "fifteen/mailbox_sign_in.html", {"label": label, "address": address})


@require_http_methods(["GET", "HEAD"])
@page
def back(request: Asked) -> HttpResponse:
    """The seeker comes back from the provider."""
    say(request, _sign_in.come_back(request))
    return redirect("/settings/mailbox")
