"""The room: the clock starts when one says so, and nothing said is lost."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from fifteen.actions import meetings, papers
from fifteen.method.words import Medium, Refusal, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Conversation
from tests import world

pytestmark = pytest.mark.django_db

FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def talk(mira: Campaign) -> Conversation:
    ana = world.knows(mira, "Ana Ruiz")
    made = meetings.talk_now(ana, timezone.now())
    assert isinstance(made, Conversation)
    return made


@pytest.fixture
def held(talk: Conversation) -> Conversation:
    """Nine minutes in."""
    return meetings.start(talk, timezone.now() - timedelta(minutes=9, seconds=30))


def show(seat: Client, talk: Conversation) -> str:
    return unescape(seat.get(f"/conversations/{talk.key}/room").content.decode())


def test_looking_in_does_not_start_the_clock(seat: Client, talk: Conversation) -> None:
    page = show(seat, talk)
    talk.refresh_from_db()
    assert talk.started_at is None
    assert "Start the clock" in page
    assert 'data-start="0"' in page
    assert page.count('class="btn main"') == 1


def test_the_clock_starts_once(seat: Client, talk: Conversation) -> None:
    seat.post(f"/conversations/{talk.key}/room")
    talk.refresh_from_db()
    first = talk.started_at
    seat.post(f"/conversations/{talk.key}/room")
    talk.refresh_from_db()
    assert first is not None
    assert talk.started_at == first


def test_without_script_the_page_shows_the_minutes_left(seat: Client, held: Conversation) -> None:
    page = show(seat, held)
    assert "<b>6</b>" in page
    assert "Six minutes left of 15" in page


def test_at_thirteen_it_warms_and_at_fifteen_the_closing_words_come(
    seat: Client, talk: Conversation
) -> None:
    meetings.start(talk, timezone.now() - timedelta(minutes=13, seconds=30))
    assert 'data-phase="warm"' in show(seat, talk)
    meetings.start_again(talk, timezone.now() - timedelta(minutes=16))
    page = show(seat, talk)
    assert 'data-phase="over"' in page
    assert "Time to thank them" in page
    assert "I promised to be brief" in page.split('id="now"')[1].split("</h2>")[0]


def test_more_time_moves_the_end(seat: Client, held: Conversation) -> None:
    seat.post(f"/conversations/{held.key}/more-time")
    assert "<b>11</b>" in show(seat, held)


def test_more_time_sent_twice_by_the_room_counts_once(seat: Client, held: Conversation) -> None:
    for _ in range(2):
        answer = seat.post(f"/conversations/{held.key}/more-time", {"key": "k1"}, headers=FETCH)
        assert answer.status_code == 204
    seat.post(f"/conversations/{held.key}/more-time", {"key": "k2"}, headers=FETCH)
    held.refresh_from_db()
    assert held.more_time == 10


def test_a_clock_started_too_early_is_started_anew(seat: Client, held: Conversation) -> None:
    seat.post(f"/conversations/{held.key}/start-again")
    assert "<b>15</b>" in show(seat, held)


def test_an_asked_question_gives_way_to_the_next(seat: Client, held: Conversation) -> None:
    page = show(seat, held)
    first = page.split('<input type="hidden" name="question" value="')[1].split('"')[0]
    assert first == "opening"
    here = f"/conversations/{held.key}/room"
    answer = seat.post(f"/conversations/{held.key}/tick", {"question": first, "next": here})
    assert answer.headers["Location"] == here
    after = show(seat, held)
    assert "Question 1 of 5" in after
    assert '<li class="done" data-key="opening"' in after


def test_the_script_ticks_without_a_page(seat: Client, held: Conversation) -> None:
    sent = {"question": "opening", "key": "k1"}
    answer = seat.post(f"/conversations/{held.key}/tick", sent, headers=FETCH)
    assert answer.status_code == 204
    held.refresh_from_db()
    assert "opening" in held.ticked


# notes


def test_notes_are_kept_as_they_are_typed(seat: Client, held: Conversation) -> None:
    sent = {"notes": "taught till 2014 👋\nTides", "revision": "0"}
    answer = seat.post(f"/conversations/{held.key}/notes", sent, headers=FETCH)
    assert answer.json()["revision"] == 1
    assert "taught till 2014 👋\nTides" in show(seat, held)


def test_newer_notes_of_another_window_are_answered_and_not_overwritten(
    seat: Client, held: Conversation
) -> None:
    papers.keep_notes(held, 0, "from the phone")
    sent = {"notes": "from the table", "revision": "0"}
    answer = seat.post(f"/conversations/{held.key}/notes", sent, headers=FETCH)
    assert answer.status_code == 409
    assert (answer.json()["revision"], answer.json()["notes"]) == (1, "from the phone")


def test_without_script_both_notes_are_merged(seat: Client, held: Conversation) -> None:
    papers.keep_notes(held, 0, "from the phone")
    sent = {"notes": "from the table", "revision": "0", "base": ""}
    assert seat.post(f"/conversations/{held.key}/notes", sent).status_code == 302
    assert "from the phone\nfrom the table" in show(seat, held)


def test_notes_of_an_older_page_come_back_together(seat: Client, held: Conversation) -> None:
    papers.keep_notes(held, 0, "from the phone")
    sent = {"notes": "from the table", "revision": "0"}
    answer = seat.post(f"/conversations/{held.key}/notes", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "from the phone\n\nfrom the table" in page
    assert 'name="revision" value="1"' in page


def notes(hand: str, number: int, revision: int, base: str, text: str) -> dict[str, str]:
    return {
        **{"hand": hand, "number": str(number), "revision": str(revision)},
        **{"base": base, "notes": text},
    }


def test_two_hands_in_the_same_notes_are_merged(seat: Client, held: Conversation) -> None:
    here = f"/conversations/{held.key}/notes"
    seat.post(here, notes("table", 1, 0, "", "cardboard first"), headers=FETCH)
    answer = seat.post(here, notes("phone", 1, 0, "", "eleven prototypes"), headers=FETCH).json()
    assert answer["notes"] == "cardboard first\neleven prototypes"
    again = notes("table", 2, 1, "cardboard first", "cardboard first, always")
    answer = seat.post(here, again, headers=FETCH).json()
    assert answer["notes"] == "cardboard first, always\neleven prototypes"


def test_what_a_hand_sends_twice_is_kept_once(seat: Client, held: Conversation) -> None:
    here = f"/conversations/{held.key}/notes"
    first = notes("table", 1, 0, "", "one")
    seat.post(here, first, headers=FETCH)
    seat.post(here, notes("phone", 1, 1, "one", "one more line, mended"), headers=FETCH)
    answer = seat.post(here, first, headers=FETCH).json()
    assert (answer["revision"], answer["notes"]) == (2, "one more line, mended")


def test_what_arrives_after_something_newer_of_its_hand_is_not_taken(
    seat: Client, held: Conversation
) -> None:
    here = f"/conversations/{held.key}/notes"
    seat.post(here, notes("table", 5, 0, "", "one two"), headers=FETCH)
    answer = seat.post(here, notes("table", 3, 0, "", "one"), headers=FETCH).json()
    assert (answer["number"], answer["notes"]) == (5, "one two")


def test_only_the_last_windows_are_remembered(seat: Client, held: Conversation) -> None:
    for n in range(papers.MOST_HANDS + 3):
        papers.keep_notes(held, n, f"text {n}", hand=f"window {n}", number=1)
    held.refresh_from_db()
    assert len(held.hands) == papers.MOST_HANDS
    assert f"window {papers.MOST_HANDS + 2}" in held.hands


def test_what_happened_without_a_connection_is_dated_when_it_happened(
    seat: Client, talk: Conversation
) -> None:
    here = f"/conversations/{talk.key}"
    seat.post(f"{here}/room", {"ago": "1200"}, headers=FETCH)
    seat.post(f"{here}/end", {"ago": "240"}, headers=FETCH)
    talk.refresh_from_db()
    assert talk.started_at and talk.ended_at
    assert abs(talk.ended_at - talk.started_at - timedelta(minutes=16)) < timedelta(seconds=5)


def test_notes_no_talk_can_hold_are_refused_for_good(seat: Client, held: Conversation) -> None:
    sent = {"notes": "x" * 200_001, "revision": "0"}
    answer = seat.post(f"/conversations/{held.key}/notes", sent, headers=FETCH)
    assert answer.status_code == 422


def test_notes_written_before_the_clock_starts_are_kept_too(
    seat: Client, talk: Conversation
) -> None:
    sent = {"notes": "ring at ten", "revision": "0"}
    assert seat.post(f"/conversations/{talk.key}/notes", sent).status_code == 302
    assert "ring at ten" in show(seat, talk)


# catching


def caught(talk: Conversation) -> list[str]:
    lines = scope.entries_of(talk.person).filter(verb=Verb.CAUGHT)
    return [f"{e.data['what']}: {e.data['text']}" for e in lines]


def test_a_line_is_caught_with_one_button(seat: Client, held: Conversation) -> None:
    answer = seat.post(
        f"/conversations/{held.key}/catch", {"what": "name", "text": " Marek  Dvořák "}
    )
    assert answer.status_code == 302
    assert caught(held) == ["name: Marek Dvořák"]
    assert "Marek Dvořák" in show(seat, held)


def test_a_line_the_room_sends_twice_is_caught_once(seat: Client, held: Conversation) -> None:
    sent = {"what": "insight", "text": "half is waiting", "key": "k1"}
    first = seat.post(f"/conversations/{held.key}/catch", sent, headers=FETCH)
    second = seat.post(f"/conversations/{held.key}/catch", sent, headers=FETCH)
    assert first.json() == second.json()
    seat.post(f"/conversations/{held.key}/catch", {**sent, "key": "k2"}, headers=FETCH)
    assert caught(held) == ["insight: half is waiting"] * 2


def test_a_key_of_another_talk_does_not_swallow_a_line(
    seat: Client, held: Conversation, mira: Campaign
) -> None:
    other = meetings.prepare(world.knows(mira, "Bo Lind"), world.NOW)
    sent = {"what": "insight", "text": "half is waiting", "key": "k1"}
    for talk in (held, other):
        seat.post(f"/conversations/{talk.key}/catch", sent, headers=FETCH)
    assert len(caught(held)) == len(caught(other)) == 1


def test_an_empty_line_is_refused(seat: Client, held: Conversation) -> None:
    sent = {"what": "insight", "text": " ", "key": "k1"}
    answer = seat.post(f"/conversations/{held.key}/catch", sent, headers=FETCH)
    assert answer.status_code == 422
    page = seat.post(f"/conversations/{held.key}/catch", {"what": "insight", "text": ""})
    assert page.status_code == 422
    assert "Write the line first." in page.content.decode()


def test_what_is_caught_is_shown_as_text(seat: Client, held: Conversation) -> None:
    sent = {"what": "insight", "text": "<img src=x onerror=alert(1)>"}
    seat.post(f"/conversations/{held.key}/catch", sent)
    assert "<img src=x" not in seat.get(f"/conversations/{held.key}/room").content.decode()


def test_a_line_that_arrives_after_the_end_is_caught(seat: Client, held: Conversation) -> None:
    meetings.end(held, timezone.now())
    sent = {"what": "promise", "text": "send the paper", "key": "late"}
    assert seat.post(f"/conversations/{held.key}/catch", sent, headers=FETCH).status_code == 200
    assert caught(held) == ["promise: send the paper"]


# the end


def test_the_end_is_recorded_and_leads_to_the_debrief(seat: Client, held: Conversation) -> None:
    answer = seat.post(f"/conversations/{held.key}/end")
    assert answer.headers["Location"] == f"/conversations/{held.key}/debrief"
    held.refresh_from_db()
    assert held.ended_at is not None
    assert scope.entries_of(held.person).filter(verb=Verb.MET).count() == 1
    again = seat.get(f"/conversations/{held.key}/room")
    assert again.headers["Location"] == f"/conversations/{held.key}/debrief"


def test_a_talk_of_yesterday_is_recorded_on_its_day(seat: Client, mira: Campaign) -> None:
    talk = meetings.prepare(world.knows(mira, "Bo Lind"), world.NOW)
    yesterday = timezone.localdate() - timedelta(days=1)
    seat.post(f"/conversations/{talk.key}/end", {"day": str(yesterday), "time": "10:00"})
    assert scope.entries_of(talk.person).get(verb=Verb.MET).on == yesterday


@pytest.mark.parametrize(
    ("day", "clock"), [("2999-01-01", "10:00"), ("soon", "10:00"), ("2026-01-01", "teatime")]
)
def test_a_time_that_cannot_be_is_refused(
    seat: Client, mira: Campaign, day: str, clock: str
) -> None:
    talk = meetings.prepare(world.knows(mira, "Bo Lind"), world.NOW)
    answer = seat.post(f"/conversations/{talk.key}/end", {"day": day, "time": clock})
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert f'value="{day}"' in page
    assert f'value="{clock}"' in page
    talk.refresh_from_db()
    assert talk.ended_at is None


def test_it_asks_the_database_little(
    seat: Client, held: Conversation, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        show(seat, held)


@pytest.mark.parametrize("then", ["room", "start-again", "notes", "catch", "more-time", "end"])
def test_somebody_else_s_room_is_not_there(seat: Client, mira: Campaign, then: str) -> None:
    other = world.seeker("Otto")
    theirs = meetings.prepare(world.knows(other, "Ana Ruiz"), world.NOW)
    assert seat.post(f"/conversations/{theirs.key}/{then}").status_code == 404
    if then == "room":
        assert seat.get(f"/conversations/{theirs.key}/room").status_code == 404


def test_a_video_talk_says_so(seat: Client, mira: Campaign) -> None:
    bo = world.knows(mira, "Bo Lind")
    start = timezone.now() + timedelta(hours=1)
    booked = meetings.book(bo, start, "Europe/Berlin", Medium.VIDEO, timezone.now())
    assert not isinstance(booked, Refusal)
    assert "by video" in show(seat, booked[0])
