"""No résumé with the request (A8), nor with thanks nobody asked it for (F4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.letters import _names, _scope
from fifteen.method.letters._fold import fold
from fifteen.method.letters._no_jobs import never_a_job
from fifteen.method.letters._reading import Field, Hit, Reading, merged
from fifteen.method.words import Finding, LetterKind, Level

_DOUBTFUL = -3.6  # log odds below which no phrase encloses papers
_ENCLOSES = 0.8  # log odds from which a sentence does without any known phrase
_REASON = "A résumé turns a request for advice into an application; leave it out."
_REASON_THANKS = "Nobody asked for the résumé; enclose it only where the host wished to see it."


def resume_enclosed(reading: Reading) -> Iterator[Finding]:
    """Papers enclosed, linked, offered or attached: what is said of them, and the file itself."""
    kind = reading.letter.kind
    debrief = reading.context.debrief
    if kind is LetterKind.THANKS_MET and debrief is not None and debrief.resume_requested:
        return
    reason = _REASON_THANKS if kind is LetterKind.THANKS_MET else _REASON
    field = reading.body
    hits = [
        hit
        for hit in field.hits("papers", field.about("R", _DOUBTFUL))
        if _own(reading, field, hit) and not never_a_job(reading, field, hit)
    ]
    hits += list(_links(reading, field))
    said = {hit.sentence.start for hit in hits}
    hits += [hit for hit in field.cores("R", _ENCLOSES) if hit.sentence.start not in said]
    for hit in merged([hit for hit in hits if not _only_to_read(reading, field, hit)]):
        yield reading.finding(
            "resume-enclosed", Level.STOP, "A8", reason, field, (hit.start, hit.end)
        )
    above = reading.subject
    for hit in merged([hit for hit in above.hits("papers") if _own(reading, above, hit)]):
        yield reading.finding(
            "resume-enclosed", Level.STOP, "A8", reason, above, (hit.start, hit.end)
        )
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


def _own(reading: Reading, field: Field, hit: Hit) -> bool:
    if field.denied(hit) or field.quoted(hit.start, hit.end):
        return False
    before = field.clause_before(hit)
    text = field.flat[hit.start : hit.end]
    if reading.words.patterns["papers_else"].search(before[-40:] + text):
        return False
    return not _scope.embedded(reading.words, before[-40:])


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
