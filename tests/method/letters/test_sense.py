"""What was learned about sentences: read quickly and by name it is the same; a denial turns it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method.letters import _sense

SENSE = _sense.sense("en")
assert SENSE is not None
WORDS = sorted(SENSE.words.classes)
SAID = st.lists(
    st.sampled_from([*WORDS[::7], "not", "don't", "but", ",", ", i", "?", "zebra"]), max_size=25
)


def weights() -> dict[str, dict[str, int]]:
    lines = _sense._text("sense_en.txt").split("\n")[2:]
    known = {}
    for line in lines:
        feature, _, numbers = line.partition("\t")
        known[feature] = {pair[0]: int(pair[1:]) for pair in numbers.split()}
    return known


KNOWN = weights()


@given(SAID)
@settings(max_examples=60, deadline=None)
def test_the_quick_reading_is_the_sum_of_all_named_features(said: list[str]) -> None:
    text = " ".join(said)
    assert SENSE is not None
    empty = SENSE.read("zebra")
    named = dict.fromkeys(_sense.LABELS, 0)
    for feature in _sense.features(text, SENSE.words):
        for label, weight in KNOWN.get(feature, {}).items():
            named[label] += weight
    nothing = dict.fromkeys(_sense.LABELS, 0)
    for feature in _sense.features("zebra", SENSE.words):
        for label, weight in KNOWN.get(feature, {}).items():
            nothing[label] += weight
    for place, label in enumerate(_sense.LABELS):
        told = (SENSE.read(text)[place] - empty[place]) * _sense.SCALE
        assert round(told) == named[label] - nothing[label]


@pytest.mark.parametrize(
    ("asks", "does_not"),
    [
        ("I'm looking for a job.", "I'm not looking for a job."),
        ("Please hire me.", "Please don't hire me."),
        ("If your lab needs a hand, I'm free.", "If your lab closes early, I'm free at ten."),
    ],
)
def test_a_denial_or_another_thing_is_less_of_an_ask(asks: str, does_not: str) -> None:
    assert SENSE is not None
    assert SENSE.read(asks.lower())[0] > SENSE.read(does_not.lower())[0] + 1


def test_the_core_of_a_long_sentence_is_the_clause_that_asks() -> None:
    assert SENSE is not None
    text = "i saw your bridge in march, and please keep me in mind for any job at your firm"
    start, end = SENSE.core(text, "J")
    assert "job" in text[start:end]
    assert "bridge" not in text[start:end]
