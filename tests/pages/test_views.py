"""People as a board and as a tree, with the same filters; lists kept under a name."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from fifteen.actions import exchange, journal
from fifteen.actions.campaigns import delete_everything
from fifteen.method.words import TieKind
from fifteen.pages import _board, _tree
from fifteen.store import read, scope
from fifteen.store.models import Campaign
from tests import world
from tests.pages.here import _clock, says, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db


def _columns(answer: Any) -> dict[str, list[str]]:
    page = answer.content.decode()
    pieces = re.split(r'data-stage="([\w-]+)"', page)[1:]
    named = (re.findall(r'data-name="([^"]+)"', text) for text in pieces[1::2])
    return dict(zip(pieces[::2], named, strict=True))


def _hangs(answer: Any) -> list[tuple[int, str]]:
    """Everybody in the tree with how deep they hang."""
    depth, found = 0, []
    page = answer.content.decode()
    for mark in re.findall(
        r"<ul>|</ul>|<a href=\"/people/[\w-]+\">[^<]+", page.split('class="tree')[1]
    ):
        depth += {"<ul>": 1, "</ul>": -1}.get(mark, 0)
        if mark.startswith("<a"):
            found.append((depth, mark.rpartition(">")[2]))
    return found


def test_everybody_stands_in_the_column_of_their_stage(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz")
    world.diary(world.knows(mira, "Bo Lind"), "16 Nov asked")
    world.diary(world.knows(mira, "Cy Ott"), "16 Nov asked\n18 Nov met conversation=c")
    found = _columns(seat.get("/people?view=board"))
    assert found["to-ask"] == ["Ana Ruiz"]
    assert found["asked"] == ["Bo Lind"]
    assert found["met"] == ["Cy Ott"]
    assert list(found) == ["to-ask", "asked", "yes", "booked", "met", "thanked", "resting"]


def test_the_board_is_narrowed_like_the_table(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", tie=TieKind.FRIEND, via="", organisation="Reef Hall")
    world.diary(world.knows(mira, "Bo Lind"), "12 Nov asked")
    assert _columns(seat.get("/people?view=board&tie=friend"))["to-ask"] == ["Ana Ruiz"]
    assert _columns(seat.get("/people?view=board&tie=friend"))["asked"] == []
    assert _columns(seat.get("/people?view=board&q=reef"))["to-ask"] == ["Ana Ruiz"]
    assert list(_columns(seat.get("/people?view=board&stage=asked"))) == ["asked"]
    assert _columns(seat.get("/people?view=board&due=1"))["asked"] == ["Bo Lind"]


def test_a_full_column_says_how_many_more_and_where(
    seat: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_board, "CARDS", 2)
    for number in range(5):
        world.knows(mira, f"Person {number}", tie=TieKind.FRIEND, via="")
    answer = seat.get("/people?view=board&tie=friend")
    assert len(_columns(answer)["to-ask"]) == 2
    assert "Three more" in words(answer)
    assert 'href="/people?stage=to-ask&amp;tie=friend"' in answer.content.decode()


def test_a_card_moves_by_what_happened_and_that_is_undone(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz")
    moved = {"act": "asked", "next": "/people?view=board"}
    assert seat.post("/people/ana-ruiz/move", moved).url == "/people?view=board"
    board = seat.get("/people?view=board")
    assert _columns(board)["asked"] == ["Ana Ruiz"]
    assert "Asked Ana Ruiz." in board.content.decode()
    entry = scope.entries_of(scope.person(mira, "ana-ruiz")).last()
    assert entry is not None
    assert entry.verb == "asked"
    seat.post("/undo", {"act": entry.act})
    assert _columns(seat.get("/people?view=board"))["to-ask"] == ["Ana Ruiz"]


@pytest.mark.parametrize("act", ["met", "booked", "thanked", "", "never", "withdrawn"])
def test_no_stage_is_faked(seat: Client, mira: Campaign, act: str) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    before = scope.entries_of(ana).count()
    seat.post("/people/ana-ruiz/move", {"act": act})
    assert scope.entries_of(ana).count() == before
    assert says(seat) == "Choose what happened; the card follows."


def test_waking_somebody_asked_before_wants_its_reason_on_the_card(
    seat: Client, mira: Campaign
) -> None:
    world.diary(world.knows(mira, "Ana Ruiz"), "16 Nov asked\n17 Nov rested")
    assert 'name="why"' in seat.get("/people?view=board").content.decode()
    seat.post("/people/ana-ruiz/move", {"act": "woken", "why": ""})
    assert scope.person(mira, "ana-ruiz").stage == "resting"
    seat.post("/people/ana-ruiz/move", {"act": "woken", "why": "A new exhibition"})
    assert scope.person(mira, "ana-ruiz").stage == "to-ask"


def test_what_takes_more_than_a_word_opens_its_page(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Ana Ruiz"), "16 Nov asked\n17 Nov said-yes")
    page = seat.get("/people?view=board").content.decode()
    assert 'href="/people/ana-ruiz/book" data-to="booked"' in page
    assert "One step after the other" in page


def test_each_hangs_under_who_led_there(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Tom Lee", tie=TieKind.FRIEND, via="")
    world.knows(mira, "Ana Ruiz", via="Tom Lee")
    world.knows(mira, "Bo Lind", via="Ana Ruiz")
    world.knows(mira, "Cy Ott", tie=TieKind.FRIEND, via="")
    answer = seat.get("/people?view=tree")
    assert _hangs(answer) == [(1, "Tom Lee"), (2, "Ana Ruiz"), (3, "Bo Lind")]
    assert "led to two" in words(answer)


def test_a_filtered_tree_keeps_those_who_led_there(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Tom Lee", tie=TieKind.FRIEND, via="")
    world.knows(mira, "Ana Ruiz", via="Tom Lee")
    world.knows(mira, "Bo Lind", via="Ana Ruiz", organisation="Reef Hall")
    world.knows(mira, "Di Moe", via="Tom Lee")
    answer = seat.get("/people?view=tree&q=reef")
    assert _hangs(answer) == [(1, "Tom Lee"), (2, "Ana Ruiz"), (3, "Bo Lind")]
    assert 'class="dim"><a href="/people/tom-lee"' in answer.content.decode()
    assert 'class="dim"><a href="/people/bo-lind"' not in answer.content.decode()


def test_a_tree_too_large_says_how_many_are_left_out(
    seat: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_tree, "MOST_SHOWN", 3)
    world.knows(mira, "Tom Lee", tie=TieKind.FRIEND, via="")
    for number in range(5):
        world.knows(mira, f"Person {number}", via="Tom Lee")
    answer = seat.get("/people?view=tree")
    assert len(_hangs(answer)) == 3
    assert "3 more stand in these trees" in words(answer)


def test_two_who_led_to_each_other_do_not_go_round(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", via="Bo Lind")
    world.knows(mira, "Bo Lind", via="Ana Ruiz")
    assert len(_hangs(seat.get("/people?view=tree"))) == 2


def test_a_list_is_kept_found_again_and_let_go(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", tie=TieKind.FRIEND, via="")
    kept = {"name": "Old friends", "tie": "friend", "view": "board"}
    assert seat.post("/people/lists", kept).url == "/people?tie=friend&view=board"
    page = seat.get("/people").content.decode()
    assert '<a href="/people?tie=friend&amp;view=board">Old friends</a>' in page
    key = read.lists(mira)[0].key
    seat.post(f"/people/lists/{key}/let-go", {})
    assert "Old friends</a>" not in seat.get("/people").content.decode()
    act = scope.entries(mira).filter(verb="unlisted").get().act
    seat.post("/undo", {"act": act})
    assert "Old friends</a>" in seat.get("/people").content.decode()


def test_a_name_used_again_says_the_list_anew_and_undo_brings_the_old_back(
    seat: Client, mira: Campaign
) -> None:
    seat.post("/people/lists", {"name": "Friends", "tie": "friend"})
    seat.post("/people/lists", {"name": "friends ", "tie": "family"})
    assert [one.query for one in read.lists(mira)] == [{"tie": "family"}]
    act = scope.entries(mira).filter(verb="listed").last()
    assert act is not None
    journal.withdraw(mira, act.act, NOW)
    assert [one.query for one in read.lists(mira)] == [{"tie": "friend"}]


@pytest.mark.parametrize(
    ("form", "why"),
    [({"name": "", "tie": "friend"}, "Under which name?"), ({"name": "All"}, "Everyone is a list")],
)
def test_what_is_no_list_is_not_kept(
    seat: Client, mira: Campaign, form: dict[str, str], why: str
) -> None:
    seat.post("/people/lists", form)
    assert read.lists(mira) == ()
    assert why in says(seat)


def test_lists_leave_with_everything_and_come_back(seat: Client, mira: Campaign) -> None:
    seat.post("/people/lists", {"name": "Due friends", "tie": "friend", "due": "1"})
    packed = exchange.export_zip(mira, NOW)
    delete_everything(mira)
    exchange.restore_zip(packed, NOW)
    (kept,) = read.lists(scope.campaigns().get())
    assert (kept.name, kept.query) == ("Due friends", {"tie": "friend", "due": "1"})
