"""The look for a coach: chosen, seen, taken along; without any name where names are hidden."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from fifteen.actions import debrief, journal, letters, meetings
from fifteen.actions.debrief import Answers, Promised
from fifteen.method.look import Part
from fifteen.method.words import LetterKind, Measure, Medium, Refusal, Score, Verb
from fifteen.pages import _coach
from fifteen.store import looks, scope
from fifteen.store.models import Campaign, Person
from tests import world
from tests.pages.here import _clock, says, words  # noqa: F401
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db

ALL = ["counts", "due", "drafts", "debriefs", "words"]
NAMES = ("Ana", "Ruiz", "Tom", "Lee", "Northlight", "Grace", "Mbeki", "ana@", "cardboard")


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana Ruiz, met and written up; Grace Mbeki, asked; a draft to each."""
    who = world.knows(mira, "Ana Ruiz", email="ana@example.org")
    world.diary(who, "9 Nov asked\n12 Nov said-yes text=gladly")
    talk = meetings.talk_now(who, NOW, Medium.PHONE)
    assert not isinstance(talk, Refusal)
    assert not isinstance(meetings.end(talk, NOW), Refusal)
    talk.refresh_from_db()
    told = Answers(
        {Measure.INFORMATION: Score.GOOD},
        promises=[Promised(True, "Send Ana Ruiz the cardboard paper", TODAY)],
        said="Build it in cardboard first",
    )
    assert not isinstance(debrief.write_up(talk, told, NOW), Refusal)
    letters.begin(who, LetterKind.THANKS_PHONE, NOW)
    grace = world.knows(mira, "Grace Mbeki")
    world.diary(grace, "3 Nov asked")
    letters.begin(grace, LetterKind.REMINDER, NOW)
    world.knows(mira, "Tom Lee's Friend Ana")
    return who


def test_the_page_shows_what_is_ticked_and_hosts_words_only_on_wish(
    seat: Client, ana: Person
) -> None:
    page = words(seat.get("/coach"))
    assert "Asked 2 Answered 1 Talked with 1 Thanked 0" in page
    assert "Ana Ruiz asked Mon 9 Nov, answered Thu 12 Nov, talked today" in page
    assert "Remind Grace Mbeki" in page
    assert "information: good" in page
    assert "A draft" not in page
    assert "gladly" not in page
    assert "gladly" in words(seat.get("/coach?look=1&what=words"))
    only = words(seat.get("/coach?look=1&what=drafts"))
    assert "Dear Grace" in only
    assert "information: good" not in only


def test_the_agreed_talks_of_the_next_days_are_due_whatever_comes_first(
    ana: Person, mira: Campaign
) -> None:
    for name, hours in (("Bo Lind", 35), ("Cara Diaz", 25), ("Far Away", 60)):
        start = NOW + timedelta(hours=hours)
        who = world.knows(mira, name)
        booked = meetings.book(who, start, "UTC", Medium.VIDEO, NOW, place="a link")
        assert not isinstance(booked, Refusal)
    shown = _coach.look(mira, {Part.DUE}, False, NOW, TODAY).sections[0].lines
    talks = [(line.head, line.note) for line in shown if line.head.startswith("Talk with")]
    assert [head for head, _ in talks] == ["Talk with Cara Diaz", "Talk with Bo Lind"]
    assert all("by video" in note and ":" in note for _, note in talks), talks
    hidden = _coach.look(mira, {Part.DUE}, True, NOW, TODAY).sections[0].lines
    told = [line.head for line in hidden if line.head.startswith("Talk with")]
    assert len(told) == 2 and all(head.startswith("Talk with Host ") for head in told)


def test_with_names_hidden_no_name_is_in_the_bytes(seat: Client, ana: Person) -> None:
    form = {"look": "1", "what": ALL, "names": "hidden"}
    query = "?look=1&names=hidden&" + "&".join(f"what={part}" for part in ALL)
    made = [
        seat.post("/coach/take", form | {"as": "html"}).content.decode(),
        seat.post("/coach/take", form | {"as": "text"}).content.decode(),
        seat.get(f"/coach/print{query}").content.decode(),
        seat.get(f"/coach{query}").content.decode(),
    ]
    for text in made:
        for name in NAMES:
            assert name not in text, name
        assert "Host 1" in text
        assert "Host 2" in text
        assert "words can name people" in text
    shown = seat.post("/coach/take", {"look": "1", "what": ALL, "as": "text"}).content.decode()
    for name in ("Ana", "Ruiz", "Grace", "Mbeki", "cardboard"):  # so it could have been there
        assert name in shown, name


def test_the_file_stands_alone_runs_nothing_and_fetches_nothing(seat: Client, ana: Person) -> None:
    answer = seat.post("/coach/take", {"look": "1", "what": ALL, "as": "html"})
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="for-the-coach-2026-11-24.html"'
    )
    text = answer.content.decode()
    assert text.startswith("<!doctype html>")
    assert "default-src &#x27;none&#x27;" not in text
    assert "default-src 'none'" in text
    assert not re.search(r"<script|<link|<img|<a |href=|src=|url\(|@import|https?:", text)
    assert text.count("<h1>") == 1


def test_free_words_can_not_become_markup_in_the_file(seat: Client, mira: Campaign) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=y>"
    who = world.knows(mira, "</style><b>Ana")
    letter = letters.begin(who, LetterKind.REQUEST, NOW)
    letters.keep(letter, letter.revision, bad, bad, NOW)
    text = seat.post("/coach/take", {"what": ["drafts"], "as": "html"}).content.decode()
    assert "&lt;script&gt;" in text
    assert not re.search(r"<script|<img|<b>Ana", text)
    assert text.count("</style>") == 1


def test_each_handing_over_is_a_line_that_can_be_undone(seat: Client, mira: Campaign) -> None:
    seat.post("/coach/take", {"what": ["due", "counts"], "names": "hidden", "as": "text"})
    entry = scope.entries(mira).get(verb=Verb.SHOWN)
    assert entry.data == {"what": ["counts", "due"], "hidden": True, "way": "text"}
    page = words(seat.get("/coach"))
    assert "Dates and counts and what is due, as text, names hidden" in page
    checked = re.findall(r'value="(\w+)" checked', seat.get("/coach").content.decode())
    assert checked == ["counts", "due", "hidden"]  # as last time
    journal.withdraw(mira, entry.act, NOW)
    assert looks.given(mira) == []
    assert "Nothing yet." in words(seat.get("/coach"))


def test_nothing_ticked_is_nothing_given(seat: Client, mira: Campaign) -> None:
    answer = seat.post("/coach/take", {"look": "1", "as": "html"})
    assert answer.status_code == 422
    assert "Tick at least one thing" in words(answer)
    assert not scope.entries(mira).filter(verb=Verb.SHOWN).exists()
    assert "Nothing is ticked" in words(seat.get("/coach?look=1"))


def test_printing_is_a_handing_over_too(seat: Client, ana: Person) -> None:
    form = {"what": ["due", "counts"], "as": "print"}
    answer = seat.post("/coach/take", form)
    assert answer.url == "/coach/print?look=1&what=counts&what=due"  # type: ignore[attr-defined]
    assert "Remind Grace Mbeki" in words(seat.get(answer.url))  # type: ignore[attr-defined]
    assert looks.given(ana.campaign)[0].way == "print"


def test_another_campaign_is_not_looked_into(seat: Client, mira: Campaign) -> None:
    other = world.seeker("Olga Petrova")
    world.diary(world.knows(other, "Zora Novak"), "9 Nov asked")
    assert "Zora" not in seat.get("/coach?look=1&what=counts&what=due").content.decode()


def test_a_draft_is_marked_where_its_words_are_at_fault_and_nowhere_else(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", email="ana@example.org")
    draft = letters.begin(ana, LetterKind.REQUEST, NOW)
    draft.subject, draft.body = "", "Dear Ana,\n\nDo you have a job for me? <b>\n\nMira"
    draft.save()
    seen = _coach.marked(mira, draft, NOW)
    assert {one.finding.rule for one in seen.found} >= {"asks-for-job"}
    assert all(one.hit for one in seen.found), "what is missing may tell of things not shown"
    assert f'<mark class="stop" data-n="1" id="hit-{draft.key}-1">' in seen.text
    assert "&lt;b&gt;" in seen.text
    assert re.sub(r"<[^>]+>", "", seen.text) == escape(draft.body)
