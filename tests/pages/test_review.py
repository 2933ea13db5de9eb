"""The weekly review: what was, what came of what was meant, what next week should hold."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from fifteen.actions import _write, journal, meetings
from fifteen.method import spoken
from fifteen.method.words import Medium, Refusal, TieKind, Verb
from fifteen.store import review
from fifteen.store.models import Campaign
from tests.pages import here
from tests.world import NOW, TODAY, diary, knows

pytestmark = pytest.mark.django_db
_clock = here._clock

LAST_WEEK = date(2026, 11, 16)
THIS_WEEK = date(2026, 11, 23)


@pytest.fixture
def busy(mira: Campaign) -> Campaign:
    """Last week Mira asked two, talked with Ana, thanked her, and promised to read something."""
    mira.made = NOW - timedelta(days=21)  # not her first week
    mira.save(update_fields=["made"])
    ana = knows(mira, "Ana Ruiz")
    diary(ana, "11 Nov  asked\n12 Nov  said-yes\n17 Nov  met\n18 Nov  thanked")
    data = {"said": "half is waiting", "measures": {"given": 2}, "beliefs": {}}
    _write.append(mira, ana, [_write.Line(Verb.DEBRIEFED, date(2026, 11, 17), data)], NOW)
    promise = {"by": "me", "what": "read her paper", "due": "2026-11-26", "key": "p1"}
    _write.append(mira, ana, [_write.Line(Verb.PROMISED, date(2026, 11, 17), promise)], NOW)
    diary(knows(mira, "Hana Novotná", TieKind.NONE, ""), "18 Nov  asked")
    diary(knows(mira, "Bo Ek", TieKind.NONE, ""), "19 Nov  asked")
    return mira


def at(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """The pages look at the clock on this day, at nine."""
    now = datetime(day.year, day.month, day.day, 8, tzinfo=NOW.tzinfo)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_an_answer_is_counted_in_the_week_in_which_it_came(busy: Campaign) -> None:
    took = knows(busy, "Vera Nowak", TieKind.NONE, "")
    talk = "booked  conversation=c1 start=2026-11-27T10:00+01:00"
    diary(took, f"16 Nov  asked\n18 Nov  {talk}")  # took a time on the page
    diary(knows(busy, "Tom Lee"), f"9 Nov  asked\n10 Nov  said-yes\n17 Nov  {talk}")
    diary(knows(busy, "Li Na"), "9 Nov  asked\n17 Nov  said-yes\n18 Nov  put-off")
    assert review.week(busy, LAST_WEEK).answered == 2  # Vera and Li Na; Tom had
    assert review.week(busy, LAST_WEEK - timedelta(days=7)).answered == 2  # he and Ana


FORM = {"asks": "4", "talks": "2", "words": "Ask along the line"}


def test_on_a_tuesday_the_week_that_has_ended_is_looked_back_on(
    seat: Client, busy: Campaign
) -> None:
    page = seat.get("/review")
    assert here.h1(page) == "One conversation and two people asked."
    told = here.words(page)
    assert "Your week, 16 to 22 November 2026" in told
    assert "Ana Ruiz: “half is waiting”" in told
    assert "In one talk they could share something good of theirs." in told
    assert "Thanked Ana Ruiz." in told
    assert "You, for Ana Ruiz: read her paper, by 26 November." in told
    assert here.main_buttons(page) == 1


def test_from_thursday_on_it_is_the_week_itself(
    seat: Client, busy: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, date(2026, 11, 26))
    page = seat.get("/review")
    assert "Your week, 23 to 29 November 2026" in here.words(page)
    assert here.h1(page) == "A quiet week. The next one can be small."


def test_in_the_first_week_no_week_before_it_is_looked_back_on(
    seat: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, THIS_WEEK)
    diary(knows(mira, "Ana Ruiz"), "23 Nov  asked")
    assert "Your week, 23 to 29 November 2026" in here.words(seat.get("/review"))


def test_what_was_meant_is_kept_and_compared_a_week_later(
    seat: Client, busy: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, date(2026, 11, 15))
    assert seat.post("/review", FORM).url == "/review?week=2026-11-09"
    assert here.says(seat) == "Kept for the week of 16 November."
    at(monkeypatch, TODAY)
    told = here.words(seat.get("/review"))
    assert "You meant to ask four and asked two." in told
    assert "You meant to hold two talks and held one." in told
    assert "You wrote: “Ask along the line”" in told


def test_keeping_it_can_be_undone(seat: Client, busy: Campaign) -> None:
    seat.post("/review", FORM)
    act = busy.entry_set.get(verb=Verb.REVIEWED).act
    assert "Keep it anew" in here.words(seat.get("/review"))
    seat.post("/undo", {"act": act})
    assert "Keep for next week" in here.words(seat.get("/review"))


def test_the_last_word_holds_and_the_first_is_not_lost(seat: Client, busy: Campaign) -> None:
    seat.post("/review", FORM)
    seat.post("/review", {**FORM, "asks": "7"})
    assert 'name="asks" inputmode="numeric" value="7"' in seat.get("/review").content.decode()
    assert busy.entry_set.filter(verb=Verb.REVIEWED).count() == 2


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"asks": "many"}, "A number, please"),
        ({"asks": "-1"}, "A number, please"),
        ({"asks": "51"}, "Between nobody and 50 people, please."),
        ({"talks": "21"}, "Between none and 20 talks, please."),
        ({"talks": "٣"}, "A number, please"),
        ({"words": "x" * 501}, "Shorter than 500 characters, please."),
    ],
)
def test_what_cannot_be_kept_says_why_and_loses_nothing(
    seat: Client, busy: Campaign, form: dict[str, str], message: str
) -> None:
    typed = {"asks": "4", "talks": "2", "words": "my line", **form}
    answer = seat.post("/review", typed)
    assert answer.status_code == 400
    assert message in here.words(answer)
    assert f'value="{typed["words"]}"' in answer.content.decode()
    assert not busy.entry_set.filter(verb=Verb.REVIEWED).exists()


def test_next_week_holds_what_is_booked_and_what_comes_due(seat: Client, busy: Campaign) -> None:
    start = NOW + timedelta(days=1)
    tom = knows(busy, "Tom Lee", TieKind.FRIEND, "")
    booked = meetings.book(tom, start, "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal)
    told = here.words(seat.get("/review"))
    assert "Wednesday, 09:40: Tom Lee." in told
    assert "You, for Ana Ruiz: read her paper, 26 November." in told


def test_a_kept_promise_is_given_and_not_due_any_more(seat: Client, busy: Campaign) -> None:
    ana = busy.person_set.get(name="Ana Ruiz")
    assert not isinstance(journal.settle_promise(ana, "p1", True, NOW), Refusal)
    told = here.words(seat.get(f"/review?week={THIS_WEEK}"))
    assert "Kept for Ana Ruiz: read her paper." in told
    assert "None comes due." in told


def test_what_was_undone_later_leaves_the_week(seat: Client, busy: Campaign) -> None:
    hana = busy.person_set.get(name="Hana Novotná")
    seat.post("/undo", {"act": hana.entry_set.get(verb="asked").act})
    assert here.h1(seat.get("/review")) == "One conversation and one person asked."


@pytest.mark.parametrize("week", ["", "soon", "2999-01-01", "0001-01-01", "2026-13-01"])
def test_a_week_that_is_none_is_the_usual_one(seat: Client, busy: Campaign, week: str) -> None:
    assert "16 to 22 November" in here.words(seat.get("/review", {"week": week}))


def test_any_day_of_an_earlier_week_leads_to_it(seat: Client, busy: Campaign) -> None:
    assert "9 to 15 November" in here.words(seat.get("/review", {"week": "2026-11-12"}))


def test_the_letter_says_what_the_page_says(seat: Client, busy: Campaign) -> None:
    answer = seat.get("/review/text")
    text = answer.content.decode()
    assert text.startswith("Dear Mira,\n\nYour week, 16 to 22 November 2026.\n")
    page = here.words(seat.get("/review"))
    said = [
        line[2:]
        for line in text.partition("The week of 23 November")[0].splitlines()
        if line[:2] == "- "
    ]
    assert len(said) >= 4
    assert all(line in page for line in said)
    assert "- Ask five, hold two talks." in text
    seat.post("/review", {**FORM, "words": "Grace first."})
    kept = seat.get("/review/text").content.decode()
    assert f"- Ask {spoken.in_words(int(FORM['asks']))}, hold" in kept
    assert "- You wrote: “Grace first.”" in kept


def test_today_has_one_calm_line_at_the_weeks_end_until_it_is_done(
    seat: Client, busy: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "Look back on the week"
    assert line not in here.words(seat.get("/"))
    at(monkeypatch, date(2026, 11, 27))
    assert line in here.words(seat.get("/"))
    seat.post("/review", FORM)
    assert line not in here.words(seat.get("/"))
