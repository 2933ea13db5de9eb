"""Whom and what a reply speaks of: itself, the reader, the letter it answers, somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fifteen.method.answers._addressed import names_of
from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers._said import Heard
from fifteen.method.answers._sense import words_of
from fifteen.method.answers.words import Message

SPOKEN_OF = ("own", "yours", "matter", "topic", "advises", "nobody", "faint", "short faint")
"""The signs that `spoken_of` gives."""
_FEW = 16  # words of a short answer
_LONGEST = 2_000  # characters looked at


def spoken_of(heard: Sequence[Heard], reply: str, message: Message) -> dict[str, float]:
    """Whom and what a message speaks of: itself, the reader, the letter answered, somebody else."""
    words = lexicon(message.language).words
    faint = max((max(one.odds) for one in heard), default=-1.0) <= 0
    few = len(reply.split()) < _FEW
    advises = sum(1 for _ in words["advises"].finditer(reply))
    flags = {
        "own": bool(words["own"].search(reply)),
        "yours": bool(words["yours"].search(reply)),
        "matter": bool(words["matter"].search(reply)),
        "nobody": not names_somebody(reply, message),
        "faint": faint,
        "short faint": faint and few,
    }
    told = {name: 1.0 for name, flag in flags.items() if flag}
    return told | {
        "topic": min(_MOST_SHARED, shared(reply, message)) / _MOST_SHARED,
        "advises": min(advises, _MOST_SHARED) / _MOST_SHARED,
    }


_MOST_SHARED = 4  # words that a reply has of the letter, beyond which there are no more


def names_somebody(reply: str, message: Message) -> bool:
    """Whether a reply speaks of anybody but the seeker and the writer: by a name, as "my boss",
    with an address, as "her"."""
    if "@" in reply or lexicon(message.language).words["third"].search(reply):
        return True
    language = message.language if message.language in LANGUAGES else LANGUAGES[0]
    words = words_of(language)
    known = {*names_of(message.to), *names_of(message.sender)}
    for found in _WORD.finditer(reply[:_LONGEST]):
        word = found[0].lower()
        if {"COLLEAGUE", "BOSS"} & {*words.classes.get(word, ())}:
            return True
        large = found[0][0].isupper() and not found[0].isupper()
        begins = reply[max(0, found.start() - 4) : found.start()].rstrip(" \"'(")[-1:] in (
            "",
            ".",
            "!",
            "?",
            "\n",
            ":",
        )
        if large and not begins and word not in known and word not in words.known:
            return True
    return False


_WORD = re.compile(r"[^\W\d_][\w'-]*")


def shared(reply: str, message: Message) -> int:
    """How many telling words of the letter a reply repeats: those of what it asks about."""
    language = message.language if message.language in LANGUAGES else LANGUAGES[0]
    common = words_of(language).known
    names = {*names_of(message.to), *names_of(message.sender)}
    told, asked = (
        {
            word[:_STEM]
            for word in map(str.lower, _WORD.findall(text[:_LONGEST]))
            if len(word) >= _STEM and word not in common and word not in names
        }
        for text in (reply, message.asked)
    )
    return len(told & asked)


_STEM = 5  # letters by which a word is known again
