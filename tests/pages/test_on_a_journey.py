"""A seeker on a journey reads the clock of the place: every page says an agreed talk on it, and
what is due is due on the day lived there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from fifteen.actions import _rebuild, _write, campaigns, invitations, journal, meetings, times
from fifteen.actions._write import Done
from fifteen.doors import lists
from fifteen.method.words import Medium, Refusal, Stage, StepKind
from fifteen.pages import _steps
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Conversation, Person
from tests import world
from tests.pages.addresses import HOURS
from tests.pages.here import _clock, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
"""A Sunday; the Monday after it in Berlin (0:30) and in Tokyo (8:30)."""
EVE = date(2026, 11, 27)
TOKYO = {**HOURS, "away": "2026-11-26 to 2026-12-02 Asia/Tokyo"}
CHICAGO = {**HOURS, "away": "2026-11-26 to 2026-12-02 America/Chicago"}


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana Ruiz, who has agreed to a talk in the night of Berlin."""
    who = world.knows(mira, "Ana Ruiz", email="ana@x.example", zone="Asia/Tokyo")
    world.diary(who, "17 Nov asked\n20 Nov said-yes")
    booked = meetings.book(who, START, "Asia/Tokyo", Medium.PHONE, NOW, 15, "+81 3 1234 5678")
    assert not isinstance(booked, Refusal)
    who.refresh_from_db()
    return who


def goes(campaign: Campaign, where: dict[str, str]) -> Done:
    done = times.keep_hours(campaign, where, NOW)
    assert isinstance(done, Done)
    campaign.refresh_from_db()
    return done


PAGES = ("/conversations", "/people/ana-ruiz", "/people", "/people/ana-ruiz/book")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_the_talk_on_the_clock_of_the_place(
    seat: Client, ana: Person, page: str
) -> None:
    world.diary(ana, "24 Nov confirmed")
    assert "00:30" in words(seat.get(page))
    goes(ana.campaign, TOKYO)
    there = words(seat.get(page))
    assert "08:30" in there and "00:30" not in there
    goes(ana.campaign, CHICAGO)
    there = words(seat.get(page))
    assert "17:30" in there and "00:30" not in there
    assert "Sunday" in there or "Sun 29 Nov" in there


def test_the_page_of_a_field_says_it_too(seat: Client, ana: Person) -> None:
    page = f"/fields/{scope.fields(ana.campaign).get().key}"
    pictured = f"{page}/beliefs"
    seat.post(pictured, {"text": "Nobody travels"})
    assert "00:30" in words(seat.get(page))
    goes(ana.campaign, TOKYO)
    assert "08:30" in words(seat.get(page)) and "00:30" not in words(seat.get(page))


def test_the_timeline_says_each_moment_on_the_clock_she_read_then(
    seat: Client, ana: Person
) -> None:
    goes(ana.campaign, TOKYO)
    moved = START + timedelta(hours=1)
    there = datetime(2026, 11, 27, 5, tzinfo=UTC)  # on the journey
    booked = meetings.book(ana, moved, "Asia/Tokyo", Medium.PHONE, there, 15, "+81 3 1234 5678")
    assert not isinstance(booked, Refusal) and "09:30" in booked[1].message
    told = words(seat.get("/people/ana-ruiz?all=1"))
    assert "Mon 30 Nov, 09:30" in told and "Mon 30 Nov, 08:30" in told
    assert "14:00" in told, "the hour of Tokyo at which she wrote it"


def test_the_step_to_confirm_says_the_hour_there_and_is_due_the_business_day_before_it(
    ana: Person,
) -> None:
    campaign = ana.campaign

    def confirm(now: datetime) -> tuple[date, str]:
        step = _steps.step_of(campaign, ana, read.standing_of(ana), now)
        assert step is not None and step.kind is StepKind.CONFIRM
        return step.due, step.reason

    due, reason = confirm(NOW)
    assert due == EVE and "You talk on Monday at 00:30" in reason
    goes(campaign, TOKYO)
    due, reason = confirm(NOW)
    assert due == EVE and "You talk on Monday at 08:30" in reason
    goes(campaign, CHICAGO)
    due, reason = confirm(NOW)
    assert due == EVE and "You talk on Sunday at 17:30" in reason
    told = lists.person(ana, NOW)["next"]
    assert told["reason"] == reason, "the command line says the same"


def test_a_talk_is_of_the_day_lived_there_and_what_is_kept_follows(ana: Person) -> None:
    campaign = ana.campaign
    gone = goes(campaign, CHICAGO)
    ana.refresh_from_db()
    world.diary(ana, "24 Nov confirmed")
    assert ana.due == date(2026, 11, 29)
    assert _rebuild.rebuild(campaign, NOW) == 0, "kept = computed"
    assert isinstance(journal.withdraw(campaign, gone.act, NOW), Done)
    campaign.refresh_from_db()
    ana.refresh_from_db()
    assert ana.due == date(2026, 11, 30)
    assert _rebuild.rebuild(campaign, NOW) == 0


def test_moving_house_moves_the_day_of_what_is_agreed(ana: Person) -> None:
    campaign = ana.campaign
    world.diary(ana, "24 Nov confirmed")
    profile = {"seeker_name": "Mira Halonen", "zone": "America/Chicago", "country": "US"}
    assert isinstance(campaigns.describe(campaign, campaign.purpose, profile, NOW), Done)
    ana.refresh_from_db()
    assert ana.due == date(2026, 11, 29)
    assert _rebuild.rebuild(campaign, NOW) == 0


def test_today_is_the_day_of_the_place(
    seat: Client, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning = datetime(2026, 11, 29, 22, 10, tzinfo=UTC)  # Sunday night at home, Monday in Tokyo
    goes(ana.campaign, TOKYO)
    monkeypatch.setattr("django.utils.timezone.now", lambda: morning)
    page = words(seat.get("/"))
    assert "Monday 30 November, 07:10" in page
    assert "08:30" in page and "in 1 h 20 min" in page
    assert "Ana Ruiz is next: today, 08:30" in words(seat.get("/conversations"))
    assert "Today at 08:30" in words(
        seat.get(f"/conversations/{Conversation.objects.get().key}/prepare")
    )
    assert _write.today_of(ana.campaign, morning) == date(2026, 11, 30)


def test_what_she_writes_up_there_is_of_her_day_there(
    seat: Client, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = START + timedelta(minutes=40)
    goes(ana.campaign, TOKYO)
    monkeypatch.setattr("django.utils.timezone.now", lambda: over)
    talk = Conversation.objects.get()
    asked = seat.get(f"/conversations/{talk.key}/debrief").content.decode()
    assert 'value="2026-11-30"' in asked and 'value="08:30"' in asked
    form = {"day": "2026-11-30", "time": "08:30"}
    assert seat.post(f"/conversations/{talk.key}/end", form).status_code == 302
    talk.refresh_from_db()
    assert talk.ended_at == START + timedelta(minutes=15), "the hour is that of Tokyo"
    ana.refresh_from_db()
    assert ana.stage == Stage.MET
    assert read.standing_of(ana).met_on == date(2026, 11, 30)
    assert "today, until 08:45" in words(seat.get(f"/conversations/{talk.key}/debrief"))
    assert "08:30 to 08:45" in words(seat.get("/people/ana-ruiz"))


def test_letter_invitation_and_page_say_one_hour(seat: Client, ana: Person) -> None:
    goes(ana.campaign, CHICAGO)
    ana.refresh_from_db()
    ana.campaign.email = "mira@there.example"
    mail = invitations.mail(ana, NOW)
    assert isinstance(mail, bytes)
    letter = seat.get("/people/ana-ruiz/letters/new?kind=confirmation", follow=True)
    for told in (mail.decode(), letter.content.decode()):
        assert "17:30" in told and "08:30" in told and "00:30" not in told
