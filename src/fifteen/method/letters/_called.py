"""Whom a letter speaks to by name after its greeting: "So, Kenji, ...", "Thank you, Mr. Hall"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.folding import fold
from fifteen.method.letters import _names, _spelling
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.words import LetterKind

_CAPITAL = r"(?!I\b)[A-Z\u00c0-\u00de\u0100-\uffff]"
_THERE = re.compile(rf", (?={_CAPITAL})|(?<=[a-z]) (?={_CAPITAL})")
_ENDS_SUBJECT = re.compile(r"[?!. ]*$")
GREETS_ANOTHER = "greets_another"  # kept of a reading whose greeting is somebody else's
_NAME_LEAST = 2  # words of a host's name: of whom one is known, the other may be anything
_BEFORE = 90  # characters before a name that are looked at


def strangers(reading: Reading) -> Iterator[tuple[Field, re.Match[str]]]:
    """Where the letter calls somebody by a name that is not the host's."""
    known = reading.context.host_name and reading.seeker
    if not known or len(reading.host) < _NAME_LEAST:
        return
    if reading.letter.kind is LetterKind.CALL_SCRIPT:
        return  # others may answer the telephone
    found: list[tuple[Field, re.Match[str]]] = []
    for field in (reading.subject, reading.body):
        sentences = field.sentences
        if field is reading.subject and sentences:
            sentences = (Sentence(0, len(field.flat), frozenset()),)  # "Re: pipes, Ms. Nel"
        for sentence in sentences:
            found += [(field, name) for name in _called(reading, field, sentence)]
    for field, name in found:
        if not _is_known(reading, field, name, found):
            yield field, name


def _called(reading: Reading, field: Field, sentence: Sentence) -> Iterator[re.Match[str]]:
    """The names in a sentence by which the letter may speak to somebody."""
    patterns, cased = reading.words.patterns, field.anatomy.cased
    greets = patterns["called_greeting"].match(cased, sentence.start, sentence.end)
    if field is reading.subject and not greets:
        greets = patterns["called_in_subject"].match(cased, sentence.start, sentence.end)
    begins = greets.end() if greets else sentence.start
    places = [begins, *(at.end() for at in _THERE.finditer(cased, begins, sentence.end))]
    for place in places:
        name = patterns["called_name"].match(cased, place, sentence.end)
        first = greets is not None and place == begins
        if name and _is_spoken_to(reading, field, sentence, name, first):
            yield name


def _is_spoken_to(
    reading: Reading, field: Field, sentence: Sentence, name: re.Match[str], greets: bool
) -> bool:
    """Whether a name stands as that of somebody spoken to, and not told of."""
    patterns, flat, cased = reading.words.patterns, field.flat, field.anatomy.cased
    before = flat[max(sentence.start, name.start() - _BEFORE) : name.start()]
    listed = name["title"] or _names.is_first_name(fold(name["name"].split()[0]), reading.words)
    if patterns["called_list_on"].match(cased, name.end(), sentence.end):
        return False
    opened = patterns["called_opener"].fullmatch(flat, sentence.start, name.start())
    if opened:
        return bool(listed) or (before.endswith(", ") and "thank" in before)
    if greets:
        return True
    if patterns["called_not"].match(flat[name.end() : name.end() + 30]):
        return False
    if name.start() == sentence.start:
        spoken = patterns["called_on"].match(flat, name.end(), sentence.end)
        return bool(listed) and spoken is not None
    forwards = reading.letter.kind is LetterKind.INTRODUCTION_REQUEST  # tells of somebody else
    if forwards or not listed or not before.endswith(", "):
        return False
    if not name["title"] and " " in name["name"]:
        return False  # in full one is told of
    if field is reading.subject and not _ENDS_SUBJECT.match(flat, name.end()):
        return False
    told = cased[max(sentence.start, name.start() - _BEFORE) : name.start()]
    return not (patterns["called_listed"].search(told) or patterns["called_told"].search(before))


def _is_known(
    reading: Reading,
    field: Field,
    name: re.Match[str],
    found: list[tuple[Field, re.Match[str]]],
) -> bool:
    """Whether the name can be the host's, or somebody's of whom the letter or the context tells."""
    words = set(_names.ordered(name[0]))
    context = reading.context
    if _names.same_person(name[0], context.host_name or "", reading.words):
        return True
    if not name["title"] and not reading.words.sets["no_place"].isdisjoint(words):
        return True
    if _names.called_so(words, reading.body.flat, reading.words) or _signs(reading, field, name):
        return True
    if field.quoted(name.start(), name.end()):
        return True
    others = " ".join(
        (
            context.tie.via or "" if context.tie else "",
            context.seeker_name or "",
            context.host_organisation or "",
            "" if _greets_another(reading) else _above(reading),
            *_debriefed(reading),
        )
    )
    theirs = _names.ordered(others)
    if any(_names.fits_name(word, other, reading.words) for word in words for other in theirs):
        return True
    return any(_elsewhere(reading, word, found) for word in words)


def _greets_another(reading: Reading) -> bool:
    """Whether the greeting was found to be somebody else's: that name is no more known than any."""
    return GREETS_ANOTHER in reading.kept


def _above(reading: Reading) -> str:
    """The letter up to the end of its greeting."""
    return reading.body.anatomy.cased[: reading.body.anatomy.greeting.end]


def _debriefed(reading: Reading) -> tuple[str, ...]:
    """What the debrief holds: people are told of there."""
    debrief = reading.context.debrief
    if debrief is None:
        return ()
    return (*debrief.heard, *debrief.their_promises, *debrief.my_promises)


def _elsewhere(reading: Reading, word: str, called: list[tuple[Field, re.Match[str]]]) -> bool:
    """Whether the letter speaks of the name where it calls nobody by it."""
    begins = len(_above(reading)) if _greets_another(reading) else 0
    return any(
        not any(of is field and n.start() <= at < n.end() for of, n in called)
        for field, start in ((reading.subject, 0), (reading.body, begins))
        for at in _spelling.alone(field.flat, word, start)
    )


def _signs(reading: Reading, field: Field, name: re.Match[str]) -> bool:
    """Whether the name may be a signature: it ends the letter, or a line that closes it."""
    if field is reading.subject:
        return False
    anatomy = field.anatomy
    signed = anatomy.name.start >= name.end() and not reading.seeker.isdisjoint(
        _names.ordered(anatomy.cased[anatomy.name.start : anatomy.name.end])
    )
    if signed:
        return False
    text = anatomy.text.plain
    if text[name.start() - 1 : name.start()] == "\n":
        return True
    rest = text[name.end() : anatomy.letter_end].strip(" ,.!?;:")
    return not rest or rest.startswith("\n")
