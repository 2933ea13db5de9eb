"""Today: the steps of the day, most urgent first, and nothing that scans the book."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fifteen.actions import campaigns, journal, meetings
from fifteen.method.words import Medium, Refusal, TieKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person
from tests import world
from tests.pages.here import _clock, h1, main_buttons, words  # noqa: F401
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db


def _booked(person: Person, start: Any) -> str:
    booked = meetings.book(person, start, "Europe/Berlin", Medium.PHONE, NOW - timedelta(days=2))
    assert not isinstance(booked, Refusal), booked
    return booked[0].key


def _rested(campaign: Campaign, *names: str) -> None:
    for name in names:
        journal.rest(world.knows(campaign, name, organisation=name), NOW)


def test_an_empty_book_asks_for_three_names(seat: Client, mira: Campaign) -> None:
    page = seat.get("/")
    assert h1(page) == "Nothing to do yet: nobody is in your book."
    assert 'href="/people#quick"' in page.content.decode()


def test_whoever_knows_nobody_and_no_field_is_led_on(seat: Client, mira: Campaign) -> None:
    scope.fields(mira).delete()
    Campaign.objects.filter(pk=mira.pk).update(schools=["University of Leeds"])
    page = seat.get("/").content.decode()
    assert "the careers office of University of Leeds" in page
    assert 'href="/fields/guide"' in page
    campaigns.add_field(mira, "flood planning", NOW)
    Campaign.objects.filter(pk=mira.pk).update(schools=[])
    page = seat.get("/").content.decode()
    assert "careers office" not in page
    assert 'href="/fields/guide"' not in page


def test_the_talk_of_today_comes_first_and_gives_the_headline(seat: Client, mira: Campaign) -> None:
    bartosz = world.knows(mira, "Bartosz Wójcik", organisation="Orrery")
    world.diary(bartosz, "12 Nov asked")
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "16 Nov asked\n18 Nov said-yes")
    talk = _booked(ana, NOW + timedelta(minutes=80))
    page = seat.get("/")
    assert h1(page) == "Two steps today. Ana Ruiz at eleven."
    assert f"/conversations/{talk}/prepare" in page.content.decode()
    assert words(page).index("Ana Ruiz") < words(page).index("Bartosz Wójcik")
    assert main_buttons(page) == 1


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_talk_soon_after_midnight_stands_on_the_evening_before(
    seat: Client, mira: Campaign, confirmed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = NOW.replace(hour=22, minute=30)  # half past eleven in the evening in Berlin
    monkeypatch.setattr("django.utils.timezone.now", lambda: night)
    for name, hours in (("Ana Ruiz", 2), ("Ben Osei", 8)):
        person = world.diary(world.knows(mira, name), "16 Nov asked\n18 Nov said-yes")
        _booked(person, night + timedelta(hours=hours))
        if confirmed:
            world.diary(person, "24 Nov confirmed")
    page = words(seat.get("/"))
    assert "01:30" in page and "in 2 h" in page
    assert page.count("Look over the plan") == 1
    lines = 0 if confirmed else 1  # Ben's talk is told of by its confirmation alone
    assert page.count("07:30") == page.count("Read the confirmation") == lines


def test_shortly_before_a_talk_the_room_is_the_button(seat: Client, mira: Campaign) -> None:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "16 Nov asked")
    talk = _booked(ana, NOW + timedelta(minutes=10))
    assert f'href="/conversations/{talk}/room">Open the room' in seat.get("/").content.decode()


def test_a_talk_whose_time_has_passed_asks_to_be_written_up(seat: Client, mira: Campaign) -> None:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "16 Nov asked")
    talk = _booked(ana, NOW - timedelta(minutes=40))
    page = seat.get("/")
    assert h1(page) == "One step today. Write up Ana Ruiz first."
    assert f"/conversations/{talk}/debrief" in page.content.decode()


def test_each_group_stands_in_the_order_of_the_method(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Remy", organisation="A"), "12 Nov asked")
    world.diary(world.knows(mira, "Yara", organisation="B"), "20 Nov asked\n23 Nov said-yes")
    world.diary(world.knows(mira, "Nils", organisation="C"), "20 Nov asked\n23 Nov said-no")
    world.knows(mira, "Olga", organisation="D")
    said = words(seat.get("/"))
    places = [said.index(name) for name in ("Yara", "Nils", "Remy", "Olga")]
    assert places == sorted(places)
    assert "friendly reminder is fair. R6" in said
    assert "They said yes. Find a time that suits them" in said


def test_who_waits_for_an_answer_is_a_quiet_line_and_no_step(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Ana Ruiz"), "23 Nov asked")
    page = seat.get("/")
    assert 'class="row"' not in page.content.decode()
    assert "One answer has time yet; nothing to do there until then." in words(page)


def test_who_is_silent_long_enough_is_rested_by_the_worker_and_not_shown(
    seat: Client, mira: Campaign
) -> None:
    world.diary(world.knows(mira, "Ana Ruiz"), "2 Nov asked\n5 Nov reminded")
    assert "Ana Ruiz" not in words(seat.get("/"))


def test_one_person_at_an_organisation_at_a_time_is_suggested(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Ana Ruiz"), "23 Nov asked")
    world.knows(mira, "Olga Petrova")
    said = words(seat.get("/"))
    assert "Olga Petrova" not in said
    assert "Ana Ruiz is asked there. After three working days a second is fair." in said
    assert "/settings/numbers#second_person_after" in seat.get("/").content.decode()


def test_after_some_days_a_second_person_is_fair_and_the_reason_says_so(
    seat: Client, mira: Campaign
) -> None:
    world.diary(world.knows(mira, "Ana Ruiz"), "18 Nov asked")
    world.knows(mira, "Olga Petrova")
    assert "You asked Ana Ruiz there four working days ago; a second person is fair now." in words(
        seat.get("/")
    )


def test_a_stranger_is_reached_through_a_friend_who_works_there(
    seat: Client, mira: Campaign
) -> None:
    world.diary(world.knows(mira, "Tom Lee", TieKind.FRIEND, ""), "24 Nov rested")
    world.knows(mira, "Olga Petrova", TieKind.NONE, "", email="olga@north.example")
    page = seat.get("/")
    assert "Ask Tom Lee first: a friend who works there, too." in words(page)
    assert "kind=introduction-request&amp;to=Tom+Lee" in page.content.decode()
    assert "Write to them yourself" in words(page)


def test_beyond_the_pace_of_the_week_nobody_has_to_be_asked(seat: Client, mira: Campaign) -> None:
    Campaign.objects.filter(pk=mira.pk).update(numbers={"requests_a_week": 2})
    for number in range(3):
        world.knows(mira, f"Person {number}", organisation=f"Org {number}")
    page = seat.get("/")
    assert h1(page).startswith("Two steps today.")
    assert "If you like Ask one more" in words(page)
    world.diary(world.knows(mira, "Ana Ruiz", organisation="Reef Hall"), "24 Nov asked")
    world.diary(world.knows(mira, "Tom Lee", organisation="Orrery"), "24 Nov asked")
    journal.promise(world.knows(mira, "Kofi"), True, "read the paper", TODAY, NOW)
    page = seat.get("/")
    assert h1(page).startswith("One step today.")
    assert "If you like Ask three more The pace you chose is kept." in words(page)


def test_whoever_is_asked_has_the_call_sheet_at_hand(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Ana Ruiz"), "18 Nov asked")
    page = seat.get("/")
    assert "If one of them rings" in words(page)
    assert "/people/ana-ruiz/sheet" in page.content.decode()


def test_as_many_as_may_be_waiting_have_their_call_sheet_in_one_tap(
    seat: Client, mira: Campaign
) -> None:
    for number in range(16):
        world.diary(world.knows(mira, f"Ana Ruiz {number}"), "18 Nov asked")
    page = seat.get("/").content.decode()
    assert page.count("/sheet") == 15
    assert ">1 more</a>" in page


def test_the_limit_of_the_day_is_said_kindly(seat: Client, mira: Campaign) -> None:
    for number in range(5):
        person = world.knows(mira, f"Person {number}", organisation=f"Org {number}")
        world.diary(person, "24 Nov asked")
    world.knows(mira, "Olga Petrova", organisation="Elsewhere")
    said = words(seat.get("/"))
    assert "You asked five people today. That is plenty" in said
    assert "Olga Petrova" not in said
    assert h1(seat.get("/")) == "That is all for today."
    assert "Five people asked." in said


def test_later_takes_a_suggestion_away_until_its_day(seat: Client, mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    assert "Ana Ruiz" in words(seat.get("/"))
    answer = seat.post(f"/people/{ana.key}/later", {"until": "2026-11-27", "next": "/"})
    assert answer.url == "/"
    assert "Ana Ruiz" not in words(seat.get("/"))
    ana.refresh_from_db()
    assert str(ana.due) == "2026-11-27"


def test_later_offers_tomorrow_three_working_days_and_a_week(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz")
    page = seat.get("/").content.decode()
    for day in ("2026-11-25", "2026-11-27", "2026-12-01"):
        assert f'value="{day}"' in page


def test_the_button_opens_the_letter_the_tie_asks_for(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", email="ana@example.org")
    world.knows(mira, "Tom Weak", TieKind.WEAK, "Priya Raman", organisation="B")
    page = seat.get("/").content.decode()
    assert "/people/ana-ruiz/letters/new?kind=request" in page
    assert "letters/new?kind=introduction-request&amp;to=Priya+Raman" in page


def test_an_introduction_that_should_have_come_is_a_step(seat: Client, mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    world.diary(ana, "10 Nov introduction-asked of=Tom")
    assert "Has it come? Then write" in words(seat.get("/"))


def test_the_ring_counts_what_was_asked_since_monday_and_still_counts(
    seat: Client, mira: Campaign
) -> None:
    world.diary(world.knows(mira, "Ana Ruiz", organisation="A"), "22 Nov asked")
    world.diary(world.knows(mira, "Ben", organisation="B"), "23 Nov asked")
    cleo = world.knows(mira, "Cleo", organisation="C")
    done = journal.record(cleo, Verb.ASKED, NOW)
    assert not isinstance(done, Refusal)
    assert "2 of 5 asked" in words(seat.get("/"))
    journal.withdraw(mira, done.act, NOW)
    assert "1 of 5 asked" in words(seat.get("/"))


def test_on_a_sunday_nobody_is_pressed_for_a_whole_weeks_requests(
    seat: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.knows(mira, "Ana Ruiz")
    assert "Five more by Sunday keep the pace you chose." in words(seat.get("/"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=5))
    page = words(seat.get("/"))
    assert "0 of 5 asked A new week begins tomorrow." in page
    assert "Look back on the week" not in page  # she began this week, and there is nothing yet


def test_the_counts_by_stage_add_up_to_the_book(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Ana Ruiz", organisation="A"), "23 Nov asked")
    _rested(mira, "Rosa")
    for number in range(12):
        world.knows(mira, f"Person {number}", organisation=f"Org {number}")
    said = words(seat.get("/"))
    assert "To ask 12" in said
    assert "Asked, waiting 1" in said
    assert "Resting 1" in said
    assert "Twelve left to ask: about two weeks at this pace." in said


def test_who_has_answered_is_not_waited_for(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Ana Ruiz", organisation="A"), "23 Nov asked")
    world.diary(world.knows(mira, "Bo Ek", organisation="B"), "20 Nov asked\n23 Nov said-no")
    said = words(seat.get("/"))
    assert "Asked, waiting 1 Answered, your turn 1" in said
    rings = said.partition("If one of them rings")[2]
    assert "Ana Ruiz" in rings and "Bo Ek" not in rings


def test_when_all_is_done_the_next_step_is_named(seat: Client, mira: Campaign) -> None:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "16 Nov asked")
    _booked(ana, NOW + timedelta(days=7))
    page = seat.get("/")
    assert h1(page) == "That is all for today."
    assert "The next step is on Monday: confirm the talk with Ana Ruiz." in words(page)
    assert "Nobody is left to ask. Ask each host who else to speak with." in words(page)


def test_more_than_the_page_holds_is_named_with_its_number(
    seat: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fifteen.pages._today.MOST_ROWS", 2)
    for number in range(5):
        person = world.knows(mira, f"Person {number}", organisation=f"Org {number}")
        world.diary(person, "12 Nov asked")
    page = seat.get("/")
    assert "3 more are due." in words(page)
    assert h1(page).startswith("Five steps today.")


def test_a_thank_you_says_by_when(seat: Client, mira: Campaign) -> None:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "16 Nov asked")
    _booked(ana, NOW - timedelta(hours=20))
    talk = ana.conversation_set.get()
    meetings.start(talk, NOW - timedelta(hours=20))
    assert not isinstance(meetings.end(talk, NOW - timedelta(hours=19)), Refusal)
    said = words(seat.get("/"))
    assert "Due by 14:40" in said
    assert "Write it up" in said


def test_a_thank_you_is_due_the_same_day_and_within_a_day_at_the_latest(
    seat: Client, mira: Campaign
) -> None:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "16 Nov asked")
    _booked(ana, NOW - timedelta(hours=1))
    talk = ana.conversation_set.get()
    meetings.start(talk, NOW - timedelta(hours=1))
    assert not isinstance(meetings.end(talk, NOW - timedelta(minutes=30)), Refusal)
    assert "Due today, at the latest by tomorrow" in words(seat.get("/"))


def test_a_strangers_people_do_not_show(seat: Client, mira: Campaign) -> None:
    stranger = world.seeker("Otto Fremd")
    world.knows(stranger, "Secret Host")
    world.knows(mira, "Ana Ruiz")
    assert "Secret Host" not in seat.get("/").content.decode()


@pytest.mark.parametrize("size", [3, 40])
def test_the_page_takes_as_many_queries_in_a_large_book_as_in_a_small_one(
    seat: Client, mira: Campaign, django_assert_max_num_queries: Any, size: int
) -> None:
    for number in range(size):
        person = world.knows(mira, f"Person {number}", organisation=f"Org {number}")
        if number % 2:
            world.diary(person, "12 Nov asked")
    with django_assert_max_num_queries(21):
        assert seat.get("/").status_code == 200
    assert TODAY.isoformat() == "2026-11-24"


def test_whoever_says_yes_and_when_is_taken_at_their_word(seat: Client, mira: Campaign) -> None:
    """Times of one's own would be no answer to theirs (R1)."""
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "20 Nov asked")
    ben = world.diary(world.knows(mira, "Ben Abara", organisation="B"), "20 Nov asked")
    journal.record(
        ana, Verb.SAID_YES, NOW, data={"text": "Sure! Thursday after 3, or Friday at 10."}
    )
    journal.record(ben, Verb.SAID_YES, NOW, data={"text": "With pleasure."})
    page = words(seat.get("/"))
    named = "They said yes, and named times: Thu 26 Nov, 15:00 to 17:00 or Fri 27 Nov, 10:00."
    assert named in page
    assert page.count("Choose a time : Ana Ruiz") == 1
    assert "Offer others" in page
    assert "Send times : Ben Abara" in page
    hers = seat.get("/people/ana-ruiz").content.decode()
    assert named in hers
    assert 'class="btn main" href="/people/ana-ruiz/book">Choose a time' in hers


def test_a_promise_is_kept_by_letter_or_let_go(seat: Client, mira: Campaign) -> None:
    ana = world.diary(
        world.knows(mira, "Ana Ruiz"), "10 Nov asked\n12 Nov said-no\n13 Nov thanked-no"
    )
    journal.promise(ana, True, "tell her what I read", TODAY, NOW)
    key = read.standing_of(ana).promises[0].key
    page = seat.get("/")
    assert h1(page) == "One step today. Keep your promise to Ana Ruiz."
    assert f"kind=promise-mine&amp;promise={key}" in page.content.decode()
    assert "Let it rest" not in words(page)
    assert seat.post(f"/people/{ana.key}/promise/{key}", {"kept": "no", "next": "/"}).url == "/"
    assert h1(seat.get("/")) == "That is all for today."
