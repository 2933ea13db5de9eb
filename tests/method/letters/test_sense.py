"""What was learned about sentences: read quickly and by name it is the same; a denial turns it."""

from __future__ import annotations

from math import tanh

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.sense_file import blocks, placed

from fifteen.method.letters import _classes, _net, _sense, _weights

SENSE = _sense.sense("en")
assert SENSE is not None
WORDS = sorted(SENSE.words.classes)
KINDS = sorted(SENSE.words.kinds)
SAID = st.lists(
    st.sampled_from(
        [*WORDS[::7], *KINDS[::97], "not", "don't", "but", ",", ", i", "?", "!", "(", "zebra"]
    ),
    max_size=25,
)


MARKS = {"one": "", "next": " ", "near": "_", "pair": "+", "three": "|"}
HEAD = _classes.text_of("sense_en.txt").split("\n")[1 : 3 + len(_sense.LABELS)]


def weights() -> dict[str, list[int]]:
    """What each feature adds to each label, then to each hidden unit."""
    text = _classes.text_of("sense_en.txt").split("\n", 3 + len(_sense.LABELS))[-1]
    known = {}
    for block in text.strip("\n").split("\n\n"):
        head, *lines = block.split("\n")
        kind, _, first = head.partition(" ")
        for line in lines:
            last, _, numbers = line.partition("\t")
            told, _, code = numbers.partition("/")
            by_label = {pair[0]: int(pair[1:]) for pair in told.split()}
            units = [ord(char) - _net.MIDDLE for char in code] or [0] * _net.UNITS
            feature = first + MARKS[kind] + last
            known[feature] = [*(by_label.get(label, 0) for label in _sense.LABELS), *units]
    return known


KNOWN = weights()


@given(SAID)
@settings(max_examples=60, deadline=None)
def test_the_quick_reading_is_the_sum_of_all_named_features(said: list[str]) -> None:
    text = " ".join(said)
    assert SENSE is not None
    sums = [int(number) for line in HEAD[:2] for number in line.split()]
    for feature in _sense.features(text, SENSE.words):
        for place, weight in enumerate(KNOWN.get(feature, ())):
            sums[place] += weight
    alone, units = sums[: len(_sense.LABELS)], sums[len(_sense.LABELS) :]
    for place, row in enumerate(HEAD[2:]):
        bent = (tanh(unit / _net.COARSE) for unit in units)
        added = sum(w * int(n) / _net.FINE for w, n in zip(bent, row.split(), strict=True))
        assert SENSE.read(text)[place] == pytest.approx(alone[place] / _sense.SCALE + added)


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


def test_a_word_is_of_its_classes_or_else_of_its_kinds() -> None:
    assert SENSE is not None
    words = SENSE.words
    assert words.kinds_of("walnut") == words.kinds_of("walnut's") != ()
    assert words.classes["hiring"]
    assert words.kinds_of("hiring") == ()
    assert words.kinds_of("xyzzy") == ()


LINES = [("walnut", "J12 P-8"), ("a|b|c", "J1"), ("a|b|d", "J2"), ("walnut oak", f"L5/{'Q' * 16}")]


def test_weights_are_read_when_they_are_needed_and_a_feature_nobody_knows_weighs_nothing() -> None:
    store = _weights.Store(blocks(LINES))
    assert store.lines == {}
    assert store.alone("walnut") == 12 - (8 << _weights.LANE)
    assert store.lines == {"J12 P-8": 12 - (8 << _weights.LANE)}
    assert store.alone("oak") == 0
    assert store.told(_weights.THREE, "a|b") == {"c": "J1", "d": "J2"}
    assert store.told(_weights.NEAR, "walnut") == {}
    units = sum(1 << shift for shift in _weights.UNIT_SHIFTS)
    label = 5 << _weights.LABEL_SHIFTS[_weights.LABELS.index("L")]
    assert store.lines[store.told(_weights.NEXT, "walnut")["oak"]] == label + units


@pytest.mark.parametrize(
    ("feature", "block", "last"),
    [
        ("walnut", "one ", "walnut"),
        ("?&ROLE", "one ", "?&ROLE"),
        ("^^i^am^the", "one ", "^^i^am^the"),
        ("!10 !BRIEF", "next !10", "!BRIEF"),
        ("walnut $", "next walnut", "$"),
        ("^_ME", "near ^", "ME"),
        ("ASK+ME", "pair ASK", "ME"),
        ("^|how|are", "three ^|how", "are"),
        ("so|- |i", "three so|- ", "i"),
    ],
)
def test_a_feature_stands_in_the_block_of_its_first_part(
    feature: str, block: str, last: str
) -> None:
    assert placed(feature) == (block, last)


def test_the_core_of_a_long_sentence_is_the_clause_that_asks() -> None:
    assert SENSE is not None
    text = "i saw your bridge in march, and please keep me in mind for any job at your firm"
    start, end = SENSE.core(text, "J")
    assert "job" in text[start:end]
    assert "bridge" not in text[start:end]
