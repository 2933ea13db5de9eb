"""The clicks about mails: keep what one was read as, put it aside; hurry, stop, settle a letter."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from fifteen.actions import inviting, outbox, proposals
from fifteen.actions._write import Done
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, back, page, say
from fifteen.store import readings, scope
from fifteen.store.models import Outgoing


@require_POST
@page
def mail(request: Asked, key: str, mail_key: str) -> HttpResponse:
    """Keep what a mail was read as (`do`: keep), keep to the agreed time though it asks for another
    (stay), or put it aside."""
    row = scope.mails(request.campaign).get(person__key=key, key=mail_key)
    if request.POST.get("do") == "stay":
        say(request, proposals.stay(row, request.now))
        return back(request, f"/people/{key}")
    if request.POST.get("do") != "keep":
        say(request, proposals.aside(row))
        return back(request, f"/people/{key}")
    done = proposals.keep(row, request.now)
    if isinstance(done, Refusal):
        say(request, done)
        return redirect(f"/people/{key}/answer?of={row.key}")
    say(request, done)
    told = readings.read(row.reading)
    if told is not None and told.main == "yes":
        return redirect(f"/people/{key}/book")
    return redirect(f"/people/{key}")


@require_POST
@page
def way(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """A letter on its way (`do`): now, back, left, stayed, leave."""
    letter = scope.letter(request.campaign, key, letter_key)
    row = scope.outgoing(request.campaign).filter(letter=letter).first()
    if row is None:
        say(request, Refusal("This letter is not on its way."))
        return back(request, f"/people/{key}")
    do = _DOES.get(request.POST.get("do", ""))
    say(request, do(request, row) if do else Refusal("Choose what is to be done with it."))
    return back(request, f"/people/{key}")


@require_POST
@page
def invitation(request: Asked, key: str, out_key: str) -> HttpResponse:
    """An invitation on its way (`do`): back, left, stayed, again, leave."""
    row = scope.outgoing(request.campaign).get(person__key=key, key=out_key)
    do = _DOES.get(request.POST.get("do", "")) if row.letter is None else None
    say(request, do(request, row) if do else Refusal("Choose what is to be done with it."))
    return back(request, f"/people/{key}/book")


_DOES: dict[str, Callable[[Asked, Outgoing], Done | Refusal]] = {
    "now": lambda request, row: outbox.send_now(row, request.now),
    "back": lambda request, row: outbox.call_back(request.campaign, outbox.act_of(row)),
    "left": lambda request, row: outbox.it_left(row, request.now),
    "stayed": lambda request, row: outbox.it_stayed(row, request.now),
    "leave": lambda request, row: outbox.leave_it(row),
    "again": lambda request, row: inviting.again(row, request.now),
}
