"""The debrief: filled in from the room, kept as one act, and on to the thank-you."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fifteen.actions import campaigns, journal, meetings, papers
from fifteen.method.words import LetterKind, Medium, Refusal, Verb
from fifteen.store import notes, read, scope
from fifteen.store.models import Belief, Campaign, Conversation, Person
from tests import world

pytestmark = pytest.mark.django_db

LATER = str(date.today() + timedelta(days=20))


@pytest.fixture
def ana(mira: Campaign) -> Person:
    return world.knows(mira, "Ana Ruiz", organisation="Harbour Museum")


@pytest.fixture
def talk(ana: Person) -> Conversation:
    """A talk by phone that has just ended."""
    now = timezone.now()
    made = meetings.talk_now(ana, now - timedelta(minutes=15))
    assert isinstance(made, Conversation)
    meetings.start(made, now - timedelta(minutes=15))
    assert not isinstance(meetings.end(made, now), Refusal)
    return made


def catches(talk: Conversation, what: str, text: str) -> None:
    assert not isinstance(papers.catch(talk, what, text, timezone.now()), Refusal)


def believes(campaign: Campaign, text: str) -> Belief:
    belief = campaigns.believe(campaign, "grid modelling", text, world.NOW)
    assert isinstance(belief, Belief)
    return belief


def show(seat: Client, talk: Conversation) -> str:
    return unescape(seat.get(f"/conversations/{talk.key}/debrief").content.decode())


def post(seat: Client, talk: Conversation, **data: Any) -> Any:
    sent = {name.replace("__", "-"): value for name, value in data.items()}
    return seat.post(f"/conversations/{talk.key}/debrief", sent)


def written(talk: Conversation) -> dict[str, Any]:
    data: dict[str, Any] = scope.entries_of(talk.person).get(verb=Verb.DEBRIEFED).data
    return data


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found.group(1)


# filled in from the room


def test_the_measures_stand_in_their_order(seat: Client, talk: Conversation) -> None:
    page = show(seat, talk)
    order = ["information good", "give something back", "A good connection", "A lead"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_what_the_room_caught_is_filled_in(seat: Client, talk: Conversation) -> None:
    catches(talk, "insight", "half is waiting")
    catches(talk, "insight", "nobody asked for a portfolio")
    catches(talk, "name", "Marek Dvořák, head of the workshop at Harbour Museum")
    catches(talk, "promise", "I will read Cardboard First")
    catches(talk, "promise", "mention me to Marek")
    catches(talk, "opening", "a post in spring")
    page = show(seat, talk)
    assert "Two insights caught" in page
    assert 'name="measure-information" value="2" checked' in page
    assert 'name="measure-lead" value="1" checked' in page
    assert value(page, "name-0") == "Marek Dvořák"
    assert value(page, "role-0") == "head of the workshop"
    assert value(page, "organisation-0") == "Harbour Museum"
    assert value(page, "what-0") == "read Cardboard First"
    assert re.search(r'name="who-0">.*?value="me" selected', page)
    assert value(page, "what-1") == "mention me to Marek"
    assert re.search(r'name="who-1">.*?value="them" selected', page)
    assert "half is waiting\nnobody asked for a portfolio</textarea>" in page
    assert "A post in spring" in page
    assert "you need not chase it" in page


def test_two_names_and_one_promise_can_be_added(seat: Client, talk: Conversation) -> None:
    catches(talk, "name", "Marek")
    page = show(seat, talk)
    assert value(page, "name-1") == value(page, "name-2") == ""
    assert 'name="name-3"' not in page
    assert value(page, "what-0") == ""


def test_a_quiet_talk_fills_in_nothing_but_no_lead(seat: Client, talk: Conversation) -> None:
    page = show(seat, talk)
    assert page.count('name="measure-') == 16
    assert re.findall(r'name="measure-(\w+)" value="(\d)" checked', page) == [("lead", "0")]


# kept


def test_measures_and_goal_are_kept_and_the_thank_you_comes_next(
    seat: Client, talk: Conversation
) -> None:
    answer = post(seat, talk, measure__information="3", measure__given="1", reached="on")
    assert answer.headers["Location"] == "/people/ana-ruiz/letters/new?kind=thanks-phone"
    assert written(talk)["measures"] == {"information": 3, "given": 1}
    assert written(talk)["points"] == 2


def test_after_meeting_in_person_the_letter_is_the_one_for_that(seat: Client, ana: Person) -> None:
    now = timezone.now()
    booked = meetings.book(ana, now, "Europe/Berlin", Medium.IN_PERSON, now)
    assert not isinstance(booked, Refusal)
    meetings.end(booked[0], now)
    answer = post(seat, booked[0])
    assert answer.headers["Location"].endswith("kind=thanks-met")


def test_names_become_contacts_referred_by_the_host(seat: Client, talk: Conversation) -> None:
    names = {"keep-name-0": "on", "name-0": "Marek Dvořák", "role-0": "head", "name-1": "Nobody"}
    seat.post(f"/conversations/{talk.key}/debrief", names)
    marek = scope.person(talk.campaign, "marek-dvorak")
    assert (marek.tie_kind, marek.tie_via, marek.role) == ("referred", "Ana Ruiz", "head")
    assert not scope.people(talk.campaign).filter(name="Nobody").exists()


def test_promises_get_their_side_and_their_day(seat: Client, talk: Conversation) -> None:
    sent = {
        **{"keep-promise-0": "on", "who-0": "me", "what-0": "read Cardboard First", "due-0": LATER},
        **{"keep-promise-1": "on", "who-1": "them", "what-1": "", "due-1": ""},
        **{"who-2": "them", "what-2": "not ticked", "due-2": LATER},
    }
    assert seat.post(f"/conversations/{talk.key}/debrief", sent).status_code == 302
    (promise,) = read.standing_of(talk.person).promises
    assert (promise.mine, promise.what, str(promise.due)) == (True, "read Cardboard First", LATER)


def test_a_belief_that_was_corrected_is_corrected(seat: Client, talk: Conversation) -> None:
    drawing = believes(talk.campaign, "The day is mostly drawing.")
    degree = believes(talk.campaign, "Nobody gets in without a degree.")
    assert "The day is mostly drawing." in show(seat, talk)
    sent = {f"belief-{drawing.key}": "corrected", f"belief-{degree.key}": "open"}
    seat.post(f"/conversations/{talk.key}/debrief", sent)
    drawing.refresh_from_db()
    degree.refresh_from_db()
    assert (drawing.state, drawing.said_by) == ("corrected", "Ana Ruiz")
    assert degree.state == "open"


def test_the_thank_you_is_written_around_what_they_said(seat: Client, talk: Conversation) -> None:
    answer = post(seat, talk, said="the tides exhibit took eleven prototypes")
    seat.get(answer.headers["Location"])
    letter = scope.letters(talk.campaign).get()
    assert letter.kind == LetterKind.THANKS_PHONE
    assert "eleven prototypes" in letter.body


def test_that_they_asked_for_the_resume_is_kept(seat: Client, talk: Conversation) -> None:
    post(seat, talk, resume_requested="on")
    assert written(talk)["resume_requested"] is True


def test_nonsense_in_a_measure_or_a_belief_is_left_out(seat: Client, talk: Conversation) -> None:
    belief = believes(talk.campaign, "It is dull.")
    sent = {"measure-information": "99", f"belief-{belief.key}": "maybe", "belief-x": "corrected"}
    assert seat.post(f"/conversations/{talk.key}/debrief", sent).status_code == 302
    assert written(talk)["measures"] == {}
    assert written(talk)["beliefs"] == {}


# refused


def test_a_promise_without_a_day_to_come_is_refused_and_nothing_is_lost(
    seat: Client, talk: Conversation
) -> None:
    sent = {
        **{"keep-promise-4": "on", "who-4": "me", "what-4": "read it", "due-4": "2020-01-01"},
        **{"name-0": "Marek", "keep-name-0": "on", "said": "eleven prototypes"},
        **{"measure-given": "3"},
    }
    answer = seat.post(f"/conversations/{talk.key}/debrief", sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "a day that is still to come" in page
    assert 'name="due-4" value="2020-01-01" aria-invalid="true"' in page
    assert value(page, "what-4") == "read it"
    assert value(page, "name-0") == "Marek"
    assert "eleven prototypes</textarea>" in page
    assert 'name="measure-given" value="3" checked' in page
    assert not scope.people(talk.campaign).filter(name="Marek").exists()


def test_a_second_write_up_is_refused_and_the_page_says_it_is_done(
    seat: Client, talk: Conversation
) -> None:
    post(seat, talk)
    assert post(seat, talk).status_code == 422
    page = show(seat, talk)
    assert "This talk is written up." in page
    assert "kind=thanks-phone" in page
    plan = seat.get(f"/conversations/{talk.key}/prepare").content.decode()
    assert "and it is written up." in plan and ">Write it up<" not in plan


# when it was


def test_a_talk_whose_room_was_not_used_asks_when_it_was(seat: Client, ana: Person) -> None:
    now = timezone.now()
    booked = meetings.book(ana, now, "Europe/Berlin", Medium.IN_PERSON, now)
    assert not isinstance(booked, Refusal)
    page = show(seat, booked[0])
    assert "Did you talk with Ana?" in page
    assert f'action="/conversations/{booked[0].key}/end"' in page
    assert 'action="/people/ana-ruiz/missed"' in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"day": "2026-11-16", "time": "23:30"}, "You asked on 17 November 2026; the talk cannot"),
        ({"day": "2026-11-25", "time": "09:00"}, "That time has not come yet."),
        ({"day": "2026-03-29", "time": "02:30"}, "That hour does not exist on that day"),
        ({"day": "the other day", "time": "09:00"}, "Write the day as 2026-11-24."),
        ({"day": "2026-11-20", "time": "nine"}, "Write the time as hours and minutes"),
    ],
)
def test_a_talk_that_cannot_have_been_then_is_refused_as_it_was_typed(
    seat: Client,
    mira: Campaign,
    monkeypatch: pytest.MonkeyPatch,
    typed: dict[str, str],
    message: str,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: world.NOW)
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "17 Nov asked\n18 Nov said-yes")
    start = world.NOW + timedelta(days=1)
    booked = meetings.book(ana, start, "Europe/Berlin", Medium.PHONE, world.NOW)
    assert not isinstance(booked, Refusal)
    answer = seat.post(f"/conversations/{booked[0].key}/end", typed)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert message in page and "your notes are kept" in page
    assert all(f'value="{value}"' in page for value in typed.values())
    assert not scope.entries(mira).filter(verb=Verb.MET).exists()
    first = {"day": "2026-11-17", "time": "00:10"}
    assert seat.post(f"/conversations/{booked[0].key}/end", first).status_code == 302


def test_a_write_up_before_the_end_is_refused(seat: Client, ana: Person) -> None:
    talk = meetings.prepare(ana, world.NOW)
    answer = post(seat, talk, said="eleven prototypes")
    assert answer.status_code == 422
    assert "End the conversation first" in answer.content.decode()


def test_it_asks_the_database_little(
    seat: Client, talk: Conversation, django_assert_max_num_queries: object
) -> None:
    catches(talk, "insight", "half is waiting")
    believes(talk.campaign, "It is dull.")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        show(seat, talk)


def test_somebody_else_s_debrief_is_not_there(seat: Client, mira: Campaign) -> None:
    theirs = meetings.prepare(world.knows(world.seeker("Otto"), "Ana Ruiz"), world.NOW)
    assert seat.get(f"/conversations/{theirs.key}/debrief").status_code == 404
    assert post(seat, theirs).status_code == 404


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("read “Cardboard First” and tell her", "me"),
        ("send him the drawings", "me"),
        ("I will look at the workshop", "me"),
        ("she will write to Marek", "them"),
        ("write to Marek for me", "them"),
    ],
)
def test_a_caught_promise_is_given_to_the_side_that_made_it(
    seat: Client, talk: Conversation, line: str, side: str
) -> None:
    catches(talk, "promise", line)
    page = show(seat, talk)
    chosen = re.search(r'name="who-0">(.*?)</select>', page, re.S)
    assert chosen is not None
    assert f'value="{side}" selected' in chosen[1]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("He sends me the training slides", "send me the training slides"),
        ("Ana copies me in", "copy me in"),
        ("she'll write to Marek", "write to Marek"),
        ("I'll read Cardboard First", "read Cardboard First"),
        ("He offered the slides", "He offered the slides"),
    ],
)
def test_a_caught_promise_reads_on_from_who_will(
    seat: Client, talk: Conversation, line: str, what: str
) -> None:
    catches(talk, "promise", line)
    assert f'name="what-0" value="{what}"' in show(seat, talk)


# what was learned


def test_what_the_room_caught_is_sorted_and_speaks_to_what_others_said(
    seat: Client, talk: Conversation
) -> None:
    belief = believes(talk.campaign, "The day is mostly drawing.")
    catches(talk, "insight", "the pay is poor at first")
    page = show(seat, talk)
    assert 'name="said-0" value="the pay is poor at first"' in page
    assert '<option value="pay" selected>' in page
    sent = {
        **{"field": "grid-modelling", "keep-said-0": "on", "said-0": "poor at first"},
        **{"slot-0": "pay", "speaks-0": "new", "keep-said-1": "on", "said-1": "We never draw"},
        **{"speaks-1": f"against:{belief.key}", "said-2": "not ticked"},
    }
    seat.post(f"/conversations/{talk.key}/debrief", sent)
    poor, drawing = notes.book(talk.campaign).fields[0].insights
    assert (poor.text, poor.slot, poor.talk) == ("poor at first", "pay", talk.key)
    assert [c.text for c in notes.book(talk.campaign).fields[0].heard] == ["poor at first"]
    assert (drawing.claim, drawing.stance) == (belief.key, "against")
    belief.refresh_from_db()
    assert belief.state == "corrected"


def test_how_it_is_instead_stands_on_the_belief(seat: Client, talk: Conversation) -> None:
    belief = believes(talk.campaign, "The day is mostly drawing.")
    seat.post(
        f"/conversations/{talk.key}/debrief",
        {f"belief-{belief.key}": "corrected", f"instead-{belief.key}": "Mostly waiting"},
    )
    assert notes.book(talk.campaign).fields[0].beliefs[0].instead == "Mostly waiting"


def test_undoing_the_debrief_takes_back_what_was_learned(seat: Client, talk: Conversation) -> None:
    seat.post(
        f"/conversations/{talk.key}/debrief",
        {"field": "grid-modelling", "keep-said-0": "on", "said-0": "Half is waiting"},
    )
    act = scope.entries(talk.campaign).filter(verb="debriefed").get().act
    journal.withdraw(talk.campaign, act, timezone.now())
    assert notes.book(talk.campaign).fields[0].insights == ()


def test_lines_of_no_field_of_mine_are_not_sorted_and_nothing_is_refused(
    seat: Client, talk: Conversation
) -> None:
    sent = {"field": "", "keep-said-0": "on", "said-0": "Half is waiting", "speaks-0": "for:none"}
    assert seat.post(f"/conversations/{talk.key}/debrief", sent).status_code == 302
    assert notes.book(talk.campaign).fields[0].insights == ()
