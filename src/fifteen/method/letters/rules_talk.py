"""The talk itself: asked for at all, what it is called, how long, what for (A2, A3, A5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fifteen.method import numbers
from fifteen.method.letters import _jobs, _scope, _term
from fifteen.method.letters._hits import Hit, merged
from fifteen.method.letters._lengths import Length
from fifteen.method.letters._mentions import Mention
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.letters.rules_ask import asking
from fifteen.method.words import Finding, LetterKind, Level

_ASKING = 0.0  # log odds from which a sentence asks for the talk
_MAYBE = -2.0  # log odds from which a length may be that of the talk
_SAID = 0.5  # what a known phrase adds to the log odds that a purpose is stated
_PURPOSE = 0.4  # log odds from which it is
_TITLE_MORE = 15  # characters of a title beside the term
_COMPOUND = "fifteen-minute"
_PLAIN = "fifteen minutes"


def no_clear_ask(reading: Reading) -> Iterator[Finding]:
    """A request that never asks for the talk."""
    if not reading.asks:
        yield reading.finding(
            "no-clear-ask",
            Level.ADVISE,
            "A5",
            "The letter never asks for the talk; say it in one plain sentence.",
        )


def no_length(reading: Reading) -> Iterator[Finding]:
    """A request that asks for the talk and names no length."""
    said = reading.lengths or reading.lengths_in_subject
    if not said and reading.asks and not _length_beside(reading):
        ask = reading.ask
        span = (ask.start, ask.end) if ask else (0, 0)
        yield reading.finding(
            "no-length",
            Level.ADVISE,
            "A3",
            "It asks for a talk and names no length; fifteen minutes are easy to give.",
            reading.body,
            span,
        )


def _length_beside(reading: Reading) -> bool:
    """Whether a length that may be that of the talk stands in a sentence that asks for it, or in
    the one after it."""
    body = reading.body
    asking = body.about("T", _ASKING) if body.sense else []
    after = [s for before, s in pairwise(body.sentences) if before in asking]
    return any(
        told.part.name == body.name and odds >= _MAYBE and told.sentence in (*asking, *after)
        for told, odds in reading.timed
    )


def most_asked() -> float:
    """The minutes that a request may ask for at most (A3)."""
    return float(numbers.table()["length_asked"]["range"][1])


def too_much_time(reading: Reading) -> Iterator[Finding]:
    """Every length above fifteen minutes that is asked for."""
    most = most_asked()
    to_forward = reading.letter.kind is LetterKind.INTRODUCTION_REQUEST  # own words, in quotes
    for field, lengths in (
        (reading.subject, reading.lengths_in_subject),
        (reading.body, reading.lengths),
    ):
        for length in lengths:
            theirs = not to_forward and field.quoted(length.start, length.end)
            if length.minutes > most and not theirs:
                start, replacement = _shorter(reading, field, length)
                yield reading.finding(
                    "too-much-time",
                    Level.STOP,
                    "A3",
                    "This is more than the fifteen minutes that a busy person can give.",
                    field,
                    (start, length.end),
                    replacement,
                )


def _shorter(reading: Reading, field: Field, length: Length) -> tuple[int, str]:
    """Fifteen minutes in the form that stands there, with the article where it has to change."""
    flat = field.flat
    if length.kind == "clock":
        return _at_first(reading, field, length)
    if not length.compound:
        begins = field.anatomy.cased[length.start].isupper()
        return length.start, _PLAIN.capitalize() if begins else _PLAIN
    if flat[max(0, length.start - 3) : length.start] == "an ":
        return length.start - 3, f"a {_COMPOUND}"
    if flat[length.start :].startswith(("an ", "a ", "an-", "a-")):
        return length.start, f"a {_COMPOUND}"
    return length.start, _COMPOUND


def _at_first(reading: Reading, field: Field, length: Length) -> tuple[int, str]:
    """Fifteen minutes from the hour with which a time by the clock begins: "from four to five"
    becomes "at four for fifteen minutes"."""
    patterns = reading.words.patterns
    said = patterns["clock_range"].match(field.flat, length.start)
    begin = patterns["clock_from"].search(field.flat, 0, length.start)
    hour = field.anatomy.cased[length.start : said.end("from")].strip() if said else ""
    half = patterns["clock_half"].search(said["to"]) if said else None
    if half and not patterns["clock_half"].search(hour) and hour[-1:].isdigit():
        hour += half[0].rstrip(".")  # from 3 to 3.45 pm
    if begin is None:
        return length.start, f"{hour}, for {_PLAIN}"
    return begin.start(), f"at {hour} for {_PLAIN}"


def names_the_term(reading: Reading) -> Iterator[Finding]:
    """Every place where the talk is called by the term, or an interview."""
    for field in (reading.subject, reading.body):
        called = _term.called(reading, field)
        hits = _by_phrase(reading, field) if called is None else _unquoted(reading, called)
        for hit in merged(hits):
            start, replacement = _plainer(field, hit)
            yield reading.finding(
                "names-the-term",
                Level.STOP,
                "A2",
                "This word for the talk makes people uneasy; call it a conversation.",
                field,
                (start, hit.end),
                replacement,
            )


def _unquoted(reading: Reading, called: list[Mention]) -> list[Hit]:
    """Where the talk is called so; not inside a title."""
    hits = (Hit(one.start, one.end, one.sentence) for one in called)
    return [hit for hit in hits if not _titled(reading, called[0].field, hit)]


def _by_phrase(reading: Reading, field: Field) -> list[Hit]:
    """Where phrases call the talk so, in a language of which nothing was learned."""
    said = (_word_alone(reading, field, hit) for hit in field.hits("interview"))
    hits = [*field.hits("term"), *said]
    return [h for h in hits if not field.denied(h) and not _titled(reading, field, h)]


def _titled(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether it stands inside a title in quotation marks."""
    if reading.letter.kind is LetterKind.INTRODUCTION_REQUEST:
        return False  # what stands in quotation marks there is to be forwarded: own words
    inside = next((s for s in field.quotations if s[0] < hit.start and hit.end < s[1]), None)
    return inside is not None and inside[1] - inside[0] > hit.end - hit.start + _TITLE_MORE


def _word_alone(reading: Reading, field: Field, hit: Hit) -> Hit:
    """The word itself and "you" behind it, without what led to it."""
    said = reading.words.patterns["interview_said"]
    found = said.search(field.flat, hit.start, hit.sentence.end)
    return Hit(found.start(), found.end(), hit.sentence) if found else hit


def _plainer(field: Field, hit: Hit) -> tuple[int, str]:
    """Where the replacement begins and what it says: "an ... interview" takes its article along."""
    text = field.flat[hit.start : hit.end]
    verb = re.fullmatch(r"interview(ing|ed)?( you| people)", text)
    if verb:
        return hit.start, ("talking with" if verb[1] == "ing" else "talk with") + verb[2]
    noun = "conversations" if re.search(r"[^s]s$", text) else "conversation"
    if text.startswith("an "):
        return hit.start, f"a {noun}"
    if field.flat[max(0, hit.start - 4) : hit.start].endswith(" an "):
        return hit.start - 3, f"a {noun}"
    return hit.start, noun


def purpose_unclear(reading: Reading) -> Iterator[Finding]:
    """A request that does not say what the talk is for."""
    asks = asking(reading, "L", "J")
    told = {hit.sentence.start for hit in reading.body.hits("purpose")} if asks else set()
    learning = reading.body.most("L", asks - told)
    if learning - _SAID >= _PURPOSE:
        return  # no phrase could change it
    if learning + (_SAID if states_purpose(reading) else -_SAID) < _PURPOSE:
        ask = reading.ask
        yield reading.finding(
            "purpose-unclear",
            Level.ADVISE,
            "A5",
            "It does not say what the talk is for; name what you want to learn.",
            reading.body,
            (ask.start, ask.end) if ask else (0, 0),
        )


def states_purpose(reading: Reading) -> bool:
    """Whether an aim of learning about something named is stated."""
    field = reading.body
    glad = reading.words.patterns["glad_to_learn"]
    jobs = _jobs.hits(reading, field)
    for hit in field.hits("purpose"):
        before = field.flat[max(hit.sentence.start, hit.start - 40) : hit.start]
        if any(job.start < hit.end and hit.start < job.end for job in jobs):
            continue
        if not glad.search(before + field.flat[hit.start : hit.end]) and not _past(reading, hit):
            return True
    return False


def _past(reading: Reading, hit: Hit) -> bool:
    before = reading.body.clause_before(hit)[-30:]
    return reading.words.patterns["told"].search(before) is not None or (
        _scope.others(reading.words, before) and "you" not in before
    )
