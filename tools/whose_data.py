"""Names in sentences and in letters to learn from, with whose organisation each is (see
tools/whose.py).

A letter whose context is given another organisation than the one it names is what a merge gone
wrong sends: so every letter that names the host's organisation is read twice, once as it is and
once to a host who works elsewhere.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fifteen.doors.check import context_of, letter_of
from fifteen.method.folding import organisation_key
from fifteen.method.letters import _organisations, _peers, _places, _spoken
from fifteen.method.letters._fold import fold
from fifteen.method.letters._reading import Reading
from fifteen.method.letters._spoken import Said
from fifteen.method.words import LetterKind
from tools.sense_data import BUILT_ON, LETTERS

SEEN = (
    "reported40.jsonl",
    "reported41.jsonl",
    "reported42.jsonl",
    "reported43.jsonl",
    "reported44.jsonl",
    "reported45.jsonl",
    "names52.jsonl",
    "good51.jsonl",
)
OF_ANOTHERS = 0.3  # the weight of a name that is not spoken of as the host's organisation
OF_A_LETTER = 0.25  # how much less a name weighs in a letter of a kind that is seldom written
OF_A_SENTENCE = 0.3  # the same of a sentence that was written for this
SEED = 3
TRIED = 200  # organisations among which one of the same kind is looked for
ONE_OF = 2  # one letter of so many is given one of the same kind
SHORTEST = 4  # letters of a word by which a letter may name an organisation
_MARKED = re.compile(r"(?P<mark>[T-]) (?P<before>.*)\[\[(?P<name>.+?)\]\](?P<behind>.*)")


@dataclass
class Named:
    """A name in its sentence; whether it is spoken of as the host's organisation."""

    before: str
    behind: str
    name: str
    theirs: bool
    weight: float
    group: str
    placed: list[str] = field(default_factory=list)  # where in its letter


@dataclass
class Read:
    """A letter as it was read: its names, and which of them are spoken of as the host's."""

    reading: Reading
    named: bool  # the letter names the host's own organisation
    phrased: _spoken.Phrased
    group: str
    usual: bool  # the letter is much like those people write, with as many wrong names
    elsewhere: bool  # the host is said to work elsewhere than the letter says
    said: list[Said] = field(default_factory=list)
    theirs: list[bool] = field(default_factory=list)

    def rows(self) -> Iterator[Named]:
        """Each of the names in its sentence."""
        for said, theirs in zip(self.said, self.theirs, strict=True):
            weight = (1.0 if theirs else OF_ANOTHERS) * (1.0 if self.usual else OF_A_LETTER)
            placed = _spoken.placed(self.reading, said)
            yield Named(*_spoken.around(said), said.name[0], theirs, weight, self.group, placed)


def files() -> list[Path]:
    """The letters to learn from: those to build on, and those that were written for this."""
    named = (LETTERS / name for name in (*BUILT_ON, *SEEN))
    return [*named, *sorted((LETTERS / "whose").glob("*.jsonl"))]


def marked() -> Iterator[Named]:
    """The sentences that were written to learn from."""
    for path in sorted((LETTERS / "whose").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            found = _MARKED.fullmatch(line)
            if found is None:
                continue
            own = found["behind"].startswith("'s")
            before, behind = (_plain(found[side]) for side in ("before", "behind"))
            name = found["name"] + ("'s" if own else "")
            yield Named(before, behind, name, found["mark"] == "T", OF_A_SENTENCE, path.stem)


def _plain(text: str) -> str:
    return fold(text).plain.replace("\n", " ")


def letters(paths: list[Path]) -> Iterator[Read]:
    """The letters whose context has an organisation, each as it is, and where it names that
    organisation also as if the host worked for another one."""
    told = [(path.stem, json.loads(one)) for path in paths for one in _lines(path)]
    others = sorted({theirs for _, data in told if (theirs := _theirs(data))})
    chance = random.Random(SEED)
    for group, data in told:
        read = _read(data, group, "")
        if read is None:
            continue
        yield read
        theirs = _theirs(data)
        other = _another(read.reading, data, theirs, others, chance)
        if other:
            changed = json.loads(json.dumps(data))
            changed["context"]["host"]["organisation"] = other
            again = _read(changed, group, theirs)
            if again is not None:
                yield again


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _theirs(data: dict[str, Any]) -> str:
    return ((data.get("context") or {}).get("host") or {}).get("organisation") or ""


def _read(data: dict[str, Any], group: str, was: str) -> Read | None:
    """A letter as it is read; None where nothing can be told of it. `was` is the organisation that
    it names as the host's where that is another's; empty where the labels tell it."""
    reading = Reading(letter_of(data), context_of(data.get("context")))
    theirs = reading.context.host_organisation or ""
    if reading.body.sense is None or not _places.has_one(reading):
        return None
    named = _organisations.is_named(reading, theirs)
    phrased = _organisations.phrased(reading, named)
    usual = not group.startswith("firms")
    read = Read(reading, named, phrased, group, usual, was != "")
    names = list(_spoken.names(reading))
    for said, kept in zip(names, _spoken.others_of(reading, names), strict=True):
        if kept:
            read.said.append(said)
            wrong = _is_of(reading, said, was) if was else _labelled(said, data["labels"])
            read.theirs.append(wrong)
    return read


def _labelled(said: Said, labels: list[dict[str, Any]]) -> bool:
    """Whether a label tells that the name is wrong."""
    text = said.field.anatomy.text
    start, end = text.span(*_places.tidied(said.name))
    quotes = [
        label["quote"]
        for label in labels
        if label["rule"] == "wrong-name" and label.get("field", "body") == said.field.name
    ]
    found = (at for quote in quotes if quote for at in re.finditer(re.escape(quote), text.original))
    return any(at.start() < end and at.end() > start for at in found)


def _is_of(reading: Reading, said: Said, was: str) -> bool:
    """Whether a name is that of an organisation, in full or in short."""
    own, known = _words(_peers.GENITIVE.sub("", said.name[0])), _words(was)
    common = reading.words.sets["no_place"] | reading.words.sets["common_places"]
    return bool((own & known) - common) or (bool(own) and own == known)


def _words(name: str) -> set[str]:
    return set(organisation_key(name).split())


def _another(
    reading: Reading, data: dict[str, Any], theirs: str, others: list[str], chance: random.Random
) -> str:
    """An organisation that the letter does not name, for a letter that names the host's in full;
    empty for others, and where the labels already speak of a name."""
    text = f"{data.get('subject') or ''} \n{data['body']}"
    told = {label["rule"] for label in data["labels"]}
    if (
        not told.isdisjoint(("wrong-name", "placeholder-left"))
        or reading.letter.kind is LetterKind.INTRODUCTION_REQUEST
        or not re.search(rf"(?<!\w){re.escape(theirs)}(?!\w)", text)
    ):
        return ""
    folded, known = text.lower(), _words(theirs)
    role = _words(reading.context.host_role or "")
    tried = chance.sample(others, min(TRIED, len(others)))
    alike = [
        other
        for other in tried
        if _peers.of_one_kind(
            organisation_key(other).split(), organisation_key(theirs).split(), reading.words
        )
    ]
    for other in [*(alike if chance.randrange(ONE_OF) else ()), *tried]:
        words = _words(other)
        if other not in alike and not words.isdisjoint(known | role):
            continue
        long = [word for word in words - known if len(word) >= SHORTEST]
        if other.lower() in folded or any(word in folded for word in long):
            continue
        if not words <= reading.words.sets["no_organisation"]:
            return other
    return ""
