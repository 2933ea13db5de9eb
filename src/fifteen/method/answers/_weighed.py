"""A message weighed as a whole: what all its sentences say, and the rules' verdict among them.

The rules (`_settled.py`) see what a sentence says surely. How faint words add up, what an answer
as short as this one is, what a question at its end makes of the rest, is learned from whole
answers: two weights of each sign for each class, whether it is the one to act on first and whether
it holds at all. They are data (`weighed.txt`), written by `python -m tools.answers_weighed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p
from typing import NamedTuple

from fifteen.method.answers import _found
from fifteen.method.answers._addressed import (
    addresses_both,
    greets_stranger,
    greets_two,
    names_copied,
)
from fifteen.method.answers._agreed import names_another
from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers._said import Heard, Said, how_surely
from fifteen.method.answers._sense import LABELS, words_of
from fifteen.method.answers._settled import is_torn
from fifteen.method.answers._spoken_of import SPOKEN_OF, spoken_of
from fifteen.method.answers.words import AnswerClass, Message
from fifteen.method.times import Time

A = AnswerClass
CLASSES: tuple[AnswerClass, ...] = tuple(
    one for one in AnswerClass if one not in (A.BOUNCE, A.AUTO)
)
SCALE = 100  # the weights are kept as whole numbers: 100 is one
_FINE = 1000  # so are the signs, to a thousandth
_LANE = 44  # bits of a class in a packed number
_MASK, _HALF = (1 << _LANE) - 1, 1 << (_LANE - 1)
_LANES = tuple(_LANE * place for place in range(2 * len(CLASSES)))
_HALVES = sum(_HALF << lane for lane in _LANES)
_MOST = 5.0  # log odds beyond which a sentence is no surer
_SURELY = 2.0
_NEAR = 3.2  # what is so near comes first by the order of classes,
_HOLDS, _RULED = 2.0, -0.8  # if it holds so surely; if the rules have a put-off first
_LATER = 1.0  # from which a put-off that the rules have first comes before willingness
_BEATEN = 1.5  # by which what hardly holds is beaten by what the rules have first, or not
_FEW = 8  # words of a short answer; sentences beyond which there are no more
_ALONE = {A.THANKS, A.UNCLEAR}
_AGREED = {A.CONFIRM, A.CANCEL}  # of a talk that was agreed before
_NOT_YET = {A.YES}  # the first agreement alone
_REFUSED = {A.NO, A.PUT_OFF}  # of a talk that was agreed they call it off, and stand beside that
_BEFORE = {A.PUT_OFF: {A.YES, A.PHONE}}  # what may hold beside a class although it comes first
_AS_RULED = {  # what is rare beside a class, or hard to tell from it: the rules say whether
    A.NEVER: (A.SOMEONE_ELSE,),
    A.MOVE: (A.QUESTION,),
    A.CANCEL: (A.NO,),
}
_FLAGS = ("agreed", "times", "phone", "link", "asks", "asks last", "thanked", "offered", "copy")
_ABOUT = ("another", "same", "spoken", "copied", "two", "theirs")
_MEASURES = ("address", "torn", "stranger", "known", "length", "short", "sentences", "always")
SIGNS = (
    *(f"{kind} {label}" for kind in ("most", "ahead", "sum", "first", "last") for label in LABELS),
    *(f"{kind} {label}" for kind in ("says", "surely") for label in LABELS),
    *(f"{kind} {one.value}" for kind in ("holds", "main") for one in CLASSES),
    *_FLAGS,
    *_ABOUT,
    *SPOKEN_OF,
    *_MEASURES,
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a message is judged by: its sentences, what they say, and what the rules make of it."""

    heard: Sequence[Heard]
    said: list[Said]
    times: tuple[Time, ...]
    main: AnswerClass
    also: tuple[AnswerClass, ...]
    thanked: bool = False  # the letter answered thanks for a talk that was
    torn: bool = False  # it agrees and then flatly refuses


class Weights(NamedTuple):
    """For each class the weights of all signs, in the order of SIGNS.

    `packed` has those of a sign in one whole number, a lane of bits for each class to come first
    and to hold: a message is weighed by adding numbers up.
    """

    first: tuple[tuple[float, ...], ...]  # it is the class to act on first
    holds: tuple[tuple[float, ...], ...]
    packed: Mapping[str, int]

    def odds(self, signs: Mapping[str, float]) -> list[float]:
        """How much each class is to come first, then how much each holds, as log odds."""
        packed = self.packed
        total = _HALVES + sum([round(how * _FINE) * packed[name] for name, how in signs.items()])
        return [(((total >> lane) & _MASK) - _HALF) / (SCALE * _FINE) for lane in _LANES]


def weights_of(first: Sequence[Sequence[float]], holds: Sequence[Sequence[float]]) -> Weights:
    """The weights, packed as well."""
    rows = zip(SIGNS, zip(*first, *holds, strict=True), strict=True)
    packed = {
        name: sum(round(one * SCALE) << lane for one, lane in zip(row, _LANES, strict=True))
        for name, row in rows
    }
    return Weights(tuple(map(tuple, first)), tuple(map(tuple, holds)), packed)


def weighed(signs: Mapping[str, float]) -> tuple[AnswerClass, tuple[AnswerClass, ...]]:
    """The class to act on first, and those beside it in their order."""
    learned = weights()
    shut = _NOT_YET if signs["agreed"] else _AGREED
    open_to = [one for one in CLASSES if one not in shut]
    odds = learned.odds(signs)
    first = dict(zip(CLASSES, odds, strict=False))
    holds = dict(zip(CLASSES, odds[len(CLASSES) :], strict=True))
    # What hardly holds does not come first.
    ahead = [one for one in open_to if not (signs["agreed"] and one in _REFUSED)]
    main = max(ahead, key=lambda one: first[one] + min(0.0, holds[one]))
    earlier = [one for one in ahead[: ahead.index(main)] if one not in _BEFORE.get(main, ())]
    if "main never" in signs and "surely X" in signs and "times" not in signs:
        main = A.NEVER
    if main is A.OPENING and "main someone-else" in signs:
        main = A.SOMEONE_ELSE  # a person named for a vacancy
    if main in _ALONE or (main is not A.INTRODUCED and _plainly_unclear(signs)):
        return (main if main in _ALONE else A.UNCLEAR), ()
    near = [one for one in earlier if first[one] > first[main] - _NEAR]
    main = next((one for one in near if holds[one] > _surely(one, signs)), main)
    main = _instead(main, ahead, first, holds, signs)
    if main in _BEFORE[A.PUT_OFF] and "main put-off" in signs and holds[A.PUT_OFF] > _LATER:
        main = A.PUT_OFF  # "I'd be glad to, but not before March"
    told = {one for one in open_to if holds[one] > 0}
    if main is A.NEVER and signs["agreed"] and "holds cancel" in signs:
        told.add(A.CANCEL)
    for one in _AS_RULED.get(main, ()):
        heard = f"holds {one.value}" in signs and (one is not A.QUESTION or "says Q" in signs)
        (told.add if heard else told.discard)(one)
    return main, beside(main, told)


def _plainly_unclear(signs: Mapping[str, float]) -> bool:
    """Whether the rules find nothing to act on, and why is plain: it calls somebody else by name,
    says both yes and no, or is private in surer words than any other."""
    why = ("stranger", "torn", "surely Z", "surely U")
    return "main unclear" in signs and any(signs.get(name) for name in why)


def _surely(one: AnswerClass, signs: Mapping[str, float]) -> float:
    """From which log odds a class comes before one that is heard louder."""
    return _RULED if one is A.PUT_OFF and f"main {one.value}" in signs else _HOLDS


def _instead(
    main: AnswerClass,
    ahead: Sequence[AnswerClass],
    first: Mapping[AnswerClass, float],
    holds: Mapping[AnswerClass, float],
    signs: Mapping[str, float],
) -> AnswerClass:
    """What the rules have first where that holds, and what is weighed first does not."""
    ruled = next((one for one in ahead if f"main {one.value}" in signs), main)
    near = first[ruled] > first[main] - _BEATEN
    return ruled if near and holds[main] < 0 < holds[ruled] else main


def beside(main: AnswerClass, holds: set[AnswerClass]) -> tuple[AnswerClass, ...]:
    """What may hold beside the class to act on first: nothing that would come before it."""
    place = CLASSES.index(main)
    told = {one for one in holds if CLASSES.index(one) > place or one in _BEFORE.get(main, ())}
    if main is A.PHONE:
        told.add(A.YES)
    if main is A.INTRODUCED:
        told.add(A.SOMEONE_ELSE)
    if main is A.NEVER:
        told &= {A.NO, A.CANCEL, A.SOMEONE_ELSE}
    if main is A.MOVE:
        told -= {A.YES}  # the first agreement alone
    return tuple(one for one in CLASSES if one in told - {main} - _ALONE)


def signs_of(grounds: Grounds, reply: str, message: Message, agreed: bool) -> dict[str, float]:
    """What speaks for one class or another, by name; what is nothing is left out."""
    signs = _of_sentences(grounds.heard)
    for one in (grounds.main, *grounds.also):
        signs[f"holds {one.value}"] = 1.0
    signs[f"main {grounds.main.value}"] = 1.0
    words = lexicon(message.language).words
    told = reply.split()
    number = _found.phone(reply, message)
    theirs = _found.is_of_another(number, reply, message.language)
    flags = (
        agreed,
        bool(grounds.times),
        bool(number) and not theirs,
        bool(_found.link(reply, message.language)),
        "?" in reply,
        reply.rstrip().endswith("?"),
        grounds.thanked,
        bool(message.offered),
        "@" in message.cc,
    )
    signs |= {name: 1.0 for name, flag in zip(_FLAGS, flags, strict=True) if flag}
    signs |= _about(grounds, reply, message, agreed) | ({"theirs": 1.0} if theirs else {})
    measures = (
        float("@" in reply),
        float(words["undecided"].search(reply) is not None or _is_torn(grounds)),
        float(greets_stranger(reply, message)),
        _known(told, message.language),
        log1p(len(told)) / 4,
        float(len(told) < _FEW),
        min(len(grounds.heard), _FEW) / _FEW,
        1.0,
    )
    signs |= zip(_MEASURES, measures, strict=True)
    signs |= spoken_of(grounds.heard, reply, message)
    return {"agreed": 0.0} | signs


def _is_torn(grounds: Grounds) -> bool:
    """Whether yes and no are both said surely, and no time is named for either; or a yes is taken
    back."""
    odds = how_surely(grounds.said)
    return grounds.torn or ({A.YES, A.NO} <= set(odds) and is_torn(odds, bool(grounds.times)))


def _about(grounds: Grounds, reply: str, message: Message, agreed: bool) -> dict[str, float]:
    """Whom a message speaks to, and whether it names the time of the talk that was agreed."""
    another = names_another(grounds.times, reply, message) if agreed else None
    flags = {
        "another": another is True,
        "same": another is False,
        "spoken": addresses_both(reply, message),
        "copied": names_copied(reply, message),
        "two": greets_two(reply),
    }
    return {name: 1.0 for name, flag in flags.items() if flag}


def _of_sentences(heard: Sequence[Heard]) -> dict[str, float]:
    rows = [[max(-_MOST, min(_MOST, how)) for how in one.odds] for one in heard]
    rows = rows or [[-_MOST + 1] * len(LABELS)]
    most = [max(column) for column in zip(*rows, strict=True)]
    best, second = sorted(most)[-1], sorted(most)[-2]
    signs: dict[str, float] = {}
    for place, label in enumerate(LABELS):
        how = most[place]
        signs[f"most {label}"] = how / 2
        signs[f"ahead {label}"] = (how - (second if how == best else best)) / 3
        signs[f"sum {label}"] = sum(1 / (1 + exp(-row[place])) for row in rows[:_MANY])
        signs[f"first {label}"] = rows[0][place] / 4
        signs[f"last {label}"] = rows[-1][place] / 4
        if how > 0:
            signs[f"says {label}"] = 1.0
        if how > _SURELY:
            signs[f"surely {label}"] = 1.0
    return signs


_MANY = 12  # sentences of a long answer that are added up


def _known(told: Sequence[str], language: str) -> float:
    """The share of words that stand in a list of the language."""
    words = words_of(language if language in LANGUAGES else LANGUAGES[0])
    plain = [one.strip(".,;:!?()\"'").lower() for one in told]
    return sum(one in words.known for one in plain) / max(1, len(plain))


@cache
def weights() -> Weights:
    """What was learned from whole answers."""
    return read_weights(files("fifteen.method.answers").joinpath("weighed.txt").read_text("utf-8"))


def read_weights(text: str) -> Weights:
    """The weights, from the text that tools/answers_weighed writes."""
    rows = dict(line.split("\t", 1) for line in text.splitlines()[1:])
    table = [[int(one) / SCALE for one in rows[name].split()] for name in SIGNS]
    columns = list(zip(*table, strict=True))
    return weights_of(columns[: len(CLASSES)], columns[len(CLASSES) :])
