"""No résumé with the request (A8), nor with thanks nobody asked it for (F4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.letters import _names, _papers
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._fold import fold
from fifteen.method.letters._hits import Hit, merged
from fifteen.method.letters._leaving_out import without
from fifteen.method.letters._mentions import Mention
from fifteen.method.letters._no_jobs import never_a_job
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.words import Finding, LetterKind, Level

_REASON = (
    "A résumé, or your own work, turns a request for advice into an application; leave it out."
)
_REASON_THANKS = "Nobody asked for the résumé; enclose it only where the host wished to see it."


def resume_enclosed(reading: Reading) -> Iterator[Finding]:
    """Papers enclosed, linked, offered or attached: what is said of them, and the file itself."""
    kind = reading.letter.kind
    debrief = reading.context.debrief
    if kind is LetterKind.THANKS_MET and debrief is not None and debrief.resume_requested:
        return
    reason = _REASON_THANKS if kind is LetterKind.THANKS_MET else _REASON
    for field in (reading.subject, reading.body):
        hits = [hit for hit in _said(reading, field) if not _only_to_read(reading, field, hit)]
        for hit in merged(hits):
            end = hit.start + len(field.flat[hit.start : hit.end].rstrip(" .,;:!?"))
            cut, span = without(reading, field, hit.start, end), (hit.start, end)
            yield reading.finding("resume-enclosed", Level.STOP, "A8", reason, field, span, cut=cut)
    for name in reading.letter.attachments:
        if _is_paper(reading, name):
            yield Finding(
                "resume-enclosed",
                Level.STOP,
                "attachments",
                0,
                len(name),
                name,
                f"{reason} [A8]",
                "A8",
            )


def _said(reading: Reading, field: Field) -> Iterator[Hit]:
    """Where a field says that papers come with the letter."""
    weights = _papers.learned(reading)
    if weights is None:
        yield from (hit for hit in _phrases(reading, field) if not field.denied(hit))
    else:
        for mention in _papers.enclosed(reading, field, weights):
            if not field.quoted(mention.start, mention.end):
                yield from _whole(reading, field, mention)
    if field is reading.body:
        yield from _links(reading, field)


def _phrases(reading: Reading, field: Field, within: list[Sentence] | None = None) -> list[Hit]:
    """Where known phrases say so."""
    return [
        hit
        for hit in field.hits("papers", within)
        if not field.quoted(hit.start, hit.end) and not never_a_job(reading, field, hit)
    ]


def _whole(reading: Reading, field: Field, mention: Mention) -> list[Hit]:
    """The words that enclose what is mentioned: the phrases of its sentence; where none is known,
    the part of it that encloses, with the mention."""
    known = _phrases(reading, field, [mention.sentence])
    if known:
        return known
    core = field.core(mention.sentence, "R")
    start, end = min(core.start, mention.start), max(core.end, mention.end)
    return [Hit(start, end, mention.sentence)]


def _only_to_read(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether papers are to be looked at that are not given, which is an ask beside the talk; or it
    is only asked who should have them, which is one for a job."""
    patterns = reading.words.patterns
    text = field.flat[hit.sentence.start : hit.sentence.end]
    if patterns["papers_whom"].search(text):
        return True
    asked = patterns["papers_to_read"].search(text) is not None
    return asked and patterns["papers_given"].search(text) is None


def _links(reading: Reading, field: Field) -> Iterator[Hit]:
    """Addresses in the body that lead to such papers."""
    pattern, papers = (reading.words.patterns[key] for key in ("papers_link", "papers_said"))
    for sentence in field.sentences:
        text = field.flat[sentence.start : sentence.end]
        if "/" in text or "my " in text or "portfolio" in text:
            for found in pattern.finditer(field.flat, sentence.start, sentence.end):
                said = papers.search(field.flat, sentence.start, found.start())
                yield Hit(said.start() if said else found.start(), found.end(), sentence)


def _is_paper(reading: Reading, name: str) -> bool:
    plain = re.sub(r"[\W_]+", " ", fold(name).plain)
    if reading.words.patterns["papers_file"].search(f" {plain} "):
        return True
    stem, _, kind = name.rpartition(".")
    if kind.lower() not in ("pdf", "doc", "docx", "odt", "rtf"):
        return False
    words = _names.tokens(re.sub(r"[\W_\d]+", " ", stem))
    told = reading.words.sets["papers_fillers"]
    return bool(words & reading.seeker) and words <= reading.seeker | told
