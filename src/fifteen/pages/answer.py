"""What came back? A person's answer in two clicks; the next step leads on from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fifteen.actions import answers, proposals
from fifteen.actions._write import Done
from fifteen.method.folding import is_email
from fifteen.method.words import Refusal, Verb
from fifteen.pages import _read_answer, mail_file
from fifteen.pages._request import Asked, day_from, page, say
from fifteen.store import read, scope
from fifteen.store.models import KnownMail, Person


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, with what it leads to."""

    verb: Verb
    label: str
    leads: str
    row: str


OPTIONS = (
    Option(Verb.SAID_YES, "Yes", "Next: a time that suits them.", "R1"),
    Option(Verb.SAID_NO, "No", "Next: kind thanks, and peace.", "R2"),
    Option(Verb.PUT_OFF, "Not now, or later", "Next: say once what you want, and no job.", "R3"),
    Option(Verb.OFFERED_PHONE, "By phone instead", "As good as a meeting.", "R7"),
    Option(Verb.ASKED_BACK, "A question back", "Next: answer it.", "R3"),
    Option(Verb.NAMED_SOMEONE, "Somebody else would be better", "They come into your book.", "C3"),
    Option(Verb.SILENT, "Nothing yet", "Noted; the day of the reminder stays.", "R6"),
    Option(Verb.NEVER, "Please do not write again", "Nothing leaves to them any more.", "R2"),
)
_VERBS = {str(option.verb): option.verb for option in OPTIONS}


@require_http_methods(["GET", "HEAD", "POST"])
@page
def answer(request: Asked, key: str) -> HttpResponse:
    """Choose what came back and, if wished, keep their words and the day."""
    who = scope.person(request.campaign, key)
    if request.method != "POST":
        return _show(request, who)
    if "read" in request.POST:
        return _show_read(request, who)
    done = _record(request, who)
    if isinstance(done, Refusal):
        return _show(request, who, done)
    of = _mail(request, who, request.POST.get("of", ""))
    if of is not None and of.state == "open":
        proposals.kept(of, done.act)
    elif of is None:
        on = day_from(request.POST.get("on", "")) or request.today
        proposals.kept_by_hand(who, request.POST.get("text", ""), on, done.act)
    say(request, done)
    if request.POST.get("what") == Verb.SAID_YES:
        return redirect(f"/people/{who.key}/book")
    return redirect(f"/people/{who.key}")


def _mail(request: Asked, who: Person, key: str) -> KnownMail | None:
    """The mail this answer stands in, where it was read from the mailbox."""
    return scope.mails(request.campaign).filter(person=who, key=key).first() if key else None


def _record(request: Asked, who: Person) -> Done | Refusal:
    form = request.POST
    verb = _VERBS.get(form.get("what", ""))
    if verb is None:
        return Refusal("Choose what came back.", "what")
    on = _on(form.get("on", ""), request.today)
    if isinstance(on, Refusal):
        return on
    text = form.get("text", "").strip()
    name = form.get("name", "").strip()
    email = form.get("email", "").strip()
    if name and email and not is_email(email):
        return Refusal("That mail address is not complete.", "email")
    named = answers.facts_of(who, name, form.get("role", ""), email) if name else None
    until = form.get("until", "") if verb is Verb.PUT_OFF else ""
    data = {"text": text, "until": until}
    besides = answers.Besides(named, form.get("phone", "").strip())
    return answers.heard(who, verb, request.now, on, data, besides)


def _on(text: str, today: date) -> date | Refusal:
    if not text.strip():
        return today
    return day_from(text) or Refusal("That is not a day. Choose one from the calendar.", "on")


def _show_read(request: Asked, who: Person) -> HttpResponse:
    """The form filled with what their words read as; nothing is kept until it is confirmed. A large
    file of mails is read by a worker."""
    if mail_file.is_large(request):
        begun = mail_file.begin(request, who)
        return _show(request, who, begun) if isinstance(begun, Refusal) else begun
    proposal = _read_answer.proposal(request, who)
    if isinstance(proposal, Refusal):
        return _show(request, who, proposal)
    return _show(request, who, proposal=proposal)


def _doubted(of: KnownMail | None, proposal: _read_answer.Proposal | None) -> bool:
    """Whether the seeker's mail server says that the sender may be another one."""
    return (of is not None and of.forged) or (proposal is not None and proposal.doubted)


def _show(
    request: Asked,
    who: Person,
    refusal: Refusal | None = None,
    proposal: _read_answer.Proposal | None = None,
) -> HttpResponse:
    stands = read.standing_of(who)
    form: Mapping[str, str] = request.POST if refusal else request.GET
    of = _mail(request, who, form.get("of", "") or request.POST.get("of", ""))
    if of is not None and refusal is None and proposal is None:
        proposal = _read_answer.of_mail(of, request)
    if proposal is not None:
        form = {"on": request.POST.get("on", ""), **proposal.fields}
    elif of is not None and refusal is None:
        form = {"text": of.text, "on": str(proposals.day_of(of, request.now))}
    names = ("what", "text", "until", "name", "role", "email", "phone", "on")
    shown = {
        "person": who,
        "stands": stands,
        "options": OPTIONS,
        "typed": {name: form.get(name, "") for name in names},
        "day": form.get("on", "") or str(request.today),
        "refusal": refusal,
        "proposal": proposal,
        "doubt": _read_answer.DOUBT if _doubted(of, proposal) else "",
        "of": of,
        "today": request.today,
    }
    return render(request, "fifteen/answer.html", shown, status=422 if refusal else 200)
