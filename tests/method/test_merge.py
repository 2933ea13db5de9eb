"""Two hands in one text: nothing typed is missing, nothing shared is doubled."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fifteen.method.merge import merge

LINE = st.sampled_from(["", "a", "b", "cc", "cardboard first", "Tides: 11", "moon  ", "ä\t👋"])
TEXT = st.lists(LINE, max_size=9).map("\n".join)
OF_ONE_KIND = st.lists(st.sampled_from("ab"), max_size=8).map("\n".join)
ANY = TEXT | OF_ONE_KIND | st.lists(st.sampled_from("ab\n "), max_size=20).map("".join)


typed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine


def lines(text: str) -> Counter[str]:
    return Counter(text.split("\n"))


@typed
@given(ANY, ANY)
def test_with_an_unchanged_side_it_is_the_other_side(base: str, side: str) -> None:
    assert merge(base, base, side) == side
    assert merge(base, side, base) == side


@typed
@given(ANY, ANY)
def test_what_both_did_alike_is_there_once(base: str, side: str) -> None:
    assert merge(base, side, side) == side


@typed
@given(ANY, ANY, ANY)
def test_nothing_either_side_typed_is_missing(base: str, mine: str, theirs: str) -> None:
    """Each line one side has more often than the base stands in the result as often."""
    whole, start = lines(merge(base, mine, theirs)), lines(base)
    for side in (lines(mine), lines(theirs)):
        for line, count in (side - start).items():
            assert whole[line] >= count


@typed
@given(ANY, ANY, ANY)
def test_no_line_comes_from_nowhere(base: str, mine: str, theirs: str) -> None:
    whole = lines(merge(base, mine, theirs))
    assert not whole - (lines(mine) + lines(theirs))


@typed
@given(TEXT, TEXT, TEXT)
def test_sides_that_only_write_at_the_end_are_both_there_in_order(
    base: str, one: str, two: str
) -> None:
    merged = merge(base, f"{base}\n{one}", f"{base}\n{two}").split("\n")
    for side in (one, two):
        rest = iter(merged)
        assert all(line in rest for line in side.split("\n"))


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "whole"),
    [
        ("", "from the table", "from the phone", "from the phone\nfrom the table"),
        ("a\nb\nc", "a1\nb\nc", "a\nb\nc1", "a1\nb\nc1"),
        ("x", "x and on", "x\nnew", "x and on\nnew"),
        ("x\ny", "x1\ny", "x\ny1", "x1\ny1"),
        ("x\ny\nz", "x1\ny\nz1", "x\ny1\nz", "x1\ny1\nz1"),
        ("one", "one two", "one three", "one three\none two"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\nb", "a", "a\nb, and more", "a\nb, and more"),
        ("a", "a\nsame\nmine", "a\nsame\ntheirs", "a\nsame\ntheirs\nmine"),
        ("x", "x\nnew", "x more\nnew", "x more\nnew"),
    ],
)
def test_how_it_reads(base: str, mine: str, theirs: str, whole: str) -> None:
    assert merge(base, mine, theirs) == whole


def test_texts_too_long_to_compare_both_stand() -> None:
    base = "\n".join(f"line {n}" for n in range(1_500))
    mine = "\n".join(f"mine {n}" for n in range(1_500))
    theirs = "\n".join(f"theirs {n}" for n in range(1_500))
    whole = lines(merge(base, mine, theirs))
    assert whole == lines(mine) + lines(theirs)
