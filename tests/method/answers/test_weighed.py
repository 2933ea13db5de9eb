"""An answer weighed as a whole: what may hold beside what, and what the weights are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench.replies import score
from hypothesis import given, settings
from hypothesis import strategies as st
from tools import answers_held, answers_sense
from tools.answers_weigh import NAMES, Case, table, weigh

from fifteen.method.answers import AnswerClass as A
from fifteen.method.answers import Message, _weighed, read
from fifteen.method.answers._said import heard_in, nearest_to, persons
from fifteen.method.answers._sense import LABELS
from fifteen.method.answers._sentences import sentences
from fifteen.method.answers._weighed import (
    CLASSES,
    SIGNS,
    Weights,
    beside,
    read_weights,
    signs_of,
    weighed,
    weights,
    weights_of,
)
from fifteen.method.answers.reading import grounds_of

ASKED = "Could we talk for fifteen minutes?"
THANKED = "Thank you for your time last week. It has helped me a great deal."
AGREED = "Wonderful, then Thursday, 3 December at 10:00 at your office."


def told(text: str, asked: str = ASKED, language: str = "en", **more: Any) -> tuple[A, set[A]]:
    known = {"sender": "Ana Ruiz <ana@acme.example>", "to": "Mira Halonen <mira@mail.example>"}
    reading = read(Message(text, asked=asked, language=language, **{**known, **more}))
    return reading.main, set(reading.also)


@pytest.mark.parametrize(
    ("main", "holds", "also"),
    [
        (A.PUT_OFF, {A.YES, A.PUT_OFF, A.NO}, (A.YES,)),
        (A.NO, {A.NO, A.SOMEONE_ELSE}, (A.SOMEONE_ELSE,)),
        (A.QUESTION, {A.NO, A.YES, A.QUESTION}, ()),
        (A.PHONE, {A.PHONE}, (A.YES,)),
        (A.INTRODUCED, {A.NO}, (A.NO, A.SOMEONE_ELSE)),
        (A.NEVER, {A.NEVER, A.NO, A.OPENING}, (A.NO,)),
        (A.YES, {A.YES, A.THANKS, A.UNCLEAR}, ()),
    ],
)
def test_nothing_holds_beside_a_class_that_would_come_before_it(
    main: A, holds: set[A], also: tuple[A, ...]
) -> None:
    assert beside(main, holds) == also


@given(st.dictionaries(st.sampled_from(SIGNS), st.floats(-3, 3)), st.booleans())
def test_a_talk_is_confirmed_or_called_off_only_where_one_was_agreed(
    signs: dict[str, float], agreed: bool
) -> None:
    main, also = weighed({**signs, "agreed": float(agreed)})
    assert main in CLASSES
    assert main not in also
    assert list(also) == [one for one in CLASSES if one in also]
    assert agreed or not {A.CONFIRM, A.CANCEL} & {main, *also}
    assert not agreed or main is not A.YES
    if main in (A.THANKS, A.UNCLEAR):
        assert not also


def test_the_weights_are_of_all_signs_for_all_classes() -> None:
    learned = weights()
    for rows in (learned.first, learned.holds):
        assert len(rows) == len(CLASSES)
        assert all(len(row) == len(SIGNS) for row in rows)
    assert max(abs(one) for row in learned.first for one in row) > 0.5


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(SIGNS), st.floats(-12, 12)))
def test_packed_weights_add_up_as_they_do_one_by_one(signs: dict[str, float]) -> None:
    learned = weights()
    plain = [
        sum(weight * signs.get(name, 0.0) for name, weight in zip(SIGNS, row, strict=True))
        for row in (*learned.first, *learned.holds)
    ]
    assert learned.odds(signs) == pytest.approx(plain, abs=1.0)
    exact = {name: float(round(how)) for name, how in signs.items()}
    plain = [
        sum(weight * exact.get(name, 0.0) for name, weight in zip(SIGNS, row, strict=True))
        for row in (*learned.first, *learned.holds)
    ]
    assert learned.odds(exact) == pytest.approx(plain, abs=1e-6)


def test_the_signs_of_an_answer_are_those_that_are_weighed() -> None:
    message = Message("Yes, call me on 555 0199. Who are you?", asked=ASKED)
    for text in (message.text, "", "?", "Ana"):
        signs = signs_of(grounds_of(text, message), text, message, False)
        assert set(signs) <= set(SIGNS)
    assert signs_of(grounds_of(message.text, message), message.text, message, True)["agreed"] == 1


def test_what_hardly_holds_does_not_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(**always: float) -> tuple[tuple[float, ...], ...]:
        place = SIGNS.index("always")
        return tuple(
            tuple(always.get(one.value, -9.0) if at == place else 0.0 for at in range(len(SIGNS)))
            for one in CLASSES
        )

    signs = {"agreed": 0.0, "always": 1.0}
    for holds, main in ((-3.0, A.NO), (0.5, A.YES)):
        made = weights_of(rows(yes=2.0, no=1.0), rows(yes=holds, no=1.0))
        monkeypatch.setattr(_weighed, "weights", lambda made=made: made)
        assert weighed(signs)[0] is main


def test_what_the_rules_do_not_see_is_learned_from_whole_answers() -> None:
    alone = {"agreed": 0.0, "always": 1.0, "main yes": 1.0, "holds yes": 1.0}
    cases = [Case(alone, "yes", {"yes"})] * 30
    cases += [Case({**alone, "asks last": 1.0}, "question", {"question"})] * 30
    learned = read_weights(table(weigh(cases)))
    assert isinstance(learned, Weights)
    column = CLASSES.index(A.QUESTION)
    place = SIGNS.index("asks last")
    assert learned.first[column][place] > 0.3
    assert learned.holds[column][place] > 0.3
    assert learned.first[CLASSES.index(A.YES)][place] < -0.3
    assert [one.value for one in CLASSES] == NAMES


def test_a_group_that_is_held_back_names_sets_and_sentences_that_are_there() -> None:
    rounds = {path.stem for path in (answers_sense.REPLIES / "sentences").glob("*_*.txt")}
    held = [name for group in answers_held.GROUPS.values() for name in group.sets]
    assert len(held) == len(set(held))
    for group in answers_held.GROUPS.values():
        assert set(group.sets) <= set(answers_sense.UNMARKED)
        assert set(group.later) <= rounds


def test_no_closed_part_is_learned_from() -> None:
    closed = {file for name in score.CLOSED for file in score.SPLITS[name]}
    assert closed
    assert not closed & set(answers_sense.UNMARKED)
    assert all(score.is_closed(Path(name)) for name in closed)


def test_each_sentence_is_heard_once_with_all_labels() -> None:
    heard = heard_in("Sorry, I can't. Ask Ben Ode, ben@acme.example.", "en")
    assert [len(one.odds) for one in heard] == [len(LABELS)] * 2
    assert list(persons(heard)) == [heard[1].sentence.plain]
    nearest = nearest_to(A.NO, heard)
    assert nearest is not None
    assert nearest.start == 0
    assert nearest_to(A.AUTO, heard) is None
    assert nearest_to(A.NO, []) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Yes. No. I can't decide.", "en"),
        ("I accept. I decline. Toss a coin.", "en"),
        ("Ja. Nein. Ach was.", "de"),
        ("Einerseits ja, andererseits nein, und morgen wieder anders.", "de"),
    ],
)
def test_yes_and_no_in_one_breath_is_unclear(text: str, language: str) -> None:
    assert told(text, language=language) == (A.UNCLEAR, set())


@pytest.mark.parametrize("text", ["Yes, no problem at all, come by!", "Yes and no trouble at all."])
def test_a_no_that_denies_trouble_leaves_a_yes(text: str) -> None:
    assert told(text)[0] is A.YES


def test_nothing_is_refused_by_who_answers_to_thanks() -> None:
    assert told("kein ding, viel erfolg weiterhin", "Danke für das Gespräch.", "de")[0] is A.THANKS
    assert told("No need to thank me, good luck!", THANKED)[0] is A.THANKS
    assert told("Never write to me again.", THANKED)[0] is A.NEVER


def test_a_talk_that_is_agreed_is_called_off_in_few_words() -> None:
    assert told("Thursday's off, sorry.", AGREED)[0] is A.CANCEL
    assert told("Thursday's off, sorry.")[0] is not A.CANCEL


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sorry, I can't. Ask Ben.", 2),
        ("Sorry, I don’t. Ask Ben.", 2),
        ("Ask J. Ode about it.", 1),
        ("Am 3. Dezember, ja.", 1),
    ],
)
def test_a_shortened_not_ends_a_sentence_and_an_initial_does_not(text: str, parts: int) -> None:
    assert len(list(sentences(text))) == parts
