"""The call sheet: one page that opens at once when the telephone rings (R7, T3)."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from fifteen.actions import _drafting, answers, journal, meetings, papers
from fifteen.actions.journal import LONGEST_NOTE
from fifteen.method import spoken, workdays
from fifteen.method.letters.drafts import Draft, draft
from fifteen.method.words import Goal, LetterKind, Refusal, Standing, Verb
from fifteen.pages import _plan, _said
from fifteen.pages._mail import tel
from fifteen.pages._plan import Plan
from fifteen.pages._request import Asked, page, say
from fifteen.pages._stands import answered
from fifteen.store import scope
from fifteen.store.models import Conversation, Letter, Person

HEARD = (
    (str(Verb.SAID_YES), "Yes"),
    (str(Verb.PUT_OFF), "Not now"),
    ("call-back", "Call back tomorrow"),
    (str(Verb.NAMED_SOMEONE), "Somebody else"),
    (str(Verb.SAID_NO), "No"),
)
_IN_AN_ADDRESS = 1_000  # characters of notes that go along in an address


@require_GET
@page
def sheet(request: Asked, key: str) -> HttpResponse:
    """Who they are, the number, what to say, what to ask, a place for notes. Writes nothing."""
    person = scope.person(request.campaign, key)
    person.campaign = request.campaign
    return _show(request, person)


@require_POST
@page
def talk_now(request: Asked, key: str) -> HttpResponse:
    """They are on the line: the room opens with its clock running, the notes go along."""
    person = scope.person(request.campaign, key)
    person.campaign = request.campaign
    talk = meetings.talk_now(person, request.now)
    if isinstance(talk, Refusal):
        return _show(request, person, talk)
    typed = request.POST.get("notes", "").replace("\r\n", "\n").strip()
    if typed and typed not in talk.notes:
        # What was kept while they typed is the beginning of what is typed now.
        text = typed if typed.startswith(talk.notes) else f"{talk.notes}\n\n{typed}"
        kept = papers.keep_notes(talk, talk.revision, text)
        if isinstance(kept, Refusal):
            say(request, kept)
    meetings.start(talk, request.now)
    return redirect(f"/conversations/{talk.key}/room")


@require_POST
@page
def heard(request: Asked, key: str) -> HttpResponse:
    """What they said, with one tap; the notes go along as their words (R1-R4, A11)."""
    person = scope.person(request.campaign, key)
    person.campaign = request.campaign
    what = request.POST.get("what", "")
    notes = request.POST.get("notes", "").replace("\r\n", "\n").strip()[:LONGEST_NOTE]
    if what == Verb.NAMED_SOMEONE:
        query = urlencode({"what": what, "text": notes[:_IN_AN_ADDRESS]})
        return redirect(f"/people/{key}/answer?{query}")
    if what == "call-back":
        tomorrow = workdays.after(request.today, 1, request.campaign.country)
        if notes:
            journal.record(person, Verb.NOTED, request.now, data={"text": notes})
        done = journal.later(person, tomorrow, request.now)
    else:
        verb = next((v for v in answers.ON_THE_PHONE if v == what), Verb.SILENT)
        done = answers.on_the_phone(person, verb, request.now, notes)
    if isinstance(done, Refusal):
        return _show(request, person, done)
    say(request, done)
    return redirect(f"/people/{key}{'/book' if what == Verb.SAID_YES else ''}")


@require_POST
@page
def keep_notes(request: Asked, key: str) -> HttpResponse:
    """The notes of a call as typed (T7); the first of them begin the working paper of the talk."""
    person = scope.person(request.campaign, key)
    talk = meetings.prepare(person, request.now)
    revision = request.POST.get("revision", "")
    number = int(revision) if revision.isascii() and revision.isdigit() else 0
    kept = papers.keep_notes(talk, number, request.POST.get("notes", "").replace("\r\n", "\n"))
    if isinstance(kept, Refusal):
        return JsonResponse({"message": kept.message}, status=422)
    if isinstance(kept, papers.Newer):
        return JsonResponse({"revision": kept.talk.revision}, status=409)
    return JsonResponse({"revision": kept.revision})


def _show(request: Asked, person: Person, refusal: Refusal | None = None) -> HttpResponse:
    plan = _plan.of(_paper(person), request.campaign)
    agreed = _agreed(plan.standing)
    around = {
        "person": person,
        "first": _plan.first_name(person),
        "plan": plan,
        "hands": json.dumps(plan.talk.hands),
        "number": _number(plan),
        "tel": tel(_number(plan)),
        "script": None if agreed else _script(request, person),
        "headline": _headline(plan, request),
        "heard": HEARD,
        "refusal": refusal,
        "typed": request.POST,
    }
    return render(request, "fifteen/sheet.html", around, status=422 if refusal else 200)


def _paper(person: Person) -> Conversation:
    """The working paper of the talk to come, or a blank one that is not kept."""
    there = scope.conversations(person.campaign).filter(person=person, ended_at=None).last()
    if there is not None:
        there.person = person
        return there
    return Conversation(campaign=person.campaign, person=person, goal=Goal.FURTHER_PERSON)


def _agreed(stands: Standing) -> bool:
    """Whether they have said yes already: then there is nothing left to ask for."""
    return stands.booking is not None or stands.stage in ("yes", "met", "thanked")


def _number(plan: Plan) -> str:
    booked = plan.standing.booking
    place = booked.place if booked and booked.medium == "phone" else ""
    given = _said.number_of(plan.standing)
    return next((one for one in (place, given) if tel(one)), plan.talk.person.phone)


def _script(request: Asked, person: Person) -> Draft:
    letter = Letter(campaign=request.campaign, person=person, kind=LetterKind.CALL_SCRIPT)
    return draft(LetterKind.CALL_SCRIPT, _drafting.facts(letter, request.now))


def _headline(plan: Plan, request: Asked) -> str:
    """Where things stand, while the telephone rings."""
    stands, name = plan.standing, plan.talk.person.name
    if stands.booking is not None:
        when = _plan.when(stands.booking, request.campaign, request.now)
        return f"{name}: {_within(when)}."
    if stands.met_on is not None:
        return f"{name}: you have talked before."
    if theirs := answered(stands, request.today):
        return f"{name} {theirs}."
    if stands.asked_on is not None:
        day = spoken.day(stands.asked_on, request.today)
        return f"{name}: you asked {day if day.islower() else f'on {day}'}."
    return f"{name}: not asked yet."


def _within(when: str) -> str:
    """ "Today at ten" inside a sentence; the name of a weekday keeps its capital."""
    near = when.startswith(("Today", "Tomorrow", "Not"))
    return when[:1].lower() + when[1:] if near else when
