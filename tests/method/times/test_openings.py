"""Rules are not tried where none of their wordings begins: nothing that would match is left out."""

from __future__ import annotations

import re

import pytest
from bench.times import score
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fifteen.method.times import _scan
from fifteen.method.times._lexicon import LANGUAGES, lexicon
from fifteen.method.times._openings import LETTERS, Openings, places

EVERY_NTH = 23
"""Of the sayings in the bench so many are passed over: all rules at all places take long."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_that_matches_somewhere_is_among_those_tried(language: str) -> None:
    words = lexicon(language)
    files = [score.HERE / name for name in score.SPLITS["built on"]]
    cases = [case for path in files for case in score.cases_of(path)]
    told = [case["text"] for case in cases if case.get("language", "en") == language]
    tried = places_seen = 0
    for text in map(_scan.plain, told[::EVERY_NTH]):
        for start in (m.start() for m in _scan._STARTS.finditer(text)):
            among = words.openings.rules(text, start)
            matching = [n for n, rule in enumerate(words.rules) if rule.pattern.match(text, start)]
            assert set(matching) <= set(among), (text[start : start + 20], matching)
            assert list(among) == sorted(among), "in the order of the rules"
            tried, places_seen = tried + len(among), places_seen + 1
    assert tried / places_seen < len(words.rules) / 8, "or it spares next to nothing"


_LISTS = {"day": dict.fromkeys(("mon", "monday", "tue"))}
_atoms = st.sampled_from(
    ["a", "b", " ", "[ab]", "[^a]", r"\d", r"\w", ".", r"\.", "{day}", r"\b", "(?=a)", "(?<!b)"]
)
_pieces = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"(?:{'|'.join(ways)})"),
        st.tuples(
            inner.map(lambda one: f"(?:{one})"), st.sampled_from(["?", "*", "+", "{2}", "{1,3}"])
        ).map("".join),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(pattern=_pieces, text=st.text(alphabet="ab .1mondaytue", max_size=LETTERS + 3))
def test_whatever_a_pattern_is_what_it_matches_may_stand_there(pattern: str, text: str) -> None:
    filled = pattern.replace("{day}", "(?:monday|mon|tue)")
    assume(re.match(filled, text) is not None)
    for place, character in zip(places(pattern, _LISTS), text, strict=False):
        assert place.may_be(character), (pattern, text)
    assert Openings([pattern], _LISTS).rules(text, 0) == (0,)


def test_what_begins_otherwise_is_not_tried() -> None:
    some = Openings(
        ["(?:on |at )?{day}s?", r"\d{1,2}(?:st|nd)", "a(?:bc|)d", r"(?P<x>a)(?P=x)"], _LISTS
    )
    told = {text: some.rules(text, 0) for text in ("on mon", "tues", "12nd", "abd", "acd", "aaz")}
    assert told == {
        "on mon": (0,),
        "tues": (0,),
        "12nd": (1,),
        "abd": (2, 3),  # each place by itself: "abc" and "ad" allow it
        "acd": (3,),
        "aaz": (3,),
    }
    assert some.rules("xyz", 0) == ()
    assert some.rules("", 0) == (0, 1, 2, 3), "where nothing stands nothing can be told"


@pytest.mark.parametrize("pattern", ["?a", r"(?=a)?b", "(?i)a", r"\x41", r"\b+"])
def test_a_way_of_writing_that_is_not_known_is_not_guessed_at(pattern: str) -> None:
    with pytest.raises(ValueError, match="Not read"):
        places(pattern, {})
