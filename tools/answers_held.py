"""How answers are read by what was not learned from them.

    python -m tools.answers_held [--errors] [GROUP ...]

Sets of bench/replies that were written at one time are held back together: the sentences are
learned from all others, without the rounds of sentences that were written after the set had been
opened (they answer its errors), and what is weighed as a whole from the other groups. Without a
group named, each in turn. Nothing is written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bench.replies.score import cases_of, report

from fifteen.doors.read import message_of
from fifteen.method.answers import Message, _said, _sense, _weighed
from fifteen.method.answers._agreed import is_agreed, with_agreed
from fifteen.method.answers._machine import machine
from fifteen.method.answers._reply import reply_of
from fifteen.method.answers._weighed import signs_of
from fifteen.method.answers.reading import grounds_of
from tools.answers_sense import REPLIES, learned, written
from tools.answers_weigh import Case, table, weigh

_AFTER_CLOSED3 = ("en_8", "en_9", "en_10", "en_11", "en_12", "en_13")
_AFTER_12 = ("en_25", "de_17")
_AFTER_10 = (
    *("en_18", "en_19", "en_20", "en_21", "en_22", "en_23", "de_13", "de_14", "de_15"),
    *_AFTER_12,
)


class Group(NamedTuple):
    """Sets of one time, and the rounds of sentences that were written after they were opened."""

    sets: tuple[str, ...]
    later: tuple[str, ...]


GROUPS = {
    "third": Group(
        ("reported.jsonl", "closed.txt", "closed2.txt", "closed3.txt"),
        (*_AFTER_CLOSED3, "de_8", "de_9", "de_10", "de_11"),
    ),
    "sixth": Group(("opened6.txt",), ("en_11", "en_12", "en_13", "de_9", "de_10", "de_11")),
    "seventh": Group(("opened7.txt", "opened8.txt"), ("en_13", "en_22", "de_11", "de_14")),
    "last": Group(("closed4.jsonl", "opened9.txt", "opened10.txt"), _AFTER_10),
    "eleventh": Group(("opened11.jsonl",), _AFTER_12),
    "twelfth": Group(("opened12.jsonl",), _AFTER_12),
    "closed6": Group(("closed6.jsonl",), ()),
    "fourteenth": Group(("opened14.jsonl",), ()),
}


def main(argv: list[str]) -> None:
    named = [one for one in argv if one in GROUPS] or list(GROUPS)
    cases = {name: list(signs(name)) for name in GROUPS}
    for name in named:
        others = [case for other in GROUPS if other != name for case in cases[other]]
        taken = _weighed.read_weights(table(weigh(others)))
        _weighed.weights = lambda taken=taken: taken  # type: ignore[assignment]
        take(name)
        held = [case for one in GROUPS[name].sets for case in cases_of(REPLIES / one)]
        report(f"{name}, held back", held, "--errors" in argv)


def signs(name: str) -> Iterator[Case]:
    """What speaks for one class or another in the answers of a group, which it was not learned
    from, and the classes they have."""
    take(name)
    for one in GROUPS[name].sets:
        for case in cases_of(REPLIES / one):
            message = message_of(case)
            if machine(message) is None:
                expect = case["expect"]
                yield Case(_of(message), expect["main"], {expect["main"], *expect.get("also", [])})


def _of(message: Message) -> Mapping[str, float]:
    reply = reply_of(message.text, message.sender, message.asked)
    agreed = is_agreed(reply, message)
    message = with_agreed(message) if agreed else message
    return signs_of(grounds_of(reply, message), reply, message, agreed)


def take(name: str) -> None:
    """Let answers be read by what was learned without a group; each is learned once a run."""
    for language in ("en", "de"):
        if (name, language) not in _LEARNED:
            group = GROUPS[name]
            text = written(learned(language, group.sets, frozenset(group.later)))
            _LEARNED[name, language] = _sense.read_sense(text, language)
    known: dict[str, Any] = {language: _LEARNED[name, language] for language in ("en", "de")}
    _said.sense = known.__getitem__


_LEARNED: dict[tuple[str, str], _sense.Sense] = {}


if __name__ == "__main__":
    main(sys.argv[1:])
