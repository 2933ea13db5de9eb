"""The story: one chain, told; and nobody in it where the names are hidden."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from fifteen.actions import _write
from fifteen.method.words import TieKind, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign
from tests import world
from tests.pages import here
from tests.world import NOW, TODAY, diary, knows

pytestmark = pytest.mark.django_db
_clock = here._clock

FILES = ("svg", "csv", "txt")
SAID = "Ask Ana Ruiz about the cardboard; Zebedee at Harbourside knows as well"


@pytest.fixture
def chain(mira: Campaign) -> Campaign:
    """Tom led to Ana, Ana to Bartosz; beside them a shorter chain."""
    tom = knows(mira, "Tom Lee", TieKind.FRIEND, "", organisation="Harbourside", role="Keeper")
    diary(tom, "1 Oct  asked\n1 Oct  said-yes\n5 Oct  met")
    data = {"said": SAID, "measures": {"information": 2}, "points": 2, "goal": 2}
    _write.append(mira, tom, [_write.Line(Verb.DEBRIEFED, TODAY, data)], NOW)
    diary(knows(mira, "Ana Ruiz", via="Tom Lee"), "19 Oct  asked\n22 Oct  said-yes\n26 Oct  met")
    diary(knows(mira, "Bartosz Wójcik", via="Ana Ruiz"), "3 Nov  asked")
    diary(knows(mira, "Priya Raman", TieKind.FRIEND, ""), "2 Nov  asked")
    knows(mira, "Lars Eikeland", via="Priya Raman")
    return mira


def main(answer: object) -> str:
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]  # type: ignore[attr-defined]


def test_the_richest_chain_is_told_from_the_first_request_on(seat: Client, chain: Campaign) -> None:
    page = seat.get("/progress/story")
    assert here.h1(page) == "One request, to Tom Lee, led to two people and two conversations."
    told = here.words(page)
    assert "On 1 October I wrote to Tom Lee, a friend. The answer came the same day." in told
    assert "We talked on 5 October." in told
    assert "Tom Lee named Ana Ruiz." in told
    assert "On 3 November I wrote to Bartosz Wójcik. No answer yet." in told
    assert SAID in told
    assert here.main_buttons(page) == 1


def test_another_chain_is_told_when_it_is_asked_for(seat: Client, chain: Campaign) -> None:
    page = seat.get("/progress/story", {"chain": "1"})
    assert here.h1(page) == "One request, to Priya Raman, led to one person."
    assert seat.get("/progress/story", {"chain": "2"}).status_code == 404
    for strange in ("-1", "x", "9" * 40, "²"):
        shown = seat.get("/progress/story", {"chain": strange})
        assert here.h1(shown).startswith("One request, to Tom Lee")


def test_without_a_chain_the_page_says_how_one_begins(seat: Client, mira: Campaign) -> None:
    knows(mira, "Tom Lee", TieKind.FRIEND, "")
    page = seat.get("/progress/story")
    assert "who else you should speak with" in here.words(page)
    assert seat.get("/progress/story/file").url == "/progress/story"
    seen = seat.get("/progress/story/file", {"as": "exe"})
    assert seen.url == "/progress/story"


def names(campaign: Campaign) -> list[str]:
    """Whatever tells somebody apart: names and their parts, keys, organisations, what was said."""
    found = {"Zebedee", "cardboard", campaign.seeker_name}
    for person in scope.people(campaign):
        found |= {person.name, *person.name.split(), person.key, person.organisation, person.role}
    return sorted(name for name in found if len(name) > 2)


@pytest.mark.parametrize("form", FILES)
def test_hidden_names_are_nowhere_in_the_file(seat: Client, chain: Campaign, form: str) -> None:
    shown = seat.get("/progress/story/file", {"as": form}).content.decode()
    hidden = seat.get("/progress/story/file", {"as": form, "names": "hidden"})
    text = unescape(hidden.content.decode()).casefold()
    assert "tom lee" in shown.casefold(), "with the names they are there"
    for name in names(chain):
        assert name.casefold() not in text, name
    assert not re.search("tom|ana|bartosz", hidden["Content-Disposition"])


def test_hidden_names_are_nowhere_on_the_page(seat: Client, chain: Campaign) -> None:
    text = unescape(main(seat.get("/progress/story", {"names": "hidden"}))).casefold()
    for name in names(chain):
        assert name.casefold() not in text, name
    assert "on 1 october i wrote to a, a friend" in text
    assert "a named b." in text


def test_the_picture_is_saved_as_pixels_without_names_too(seat: Client, chain: Campaign) -> None:
    shown, hidden = (
        seat.get("/progress/story/file", {"as": "png", **more}).content
        for more in ({}, {"names": "hidden"})
    )
    assert shown.startswith(b"\x89PNG")
    assert hidden.startswith(b"\x89PNG")
    assert shown != hidden


def test_the_text_reads_as_the_page_does(seat: Client, chain: Campaign) -> None:
    text = seat.get("/progress/story/file", {"as": "txt"}).content.decode()
    for line in filter(None, text.splitlines()):
        assert line.strip() in here.words(seat.get("/progress/story")), line


def test_what_was_undone_is_not_told(seat: Client, chain: Campaign) -> None:
    ana = chain.person_set.get(name="Ana Ruiz")
    seat.post("/undo", {"act": ana.entry_set.get(verb="met").act})
    assert "We talked on 26 October" not in here.words(seat.get("/progress/story"))


def test_a_stranger_in_another_campaign_is_in_no_story(seat: Client, chain: Campaign) -> None:
    other = world.seeker("Otto Elsewhere")
    other.owner = "elsewhere"
    other.save()
    knows(other, "Zacharias", via="Tom Lee")
    assert "Zacharias" not in seat.get("/progress/story").content.decode()
