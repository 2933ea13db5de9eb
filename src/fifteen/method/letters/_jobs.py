"""Where a text asks for a job (A1): known phrases, and any job that is wished for in any words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.letters import _no_jobs, _scope
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._fold import fold
from fifteen.method.letters._hits import Hit, joined, merged
from fifteen.method.letters._reading import AGREED, THANKS, Field, Reading
from fifteen.method.letters._weights import LABELS
from fifteen.method.words import LetterKind

DOUBTFUL = -0.4  # log odds below which no phrase asks for a job
IN_SUBJECT = -1.2  # the same in a subject, of whose few words less is known
PLAIN = 1.8  # log odds from which a sentence does without any known phrase
_HOST_WITHIN = 24  # characters after a phrase in which the host may be named
_DENIED = 1.2  # the same where a known phrase is denied in it
_BEHIND = 0.7  # what it adds that a sentence stands behind the ask for the talk
_TO_THE_END = 1.8  # what is added in full by where a sentence stands, from the first to the last
_OF_BEFORE, _OF_NEXT = 0.3, 0.15  # the shares of what its neighbours are of it
_OF_NEIGHBOUR = 4.0  # log odds of a neighbour at most, or least
_COMMON = 1.0  # what all this makes of a common sentence
_ALONE = 2.2  # log odds from which a clause of a sentence does that says something else as well
_NOT_AT_ALL = -3.0  # log odds of a sentence below which its clauses are not read one by one
_LEAST_SAID = 5  # words of such a clause
_EMBEDDED_WITHIN = 48  # characters before a phrase in which it is made a question of the way
_AHEAD = 70  # characters after a noun that still speak of it
_OTHERS_TOO = frozenset({"job_want"})  # groups where other people's search must be told apart
_FRAMES = frozenset({"job_vacancy", "job_offer", "job_lead"})
_IN_MIND = frozenset(
    {"job_mind", "job_remembered"}
)  # looked for where one asks to be remembered, too
_LATER = frozenset(
    {
        LetterKind.PROMISE_THEIRS,
        LetterKind.PROMISE_MINE,
        LetterKind.KEEP_IN_TOUCH,
        LetterKind.WHAT_CAME_OF_IT,
    }
)


def hits(reading: Reading, field: Field) -> list[Hit]:
    """Where a field asks for a job; overlapping places made one."""
    key = f"_jobs_{field.name}"
    known: list[Hit] | None = reading.kept.get(key)
    if known is None:
        denied: set[int] = set()
        found = [*_phrased(reading, field, denied), *_wished(reading, field)]
        found = merged([*found, *_surely(reading, field)])
        found = [hit for hit in found if not _no_jobs.only_looks_so(reading, field, hit)]
        said = {hit.sentence.start for hit in found} | _no_jobs.sentences(reading, field)
        said |= denied - {sentence.start for sentence in field.about("J", _DENIED)}
        found += [hit for hit in _plainly(field) if hit.sentence.start not in said]
        said |= {hit.sentence.start for hit in found}
        found += [hit for hit in _beside(reading, field) if hit.sentence.start not in said]
        found = [h for h in merged(found) if not _no_jobs.never_a_job(reading, field, h)]
        known = reading.kept[key] = joined(found)
    return known


def _surely(reading: Reading, field: Field) -> Iterator[Hit]:
    """Where words ask for a job whatever the sentence is about; in a subject also the noun alone,
    where the letter below asks for one."""
    groups = ["job_surely"]
    if reading.letter.kind is LetterKind.INTRODUCTION_REQUEST:
        groups.append("job_of_them")
    if reading.letter.kind not in AGREED:  # there a start is that of the talk
        groups.append("job_start")
    if field is reading.subject and hits(reading, reading.body):
        groups.append("job_subject_echo")
    for group in groups:
        for hit in field.hits(group):
            own = group == "job_of_them" or not field.quoted(hit.start, hit.end)
            if own and not field.denied(hit, inside=False) and not _asks_how(reading, field, hit):
                yield hit


def _asks_how(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether it stands in a question of how it is done, or in thanks: "how you got a foot in"."""
    before, patterns = field.clause_before(hit), reading.words.patterns
    return any(patterns[name].search(before) for name in ("job_asked_how", "job_thanked"))


def _plainly(field: Field) -> Iterator[Hit]:
    """The sentences that ask for a job without any known phrase."""
    for sentence, odds in zip(field.sentences, in_place(field), strict=False):
        if odds >= PLAIN:
            yield field.core(sentence, "J")


def in_place(field: Field) -> Iterator[float]:
    """How much each sentence asks for a job where it stands, as log odds: an ask comes late, behind
    that for the talk, and beside another. The numbers were fitted to letters held back."""
    job, talk = LABELS.index("J"), LABELS.index("T")
    odds = [scores[job] for scores in field.senses]
    asks = (place for place, scores in enumerate(field.senses) if scores[talk] > 0)
    asked = next(asks, len(odds))
    bounded = (min(max(own, -_OF_NEIGHBOUR), _OF_NEIGHBOUR) for own in odds)
    beside = [-_OF_NEIGHBOUR, *bounded, -_OF_NEIGHBOUR]
    for place, own in enumerate(odds):
        before, after = beside[place], beside[place + 2]
        yield (
            own
            + _OF_BEFORE * before
            + _OF_NEXT * after
            + _BEHIND * (place > asked)
            + _TO_THE_END * place / len(odds)
            + _COMMON
        )


def _beside(reading: Reading, field: Field) -> Iterator[Hit]:
    """The clauses that ask for a job in a sentence that is about something else as a whole: an aim
    of learning, and then what was meant all along."""
    job, patterns = LABELS.index("J"), reading.words.patterns
    for sentence, odds in zip(field.sentences, field.senses, strict=False):
        if odds[job] < _NOT_AT_ALL or field.sense is None:
            continue
        for start, end in _clauses(patterns["clause_joined"], field.flat, sentence):
            text = field.flat[start:end]
            if text.count(" ") + 1 < _LEAST_SAID or field.sense.read(text)[job] < _ALONE:
                continue
            hit = Hit(start, start + len(text.rstrip(" ,.;:!?")), sentence)
            told = patterns["job_reported"].search(text) or patterns["job_aim"].search(text)
            if not (told or field.quoted(start, end) or field.denied(hit)):
                yield hit
                break


def _clauses(joins: re.Pattern[str], flat: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where the clauses of a sentence stand, without blanks; none where it has only one."""
    cuts = [found.span() for found in joins.finditer(flat, sentence.start, sentence.end)]
    starts = [sentence.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), sentence.end]
    for start, end in zip(starts, ends, strict=True) if cuts else ():
        text = flat[start:end]
        yield end - len(text.lstrip()), start + len(text.rstrip())


def _phrased(reading: Reading, field: Field, denied: set[int]) -> Iterator[Hit]:
    """Where a phrase asks for a job; the sentences that deny one are added to `denied`."""
    groups = ["job_want", "job_exist", "job_need", "job_me", "job_place"]
    groups += ["job_vacancy", "job_lead", "job_remembered"]
    if reading.letter.kind not in THANKS and reading.letter.kind not in _LATER:
        groups += ["job_mind", "job_offer"]
    if field is reading.subject:
        groups.append("job_subject")
    likely = field.about("J", IN_SUBJECT if field is reading.subject else DOUBTFUL)
    starts = {sentence.start for sentence in likely}
    for group in groups:
        remembered = field.about("M", 0.0) if group in _IN_MIND else []
        for hit in field.hits(group, [*likely, *(s for s in remembered if s.start not in starts)]):
            if not _excused(reading, field, hit, group):
                yield hit
            elif field.denied(hit):
                denied.add(hit.sentence.start)


def _excused(reading: Reading, field: Field, hit: Hit, group: str) -> bool:
    """Denied, quoted, somebody else's, or only the way something is done in the field."""
    if field.denied(hit) or field.quoted(hit.start, hit.end):
        return True
    patterns = reading.words.patterns
    text = field.flat[hit.start : hit.end]
    if patterns["job_harmless"].search(text) or _word_with_host(reading, field, hit):
        return True
    before = field.clause_before(hit)
    sentence = field.flat[hit.sentence.start : hit.sentence.end]
    if patterns["job_thanked"].search(before) or patterns["job_settled"].search(sentence):
        return True
    if text.startswith("as ") and patterns["job_as_before"].search(before):
        return True
    if group == "job_need" and patterns["job_in_field"].search(text):
        return True
    if group in _FRAMES and _framed_otherwise(reading, field, hit, group):
        return True
    if group == "job_place":
        clause = before + text
        wishes = patterns["place_wish"].search(clause) is not None
        return not wishes or patterns["place_else"].search(clause) is not None
    if group in ("job_exist", "job_need"):
        calendar = patterns["about_calendar"].search(sentence) is not None
        if calendar and not patterns["job_plain"].search(sentence):
            return True
        return patterns["asks_about_way"].search(before) is not None
    if group in _OTHERS_TOO and _scope.others(reading.words, before):
        return True
    return _scope.embedded(reading.words, before[-_EMBEDDED_WITHIN:])


def _word_with_host(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether somebody who knows the host is to have a word with them: that is the introduction."""
    if reading.letter.kind is not LetterKind.INTRODUCTION_REQUEST:
        return False
    text = field.flat[hit.start : hit.end + _HOST_WITHIN]
    return " word " in text and not reading.host.isdisjoint(text.strip(".,;:?!").split())


def _framed_otherwise(reading: Reading, field: Field, hit: Hit, group: str) -> bool:
    """A frame that speaks of the calendar, or of how others do it."""
    patterns = reading.words.patterns
    sentence = field.flat[hit.sentence.start : hit.sentence.end]
    if patterns["about_calendar"].search(sentence) and not patterns["job_plain"].search(sentence):
        return True
    if patterns["job_in_field"].search(field.flat, hit.start, hit.end):
        return True
    learned = patterns["job_learned"].search(field.clause_before(hit))
    return learned is not None and group != "job_lead"


def _wished(reading: Reading, field: Field) -> Iterator[Hit]:
    """A job, a role, an opening ... of nobody's, in a clause that wishes or asks."""
    nouns = reading.words.sets["job_nouns"]
    pattern = reading.words.patterns["job_noun"]
    for sentence in field.about("J", IN_SUBJECT if field is reading.subject else DOUBTFUL):
        if not nouns.isdisjoint(sentence.words):
            for found in pattern.finditer(field.flat, sentence.start, sentence.end):
                hit = Hit(found.start(), found.end(), sentence)
                if _is_wished(reading, field, hit):
                    yield hit


def _is_wished(reading: Reading, field: Field, hit: Hit) -> bool:
    patterns = reading.words.patterns
    before = field.clause_before(hit)
    after = _after(reading, field.flat, hit.sentence, hit.end)
    if _in_a_name(reading, field, hit):
        return False
    if patterns["job_owned"].search(before) or patterns["job_after_else"].match(after):
        return False
    if not patterns["job_cue"].search(f"{before} {after}"):
        return False
    if patterns["job_learning"].search(before) or patterns["about_calendar"].search(after):
        return False
    return not (field.denied(hit) or field.quoted(hit.start, hit.end))


def _in_a_name(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether the noun is part of a name, as the context has it or as capitals tell it."""
    cased = field.anatomy.cased[max(0, hit.start - 40) : hit.end + 40]
    if reading.words.patterns["job_in_a_name"].search(cased) and not cased.isupper():
        return True
    context = reading.context
    for known in (context.host_organisation, context.host_role):
        name = fold(known or "").plain.strip()
        if len(name) <= hit.end - hit.start:
            continue
        at = field.flat.find(name, max(0, hit.start - len(name)), hit.end + len(name))
        if 0 <= at <= hit.start and hit.end <= at + len(name):
            return True
    return False


def _after(reading: Reading, flat: str, sentence: Sentence, end: int) -> str:
    """The rest of the clause after a noun."""
    window = flat[end : min(sentence.end, end + _AHEAD)]
    found = reading.words.patterns["clause_break"].search(window)
    return window[: found.start()] if found else window
