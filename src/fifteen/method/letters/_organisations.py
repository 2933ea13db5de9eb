"""Another organisation spoken of as the host's (A7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.folding import organisation_key
from fifteen.method.letters import _peers, _places, _spelling, _spoken
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.letters.rules_host import judged, mentions, shortened
from fifteen.method.words import Finding, Level

_FIRST_LEAST = 5  # letters of the first word of a name that stands for it
_BESIDE = re.compile(r" ?(?![,.;?!) ]|$)")  # "your mill, Victorian and loud,"
_OWN = re.compile(r"I(?:'\w+)?\b")  # I'd
_NAME_INSIDE = re.compile(r"(?!I\b)[A-Z]")
_EVENT = re.compile(r"[A-Z]+\d+")  # COP28


def wrong(reading: Reading, theirs: str) -> Iterator[Finding]:
    """Another organisation spoken of as the host's. Where the letter names theirs as well, only
    the plainest wording counts: the other may be where they were before."""
    named = is_named(reading, theirs)
    body, subject = reading.body, reading.subject
    by_phrase = phrased(reading, named)
    above, below = set(by_phrase[subject.name]), set(by_phrase[body.name])
    for field, name in _spoken.theirs(reading, named, by_phrase):
        spans = above if field is subject else below
        start, end = _places.tidied(name)
        if not any(first < end and start < last for first, last in spans):
            spans.add((start, end))
    for start, end in below:  # what is wrong in the body is so in the subject
        above |= _said_above(subject.anatomy.cased, body.anatomy.cased[start:end])
    told = {body.anatomy.cased[start:end] for start, end in below}
    told |= {subject.anatomy.cased[start:end] for start, end in above}  # and the other way round
    for again in sorted(told):
        below |= set(_said_again(body, again, below))
    reason = f"This speaks of another organisation than {theirs}."
    for field, spans in ((subject, above), (body, below)):
        for span in sorted(spans):
            yield reading.finding(
                "wrong-name", Level.STOP, "A7", reason, field, span, theirs.strip() or None
            )


def is_named(reading: Reading, theirs: str) -> bool:
    """Whether a letter names the host's organisation, in full or in short; not where only another
    stands that shares a word with it."""
    subject, body = reading.subject, reading.body
    cased = f"{subject.anatomy.cased[1:]} {body.anatomy.cased}"
    if not _names_own(reading, theirs, judged(reading), cased):
        return False
    above, below = (_peers.apart(reading, field, theirs) for field in (subject, body))
    if not above and not below:
        return True
    flat = f"{_blanked(subject.flat, above)} {_blanked(body.flat, below)}"
    above_cased = _blanked(subject.anatomy.cased, above)[1:]
    return _names_own(reading, theirs, flat, f"{above_cased} {_blanked(body.anatomy.cased, below)}")


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _names_own(reading: Reading, theirs: str, text: str, cased: str) -> bool:
    own = _peers.core(theirs, reading.words)
    if mentions(text, own, reading, "no_place") and _peers.by_capital(reading, own, theirs, cased):
        return True
    return any(shortened(text, name, organisation_key(name).split()) for name in (own, theirs))


def _said_above(subject: str, name: str) -> set[tuple[int, int]]:
    """Where a subject says a name of the body, in full or its first word alone."""
    first = name.split()[0]
    for text in (name, f"{first}'s" if len(first) >= _FIRST_LEAST else name):
        at = subject.find(text)
        if at >= 0:
            return {(at, at + len(text))}
    return set()


def _said_again(body: Field, name: str, known: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a body says a name of several words again."""
    for start in _spelling.alone(body.anatomy.cased, name) if " " in name else ():
        end = start + len(name)
        told = any(first < end and start < last for first, last in known)
        if not told and not body.quoted(start, end):
            yield start, end


def phrased(reading: Reading, named: bool) -> _spoken.Phrased:
    """Where phrases speak of another organisation as the host's, by field. `named` tells whether
    the letter names the host's own as well."""
    fields = (reading.subject, reading.body)
    return {field.name: frozenset(_others_named(reading, field, named)) for field in fields}


def _others_named(reading: Reading, field: Field, named: bool) -> Iterator[tuple[int, int]]:
    seen: set[int] = set()
    for sentence in field.sentences:
        if field is reading.body and not _peers.names_in(reading.words, field, sentence):
            continue  # most of them
        for name, said in _as_theirs(reading, field, sentence, named):
            if name.start() in seen or field.quoted(name.start(), name.end()):
                continue
            if field is reading.body:
                seen.add(name.start())
            if _places.is_another(reading, field, name, said):
                yield _places.tidied(name)


def _as_theirs(
    reading: Reading, field: Field, sentence: Sentence, named: bool
) -> Iterator[tuple[re.Match[str], str]]:
    """The organisations spoken of as the host's in a sentence, each with the words that say so."""
    patterns, to_host = reading.words.patterns, reading.words.sets["speaks_to_host"]
    organisation = patterns["organisation_name"]
    flat, cased = field.flat, field.anatomy.cased
    keys = []
    # Each of them leads to a name behind it: most sentences have none inside.
    leads = _NAME_INSIDE.search(cased, sentence.start + 1, sentence.end + 1) is not None
    if leads and not sentence.words.isdisjoint(to_host):
        keys += [] if named and _names_theirs(reading, flat, sentence) else ["their_place"]
        keys += [] if named else ["their_place_soft", "their_firm"]
    if (
        leads
        and named
        and patterns["place_work_learned"].search(flat, sentence.start, sentence.end)
    ):
        keys.append("place_work_learned")
    if leads and not named and patterns["learning_of"].search(flat, sentence.start, sentence.end):
        keys.append("place_learned")
    for key in keys:
        for found in patterns[key].finditer(flat, sentence.start, sentence.end):
            if patterns["place_in_title"].search(cased, sentence.start, found.end()):
                continue
            name = organisation.match(cased, found.end())
            if name and key == "their_firm" and _one_or_anothers(reading, flat, name):
                continue
            others = key != "their_place" and patterns["place_of_others"].search(found[0])
            if name and _BESIDE.match(flat, name.end()) and found[0].endswith(", "):
                continue
            if name and key != "their_place" and patterns["place_seekers"].match(flat, name.end()):
                continue
            if name and not others and not _EVENT.fullmatch(name[0]) and not _OWN.match(name[0]):
                yield name, found[0]
    yield from _told_behind(reading, field, sentence, named)
    if not named:
        yield from _peers.peers(reading, field, sentence)
    if not named and field is reading.subject:
        yield from _peers.by_role(reading)
        for found in patterns["place_in_subject"].finditer(flat):
            name = organisation.match(cased, found.end())
            if name:
                yield name, found[0]


def _one_or_anothers(reading: Reading, flat: str, name: re.Match[str]) -> bool:
    """Whether a name is a single word, or what stands behind it tells of somebody else's."""
    behind = reading.words.patterns["peer_not_behind"].match(flat[name.end() : name.end() + 30])
    says = behind is not None and behind[0].startswith(" says")  # a page may say it
    return " " not in name[0] or (behind is not None and not says)


def _told_behind(
    reading: Reading, field: Field, sentence: Sentence, named: bool
) -> Iterator[tuple[re.Match[str], str]]:
    """The names behind which it is told that they are the host's: "Acme, where you work"."""
    patterns, flat = reading.words.patterns, field.flat
    to_host = reading.words.sets["speaks_to_host"]
    for name in _peers.names_in(reading.words, field, sentence):
        if _OWN.match(name[0]) or name[0].lower() in reading.words.sets["letter_words"]:
            continue  # "Also, is your firm ..."
        moved = patterns["place_moved"].search(flat, sentence.start, name.start())
        surely = patterns["place_surely_theirs"].match(flat, name.end())
        behind = None if named else patterns["place_of_host"].match(flat, name.end())
        if behind and name.start() == sentence.start and behind[0].startswith((" on ", " during ")):
            behind = None  # "Questions on your work"
        if surely and " where " in surely[0] and " " not in name[0]:
            surely = None  # a place
        if surely and not moved:
            yield name, surely[0]
        elif named:
            continue
        elif behind and not moved:
            yield name, behind[0]
        elif patterns["place_does"].match(flat[name.end() : sentence.end]):
            before = flat[sentence.start : name.start()]
            if patterns["place_asked"].search(before) and not sentence.words.isdisjoint(to_host):
                yield name, ""


def _names_theirs(reading: Reading, flat: str, sentence: Sentence) -> bool:
    """Whether a sentence names the host's organisation as well."""
    said = flat[sentence.start : sentence.end]
    return mentions(said, reading.context.host_organisation or "", reading, "no_place")
