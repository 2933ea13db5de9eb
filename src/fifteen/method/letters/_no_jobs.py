"""What only looks like an ask for a job: another ask, what was told, times, thanks (A1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._hits import Hit
from fifteen.method.letters._reading import AGREED, THANKS, Field, Reading
from fifteen.method.letters._weights import LABELS

PLAIN = 1.4  # log odds from which a sentence of thanks asks for a job, whatever else it asks
_BESIDE = 0.8  # how much more it must be another ask
_NOT_AT_ALL = -3.0  # log odds below which no sentence is taken for an ask anyway
_AROUND = 64  # characters before a hit that may tell that it is no ask
_SAID_WITHIN = 40  # characters between "you said that there" and the post that is told of
_RATHER = 2.0  # log odds by which a sentence asks rather for another thing


def sentences(reading: Reading, field: Field) -> set[int]:
    """Where the sentences begin that need a known phrase to ask for a job."""
    found = [*_asks_for_else(reading, field), *_denied_next(reading, field)]
    found += [*_told_or_timed(reading, field), *_asks_beside(reading, field)]
    return {sentence.start for sentence in found}


def _asks_for_else(reading: Reading, field: Field) -> list[Sentence]:
    """The sentences that ask for something, but rather for another thing than a job; in thanks
    also those that ask to be remembered, which is welcome there."""
    thanks = reading.letter.kind in THANKS
    job, *others = (LABELS.index(label) for label in ("JANM" if thanks else "JAN"))
    pairs = zip(field.sentences, field.senses, strict=False)
    return [s for s, odds in pairs if max(odds[o] for o in others) > odds[job] + _RATHER]


def _asks_beside(reading: Reading, field: Field) -> Iterator[Sentence]:
    """The sentences that plainly ask for another thing and have no word of work in them: "could
    you get me two tickets"."""
    near = reading.words.patterns["job_near"]
    for hit in field.hits("beside_surely", field.about("J", _NOT_AT_ALL)):
        if not near.search(field.flat, hit.sentence.start, hit.sentence.end):
            yield hit.sentence


def _told_or_timed(reading: Reading, field: Field) -> Iterator[Sentence]:
    """The sentences that tell what was once said, give thanks for it, ask for a name or fit in
    with the host's hours; in letters that agree upon a time all that speak of hours: "I'll swap
    shifts"."""
    patterns = [reading.words.patterns["job_else"]]
    if reading.letter.kind in AGREED:
        patterns.append(reading.words.patterns["about_calendar"])
    told = reading.words.patterns["job_told"]
    for sentence in field.about("J", _NOT_AT_ALL):
        span = (sentence.start, sentence.end)
        if (
            told.match(field.flat, *span)
            or any(pattern.search(field.flat, *span) for pattern in patterns)
            or _thanks_for_it(reading, field, sentence)
            or _quotes_another(reading, field, sentence)
        ):
            yield sentence


def _thanks_for_it(reading: Reading, field: Field, sentence: Sentence) -> bool:
    """Whether a sentence of thanks thanks for having been told of a post, and asks for nothing."""
    patterns, span = reading.words.patterns, (sentence.start, sentence.end)
    return (
        reading.letter.kind in THANKS
        and patterns["thanks_for_telling"].match(field.flat, *span) is not None
        and patterns["asks_you"].search(field.flat, *span) is None
    )


def _quotes_another(reading: Reading, field: Field, sentence: Sentence) -> bool:
    """Whether somebody else's ask is told: 'a lad who asked me "any jobs going?"'."""
    reported = reading.words.patterns["job_reported"]
    found = reported.search(field.flat, sentence.start, sentence.end)
    return found is not None and any(
        found.end() <= first <= found.end() + 2 for first, _ in field.quotations
    )


def _denied_next(reading: Reading, field: Field) -> Iterator[Sentence]:
    """The sentences whose next one says that it is not asked for: "... has an opening. I am not
    applying for it"."""
    pattern = reading.words.patterns["job_not_asked"]
    for sentence, after in pairwise(field.sentences):
        if pattern.match(field.flat, after.start):
            yield sentence


def only_looks_so(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether it is only told again, something may come up on the agreed day, or a sentence of
    thanks with words of a job rather asks for another thing: "may I sit two days with your
    department"."""
    if _said_by_host(reading, field, hit) or _changes_the_day(reading, field, hit):
        return True
    if reading.letter.kind not in THANKS or field.sense is None:
        return False
    job, beside = LABELS.index("J"), LABELS.index("A")
    odds = field.senses[field.sentences.index(hit.sentence)]
    return odds[job] < PLAIN and odds[beside] > odds[job] + _BESIDE


def _changes_the_day(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether a letter about an agreed day says that something may come up, and names no work."""
    if reading.letter.kind not in AGREED:
        return False
    patterns, span = reading.words.patterns, (hit.sentence.start, hit.sentence.end)
    comes_up = patterns["calendar_change"].search(field.flat, *span)
    return comes_up is not None and patterns["job_near"].search(field.flat, *span) is None


def _said_by_host(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether a sentence only names what the host said: "you said there might be a vacancy"."""
    patterns, span = reading.words.patterns, (hit.sentence.start, hit.sentence.end)
    said = patterns["job_said_by_host"].search(field.flat, *span)
    return (
        said is not None
        and said.start() <= hit.end
        and hit.start - said.end() < _SAID_WITHIN
        and patterns["job_asked_too"].search(field.flat, *span) is None
    )


def never_a_job(reading: Reading, field: Field, hit: Hit) -> bool:
    """Words that only look like a job ask: a place to study, being remembered as somebody, what
    the host asked for; in a subject the bare word for a résumé."""
    if field is reading.subject and field.flat[hit.start : hit.end] in reading.words.sets["paper"]:
        return not field.flat[: hit.start].strip().endswith("my") and hit.start > 0
    around = max(hit.sentence.start, hit.start - _AROUND), min(len(field.flat), hit.end + 40)
    found = reading.words.patterns["job_never"].finditer(field.flat, *around)
    return any(match.start() < hit.end and hit.start < match.end() for match in found)
