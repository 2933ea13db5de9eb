"""A person's page: what happened, what next, and all that can be kept from it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client

from fifteen.actions import journal, meetings, people
from fifteen.method.words import Medium, Refusal, TieKind, Verb
from fifteen.pages import _timeline
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Entry, Person
from tests import world
from tests.pages.here import _clock, h1, main_buttons, says, words  # noqa: F401
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana Ruiz, through Tom Lee."""
    return world.knows(mira, "Ana Ruiz", email="ana@example.org")


def test_the_standing_line_says_where_it_is(seat: Client, ana: Person) -> None:
    world.diary(ana, "12 Nov asked")
    page = seat.get("/people/ana-ruiz")
    assert h1(page) == "Ana Ruiz"
    assert "Asked Thu 12 Nov. Through Tom Lee." in words(page)
    assert "Next: remind Ana Ruiz" in words(page)
    assert "letters/new?kind=reminder" in page.content.decode()
    assert main_buttons(page) == 1


def test_the_standing_line_says_what_they_answered_and_who_they_are(
    seat: Client, mira: Campaign
) -> None:
    bo = world.knows(mira, "Bo Lind", TieKind.WEAK, "")
    assert "To ask An acquaintance." in words(seat.get("/people/bo-lind"))
    world.diary(bo, "12 Nov asked\n16 Nov said-no")
    assert "They said no on Mon 16 Nov. An acquaintance." in words(seat.get("/people/bo-lind"))
    jo = world.diary(world.knows(mira, "Jo Park", TieKind.WEAK, ""), "12 Nov asked")
    world.diary(jo, "16 Nov said-yes")
    assert "Said yes On Mon 16 Nov." in words(seat.get("/people/jo-park"))


def test_while_an_answer_is_awaited_there_is_nothing_to_do_but_to_tell_what_came(
    seat: Client, ana: Person
) -> None:
    world.diary(ana, "23 Nov asked")
    page = seat.get("/people/ana-ruiz")
    assert "Nothing to do until Wed 2 Dec. Then: remind Ana Ruiz." in words(page)
    assert "/people/ana-ruiz/answer?what=said-yes" in page.content.decode()
    assert "kind=reminder" not in page.content.decode()


def test_on_the_day_of_the_talk_the_plan_comes_before_a_confirmation(
    seat: Client, ana: Person
) -> None:
    world.diary(ana, "16 Nov asked")
    start = NOW + timedelta(hours=2)
    meetings.book(ana, start, "Europe/Berlin", Medium.PHONE, NOW - timedelta(days=4))
    page = seat.get("/people/ana-ruiz")
    assert "Next: talk with Ana Ruiz, today, 11:40" in words(page)
    assert "Look over the plan" in words(page)
    assert "/people/ana-ruiz/sheet" in page.content.decode()


def test_the_timeline_tells_the_newest_first_with_their_words(seat: Client, ana: Person) -> None:
    journal.record(ana, Verb.ASKED, NOW, TODAY - timedelta(days=3))
    journal.record(ana, Verb.SAID_YES, NOW, TODAY, {"text": "Any friend of Tom’s <3"})
    said = words(seat.get("/people/ana-ruiz"))
    assert said.index("They said yes") < said.index("You asked")
    assert "“Any friend of Tom’s <3”" in said


def test_every_verb_is_told_in_words(mira: Campaign, ana: Person) -> None:
    booked = {"conversation": "c", "start": "2026-11-24T10:00:00+00:00", "medium": "phone"}
    data: dict[Verb, dict[str, Any]] = {
        Verb.CHANGED: {"was": {"role": "a"}, "now": {"role": "b"}},
        Verb.PROMISED: {"by": "me", "what": "write", "due": "2026-12-01", "key": "k"},
        Verb.BOOKED: booked,
        Verb.MOVED: booked,
    }
    for verb in set(Verb) - {Verb.WITHDRAWN}:
        entry = Entry(campaign=mira, at=NOW, on=TODAY, verb=verb, data=data.get(verb, {}), act=verb)
        story = _timeline.tell([read.line(entry)], partial(read.local, mira))
        assert story.told[0].title, verb


def test_what_was_undone_stands_apart(seat: Client, mira: Campaign, ana: Person) -> None:
    done = journal.record(ana, Verb.NOTED, NOW, data={"text": "Written by mistake"})
    assert not isinstance(done, Refusal)
    journal.withdraw(mira, done.act, NOW)
    page = seat.get("/people/ana-ruiz").content.decode()
    assert "Undone (1)" in page
    assert page.index("Undone (1)") < page.index("Written by mistake")


def test_each_line_can_be_undone_from_the_timeline(seat: Client, ana: Person) -> None:
    done = journal.record(ana, Verb.ASKED, NOW)
    assert not isinstance(done, Refusal)
    assert f'name="act" value="{done.act}"' in seat.get("/people/ana-ruiz").content.decode()
    seat.post("/undo", {"act": done.act, "next": "/people/ana-ruiz"})
    ana.refresh_from_db()
    assert ana.stage == "to-ask"


def test_a_note_is_kept(seat: Client, ana: Person) -> None:
    answer = seat.post("/people/ana-ruiz/note", {"text": "Moved the moon."})
    assert answer.url == "/people/ana-ruiz"
    assert "Moved the moon." in words(seat.get("/people/ana-ruiz"))


def test_an_empty_note_is_refused_at_its_field(seat: Client, ana: Person) -> None:
    answer = seat.post("/people/ana-ruiz/note", {"text": "  "})
    assert answer.status_code == 422
    assert "There is nothing written yet." in words(answer)


def test_facts_are_changed_and_the_old_ones_told(seat: Client, ana: Person) -> None:
    new = {"role": "Head of exhibitions", "tie_kind": "friend", "tie_via": "", "country": "pt"}
    assert seat.post("/people/ana-ruiz/facts", new).url == "/people/ana-ruiz"
    ana.refresh_from_db()
    assert (ana.role, ana.tie_kind, ana.country) == ("Head of exhibitions", "friend", "PT")
    assert ana.email == "ana@example.org"
    assert "You changed facts" in words(seat.get("/people/ana-ruiz"))


@pytest.mark.parametrize(
    ("fact", "value", "message"),
    [
        ("email", "ana@", "That mail address is not complete."),
        ("name", "", "A name is needed, at least a first name."),
        ("zone", "Mars/Base", "Choose a time zone from the list."),
        ("country", "Germany", "A country is two letters, such as DE or US."),
    ],
)
def test_a_fact_that_cannot_be_is_refused_and_what_was_typed_stays(
    seat: Client, ana: Person, fact: str, value: str, message: str
) -> None:
    answer = seat.post("/people/ana-ruiz/facts", {"role": "Typed role", fact: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in words(answer)
    assert 'value="Typed role"' in page
    assert 'aria-invalid="true"' in page
    ana.refresh_from_db()
    assert ana.role == "Grid modeller"


def test_a_profile_that_is_no_web_address_is_no_link(seat: Client, ana: Person) -> None:
    people.change(ana, {"link": "javascript:alert(1)"}, NOW)
    assert 'href="javascript:' not in seat.get("/people/ana-ruiz").content.decode()


def test_rest_and_wake_with_a_reason(seat: Client, ana: Person) -> None:
    world.diary(ana, "12 Nov asked")
    seat.post("/people/ana-ruiz/rest")
    assert "Left in peace" in words(seat.get("/people/ana-ruiz"))
    refused = seat.post("/people/ana-ruiz/wake", {"why": ""})
    assert refused.status_code == 422
    assert "What is new since then? One line is enough" in words(refused)
    seat.post("/people/ana-ruiz/wake", {"why": "Tom met her"})
    ana.refresh_from_db()
    assert ana.stage == "to-ask"


def test_who_asked_for_peace_cannot_be_woken_from_the_page(seat: Client, ana: Person) -> None:
    journal.record(ana, Verb.NEVER, NOW)
    page = seat.get("/people/ana-ruiz")
    assert "They asked not to be written to again" in words(page)
    assert "/wake" not in page.content.decode()
    assert "/letters/new" not in page.content.decode()


def test_later_without_a_day_says_so(seat: Client, ana: Person) -> None:
    seat.post("/people/ana-ruiz/later", {"until": "soon"})
    assert "Until when? Choose one of the days." in says(seat)


def test_what_was_put_off_still_says_why_it_is_next(seat: Client, ana: Person) -> None:
    world.diary(ana, "16 Nov asked\n20 Nov put-off")
    journal.later(ana, TODAY + timedelta(days=3), NOW)
    page = words(seat.get("/people/ana-ruiz"))
    assert "Nothing to do until" in page
    assert "Say once, plainly, that you want advice and no job from them." in page


def test_forgetting_asks_for_the_name(seat: Client, mira: Campaign, ana: Person) -> None:
    assert h1(seat.get("/people/ana-ruiz/forget")) == "Forget Ana Ruiz for good?"
    wrong = seat.post("/people/ana-ruiz/forget", {"name": "Ana"})
    assert wrong.status_code == 422
    assert "Nothing was erased." in words(wrong)
    assert scope.people(mira).exists()
    assert seat.post("/people/ana-ruiz/forget", {"name": "ana ruiz "}).url == "/people"
    assert not scope.people(mira).exists()


def test_a_promise_is_noted_and_ends_by_a_decision(seat: Client, ana: Person) -> None:
    promise = {"by": "them", "what": "send a paper", "due": "2026-11-20"}
    seat.post("/people/ana-ruiz/promise", promise)
    page = seat.get("/people/ana-ruiz")
    assert "They: send a paper Due since Fri 20 Nov" in words(page)
    key = read.standing_of(ana).promises[0].key
    seat.post(f"/people/ana-ruiz/promise/{key}", {"kept": "yes"})
    said = words(seat.get("/people/ana-ruiz"))
    assert "A promise was kept Send a paper" in said
    assert "None open." in said


def test_a_promise_needs_a_day(seat: Client, ana: Person) -> None:
    answer = seat.post("/people/ana-ruiz/promise", {"what": "write", "due": ""})
    assert answer.status_code == 422
    assert "By when?" in words(answer)
    assert 'value="write"' in answer.content.decode()


def test_ways_in_are_the_referrer_and_colleagues(seat: Client, mira: Campaign, ana: Person) -> None:
    world.knows(mira, "Tom Lee", TieKind.FRIEND, "", organisation="Elsewhere")
    world.knows(mira, "Priya Raman", TieKind.COLLEAGUE, "")
    said = words(seat.get("/people/ana-ruiz"))
    assert "Tom Lee The name you have them from." in said
    assert "Priya Raman A former colleague who works there, too." in said


@pytest.mark.parametrize(
    "where",
    ["", "/note", "/facts", "/later", "/rest", "/wake", "/forget", "/promise", "/promise/x"],
)
def test_a_strangers_person_is_not_there(seat: Client, mira: Campaign, where: str) -> None:
    secret = world.knows(world.seeker("Otto Fremd"), "Secret Host")
    address = f"/people/{secret.key}{where}"
    answer = seat.post(address, {"text": "x"}) if where else seat.get(address)
    assert answer.status_code == 404
    assert Entry.objects.filter(person=secret).count() == 1


def test_a_view_that_changes_something_wants_a_post(seat: Client, ana: Person) -> None:
    for where in ("note", "facts", "later", "rest", "wake", "promise"):
        assert seat.get(f"/people/ana-ruiz/{where}").status_code == 405


def test_the_page_takes_few_queries_whatever_the_size(
    seat: Client, mira: Campaign, ana: Person, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        world.knows(mira, f"Person {number}")
        journal.record(ana, Verb.NOTED, NOW, data={"text": f"note {number}"})
    with django_assert_max_num_queries(16):
        page = seat.get("/people/ana-ruiz")
    assert len(page.content) < 60_000


def test_a_long_timeline_is_cut_and_the_rest_is_one_link_away(
    seat: Client, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fifteen.pages._person.MOST_TOLD", 2)
    for number in range(4):
        journal.record(ana, Verb.NOTED, NOW, data={"text": f"Thought {number}"})
    assert "3 earlier lines" in words(seat.get("/people/ana-ruiz"))
    assert "Thought 0" in words(seat.get("/people/ana-ruiz?all=1"))


def test_to_the_one_who_doubts_it_says_what_studies_found(seat: Client, ana: Person) -> None:
    said = words(seat.get("/people/ana-ruiz"))
    assert "If you doubt that they would" in said
    assert "Bohns 2016" in said
    letter = words(seat.get("/people/ana-ruiz/letters/new?kind=request", follow=True))
    assert "Why Ana Ruiz may say yes" in letter


def test_once_they_said_yes_nobody_is_told_why_they_may(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    world.knows(mira, "Tom Lee", organisation=ana.organisation)
    assert "Ways in" in words(seat.get("/people/ana-ruiz"))
    world.diary(ana, "20 Nov asked\n23 Nov said-yes")
    said = words(seat.get("/people/ana-ruiz"))
    assert "may say yes" not in said and "Ways in" not in said


def test_where_they_may_be_is_told_with_its_reason_and_kept_on_request(
    seat: Client, mira: Campaign
) -> None:
    world.knows(mira, "Bo Larsen", phone="+45 33 12 34 56")
    said = words(seat.get("/people/bo-larsen"))
    assert "Their number says Denmark. Their clock would be that of Europe/Copenhagen." in said
    form = {"country": "DK", "zone": "Europe/Copenhagen"}
    seat.post("/people/bo-larsen/facts", form)
    said = words(seat.get("/people/bo-larsen"))
    assert "Their number says" not in said and "Copenhagen" in said
