"""Conversations: what is coming, what is to be written up, what was held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fifteen.method import spoken
from fifteen.method.words import Stage, Verb
from fifteen.pages import _steps
from fifteen.pages._request import Asked, page
from fifteen.pages._steps import Action
from fifteen.store import read, scope
from fifteen.store.models import Conversation, Person

MOST = 50
"""So many of those held stand on one page."""
_MOST_OPEN = 200  # booked or freshly held; more than anybody can hold at a time


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation in a list."""

    person: Person
    at: datetime
    when: str
    how: str
    action: Action
    past: bool = False
    said: str = ""  # the latest thing they said of the work, where one was kept


@require_GET
@page
def conversations(request: Asked) -> HttpResponse:
    """Three lists: upcoming, to write up, held."""
    upcoming, to_write = _open(request)
    before = request.GET.get("before", "")
    held, older = _held(request, before, {talk.action.url for talk in to_write})
    shown = {
        "upcoming": upcoming,
        "to_write": to_write,
        "held": held,
        "older": older,
        "before": before,
        "headline": _headline(request, upcoming, to_write, held),
    }
    return render(request, "fifteen/conversations.html", shown)


def _open(request: Asked) -> tuple[list[Talk], list[Talk]]:
    """Those booked, and those whose time has passed or that wait to be written up."""
    stages = (Stage.BOOKED, Stage.MET)
    people = scope.people(request.campaign).filter(stage__in=stages).order_by("pk")[:_MOST_OPEN]
    upcoming: list[Talk] = []
    to_write: list[Talk] = []
    for person, stands, _ in _steps.steps(request.campaign, people, request.now):
        action = _steps.talk_action(stands, request.now)
        if stands.booking is not None and action is not None:
            how = _steps.medium_words(stands.booking.medium)
            talk = _talk(request, person, stands.booking.start, how, action)
            (to_write if _steps.is_over(stands.booking, request.now) else upcoming).append(talk)
        elif stands.met_at is not None and stands.conversation and not stands.debriefed:
            action = Action("Write it up", f"/conversations/{stands.conversation}/debrief")
            how = _steps.medium_words(stands.met_by) if stands.met_by else ""
            to_write.append(_talk(request, person, stands.met_at, how, action))
    upcoming.sort(key=lambda talk: talk.at)
    to_write.sort(key=lambda talk: talk.at)
    return upcoming, to_write


def _held(request: Asked, before: str, waiting: set[str]) -> tuple[list[Talk], str]:
    """Those held, the latest first, and the key from which older ones go on."""
    rows = scope.conversations(request.campaign).filter(ended_at__isnull=False)
    last = rows.filter(key=before).first() if before else None
    if last is not None:
        rows = rows.filter(ended_at__lt=last.ended_at)
    talks = list(rows.order_by("-ended_at", "-pk")[: MOST + 1])
    older = talks[MOST - 1].key if len(talks) > MOST else ""
    said = _said(request, talks[:MOST])
    shown = [_past(request, talk, said.get(talk.person_id, "")) for talk in talks[:MOST]]
    return [talk for talk in shown if talk.action.url not in waiting], older


def _said(request: Asked, talks: list[Conversation]) -> dict[int | None, str]:
    """The latest thing each of these people said of the work, by their id; one query."""
    verbs = (Verb.LEARNED, Verb.WITHDRAWN)
    rows = scope.entries(request.campaign).filter(verb__in=verbs)
    rows = rows.filter(person__in=[talk.person_id for talk in talks])
    told = list(rows.order_by("at", "pk").values_list("person_id", "verb", "data", "act"))
    gone = {data.get("act") for _, verb, data, _ in told if verb == Verb.WITHDRAWN}
    kept = [
        (who, data) for who, verb, data, act in told if verb == Verb.LEARNED and act not in gone
    ]
    return {who: str(data.get("text", "")).rstrip(".") for who, data in kept}


def _past(request: Asked, talk: Conversation, said: str) -> Talk:
    assert talk.ended_at is not None
    action = Action("Notes and write-up", f"/conversations/{talk.key}/debrief")
    held = _talk(request, talk.person, talk.ended_at, "", action)
    return replace(held, past=True, said=said)


def _talk(request: Asked, person: Person, at: datetime, how: str, action: Action) -> Talk:
    when = spoken.moment(read.local(request.campaign, at), request.today)
    return Talk(person, at, when[:1].upper() + when[1:], how, action)


def _headline(request: Asked, upcoming: list[Talk], to_write: list[Talk], held: list[Talk]) -> str:
    if to_write:
        count = spoken.count_of(len(to_write), "conversation").capitalize()
        return f"{count} to write up."
    if upcoming:
        first = upcoming[0]
        when = spoken.moment(read.local(request.campaign, first.at), request.today)
        return f"{first.person.name} is next: {when}."
    if held:
        return "No conversation is booked at the moment."
    return "No conversations yet."
