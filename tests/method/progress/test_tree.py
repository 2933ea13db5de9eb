"""Who led to whom: whatever the names say, everybody stands there once."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from tests.method.progress.people import life

from fifteen.method.progress.lives import Life
from fifteen.method.progress.tree import Forest, Node, grow, rows
from fifteen.method.words import TieKind

MET = "2 Oct  asked\n5 Oct  met"


def through(name: str, via: str, diary: str = MET) -> Life:
    return life(name, diary, TieKind.REFERRED, via)


def keys(node: Node) -> list[str]:
    return [node.life.who.key, *(key for child in node.below for key in keys(child))]


def everybody(forest: Forest) -> list[str]:
    return [key for root in forest.roots for key in keys(root)]


def test_a_chain_counts_everything_it_brought() -> None:
    people = [
        life("Tom Lee", MET),
        through("Ana Ruiz", "Tom Lee"),
        through("Bo Ek", "Ana Ruiz", ""),
    ]
    (root,) = grow(people).roots
    assert (root.people, root.talks, root.led_to) == (3, 2, 2)
    assert keys(root) == ["tom-lee", "ana-ruiz", "bo-ek"]


def test_a_name_is_found_however_it_was_typed() -> None:
    forest = grow([life("Dr. Bartosz Wójcik", MET), through("Ana Ruiz", "bartosz wojcik")])
    assert len(forest.chains) == 1


def test_a_name_that_is_not_in_the_book_leads_to_nobody() -> None:
    forest = grow([through("Ana Ruiz", "Somebody Else")])
    assert forest.alone == 1


def test_of_two_with_one_name_the_one_who_talked_led_here() -> None:
    silent, talked = life("Tom Lee", "", key="tom-lee"), life("Tom Lee", MET, key="tom-lee-2")
    forest = grow([silent, talked, through("Ana Ruiz", "Tom Lee")])
    assert [n.life.who.key for n in forest.chains] == ["tom-lee-2"]


def test_two_who_named_each_other_stand_one_below_the_other() -> None:
    first = life("Ana Ruiz", "1 Oct  asked", TieKind.REFERRED, "Tom Lee")
    second = life("Tom Lee", "9 Oct  asked", TieKind.REFERRED, "Ana Ruiz")
    (root,) = grow([first, second]).roots
    assert keys(root) == ["ana-ruiz", "tom-lee"], "whoever was asked first stands on top"


def test_whoever_is_said_to_have_named_themselves_stands_alone() -> None:
    assert grow([through("Ana Ruiz", "Ana Ruiz")]).alone == 1


def test_a_school_of_the_name_of_a_person_is_no_chain() -> None:
    forest = grow([life("Calder", MET), life("Ana Ruiz", MET, TieKind.ALUMNI, "Calder")])
    assert not forest.chains


def test_a_chain_of_two_thousand_is_no_trouble() -> None:
    people = [life("P 0", MET), *(through(f"P {n}", f"P {n - 1}", "") for n in range(1, 2_000))]
    forest = grow(people)
    assert forest.roots[0].people == 2_000
    lines = rows(forest)
    assert lines[-1].more == 2_000 - sum(row.node is not None for row in lines)


NAMES = [f"P {n}" for n in range(12)]
BOOKS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from([*NAMES, "", "Nobody"]), st.booleans()),
    max_size=30,
)


def book(told: list[tuple[str, str, bool]]) -> list[Life]:
    return [
        life(name, MET if met else "", TieKind.REFERRED, via, key=f"k{number}")
        for number, (name, via, met) in enumerate(told)
    ]


@given(BOOKS)
def test_everybody_stands_in_the_forest_exactly_once(told: list[tuple[str, str, bool]]) -> None:
    people = book(told)
    assert Counter(everybody(grow(people))) == Counter(p.who.key for p in people)


@given(BOOKS)
def test_a_chain_is_the_sum_of_what_is_below(told: list[tuple[str, str, bool]]) -> None:
    waiting = list(grow(book(told)).roots)
    while waiting:
        node = waiting.pop()
        assert node.people == 1 + sum(child.people for child in node.below)
        assert node.talks == len(node.life.met) + sum(child.talks for child in node.below)
        waiting += node.below


@given(BOOKS, st.integers(1, 40))
def test_everybody_has_a_line_or_is_counted_in_one(
    told: list[tuple[str, str, bool]], most: int
) -> None:
    people = book(told)
    lines = rows(grow(people), most)
    shown = [row.node.life.who.key for row in lines if row.node is not None]
    assert len(shown) == len(set(shown)) <= most
    assert len(shown) + sum(row.more for row in lines) == len(people)


@given(BOOKS, st.integers(1, 40))
def test_every_line_hangs_on_an_earlier_one_a_level_above(
    told: list[tuple[str, str, bool]], most: int
) -> None:
    lines = rows(grow(book(told)), most)
    for number, row in enumerate(lines):
        assert row.over < number
        assert row.depth == (0 if row.over < 0 else lines[row.over].depth + 1)
        if row.over >= 0:
            over = lines[row.over].node
            assert over is not None, "nobody hangs on a line that only counts"
            assert row.node is None or row.node in over.below


@given(BOOKS)
def test_no_branch_crosses_a_line_of_the_tree(told: list[tuple[str, str, bool]]) -> None:
    """Between a line and the one it hangs on stands nobody of its level or above."""
    lines = rows(grow(book(told)))
    for number, row in enumerate(lines):
        assert all(between.depth >= row.depth for between in lines[row.over + 1 : number])
