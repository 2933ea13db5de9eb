"""The right names (A7): the host greeted, the host's organisation spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.folding import fold, organisation_key
from fifteen.method.letters import _called, _names, _peers, _places, _whose
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._blanks import blanks
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.letters.rules_form import (
    greets_nobody,
    has_blank,
    named_after,
    names_somebody,
)
from fifteen.method.letters.rules_host import judged, mentions, shortened
from fifteen.method.words import Finding, LetterKind, Level, TieKind

_FIRST_LEAST = 5  # letters of the first word of a name that stands for it
_AT_FIRST = 250  # characters of a script in which somebody is asked for
_THROUGH_PERSON = (TieKind.REFERRED, TieKind.INTRODUCED)
_BESIDE = re.compile(r" ?(?![,.;?!) ]|$)")  # "your mill, Victorian and loud,"
_OWN = re.compile(r"I(?:'\w+)?\b")  # I'd
_FRIEND_OF = re.compile(r"^.{1,40}'s (?:[a-z]+ ){1,2}(?=[A-Z])")  # "Uncle Ray's friend Cal"
_NAME_INSIDE = re.compile(r"(?!I\b)[A-Z]")
_EVENT = re.compile(r"[A-Z]+\d+")  # COP28


def impersonal_greeting(reading: Reading) -> Iterator[Finding]:
    """A greeting that names nobody, or none at all; on the telephone, nobody asked for by name."""
    if reading.letter.kind is not LetterKind.CALL_SCRIPT:
        yield from greets_nobody(reading)
        return
    cased = reading.body.anatomy.text.cased
    said = _names.ordered(cased[:_AT_FIRST])
    if not reading.host or blanks(reading, reading.body) or _fits_somewhere(reading, set(said)):
        return
    asked = reading.words.patterns["asked_for_by_name"].search(cased, 0, _AT_FIRST)
    if not asked and not names_somebody(reading):
        part = reading.body.anatomy.greeting
        span = (part.start, max(part.start, len(cased[: part.end].rstrip(" ,;:.!?-"))))
        reason = "This asks for nobody by name; say whom you want to speak to."
        yield reading.finding("impersonal-greeting", Level.STOP, "A7", reason, reading.body, span)


def wrong_name(reading: Reading) -> Iterator[Finding]:
    """A greeting to somebody else, or another organisation spoken of as the host's."""
    context = reading.context
    anatomy = reading.body.anatomy
    part = anatomy.greeted
    greeted = anatomy.text.cased[part.start : part.end].split("(")[0]
    greeted = _without_post(reading, greeted)
    named = names_somebody(reading) and not has_blank(reading) and not named_after(reading)
    if context.host_name and greeted and named:
        script = reading.letter.kind is LetterKind.INTRODUCTION_REQUEST
        words = set(_names.ordered(greeted))
        if not (
            _names.same_person(greeted, context.host_name, reading.words)
            or (script and _knows_them(reading, greeted))
            or _called_by_kin(reading, words | set(fold(greeted).replace(",", " ").split()))
            or (anatomy.bare and _fits_somewhere(reading, words))
            or _names.called_so(words, anatomy.flat[anatomy.greeting.end :], reading.words)
        ):
            reading.kept[_called.GREETS_ANOTHER] = True
            yield reading.finding(
                "wrong-name",
                Level.STOP,
                "A7",
                f"This greets somebody other than {context.host_name}.",
                reading.body,
                (part.start, part.end),
                context.host_name.strip() or None,
            )
    if context.host_name and reading.letter.kind is LetterKind.CALL_SCRIPT:
        yield from _wrong_at_the_telephone(reading, context.host_name)
    yield from _called_otherwise(reading)
    if context.host_organisation and _places.has_one(reading):
        yield from _wrong_organisation(reading, context.host_organisation)


def _called_otherwise(reading: Reading) -> Iterator[Finding]:
    """Somebody else spoken to further below: "So, Kenji, ..."."""
    host = (reading.context.host_name or "").strip()
    for field, name in _called.strangers(reading):
        reason = f"This speaks to somebody other than {host}."
        yield reading.finding("wrong-name", Level.STOP, "A7", reason, field, name.span())


def _knows_them(reading: Reading, greeted: str) -> bool:
    """Whether a letter that asks for an introduction greets whoever is to give it; anybody where
    nobody knows who that is and the host is spoken of."""
    tie = reading.context.tie
    if tie and tie.via and tie.kind in _THROUGH_PERSON:
        return _names.same_person(greeted, tie.via, reading.words)
    anatomy = reading.body.anatomy
    said = _names.ordered(anatomy.text.cased[anatomy.greeting.end :])
    return not reading.host.isdisjoint(said)


def _without_post(reading: Reading, greeted: str) -> str:
    """What is greeted without the host's post before the name and the seeker's own name behind it:
    "Pharmacist Ike", "hi tariq ellie here"."""
    role = _names.tokens(reading.context.host_role or "")
    words = _FRIEND_OF.sub("", greeted).split()
    told = [fold(word.strip(".,;:!-")) for word in words]
    while len(told) > 1 and told[0] in role and told[0] not in reading.host:
        words, told = words[1:], told[1:]
    while len(told) > 1 and told[-1] in (reading.seeker | {"here"}) - reading.host:
        words, told = words[:-1], told[:-1]
    kept = " ".join(words)
    return greeted if _names.is_titled(kept) and len(words) == 1 else kept  # Ms Frost


def _called_by_kin(reading: Reading, words: set[str]) -> bool:
    """Whether somebody of the family is greeted, by whatever the family calls them; a common
    name that is not theirs is another's all the same."""
    kin = reading.words.sets["kin"]
    if kin.isdisjoint(words):
        return False
    return all(
        not _names.is_first_name(word, reading.words)
        or any(word in own or _names.fits_name(word, own, reading.words) for own in reading.host)
        for word in words - kin
    )


def _wrong_at_the_telephone(reading: Reading, host: str) -> Iterator[Finding]:
    """Somebody else asked for on the telephone: "is that Phoebe Crane?"."""
    cased = reading.body.anatomy.text.cased
    for found in reading.words.patterns["asked_for_by_name"].finditer(cased, 0, _AT_FIRST):
        own = not reading.seeker.isdisjoint(_names.ordered(found["name"]))
        if not own and not _names.same_person(found["name"], host, reading.words):
            yield reading.finding(
                "wrong-name",
                Level.STOP,
                "A7",
                f"This asks for somebody other than {host}.",
                reading.body,
                found.span("name"),
                host.strip() or None,
            )
            return


def _fits_somewhere(reading: Reading, words: set[str]) -> bool:
    """Whether one word fits: what stands before it may be a greeting that no list knows."""
    return any(_names.fits_name(word, own, reading.words) for word in words for own in reading.host)


def _wrong_organisation(reading: Reading, theirs: str) -> Iterator[Finding]:
    """Another organisation spoken of as the host's. Where the letter names theirs as well, only
    the plainest wording counts: the other may be where they were before."""
    own = _peers.core(theirs, reading.words)
    named = mentions(judged(reading), own, reading, "no_place")
    named = named and _peers.by_capital(reading, own, theirs)
    named = named or shortened(judged(reading), theirs, organisation_key(theirs).split())
    body, subject = reading.body, reading.subject
    wrong = _others_named(reading, body, named)
    above = _others_named(reading, subject, named)
    for start, end in wrong:  # what is wrong in the body is so in the subject
        above |= _said_above(subject.anatomy.cased, body.anatomy.cased[start:end])
    reason = f"This speaks of another organisation than {theirs}."
    for field, spans in ((subject, above), (body, wrong)):
        for span in sorted(spans):
            yield reading.finding(
                "wrong-name", Level.STOP, "A7", reason, field, span, theirs.strip() or None
            )


def _said_above(subject: str, name: str) -> set[tuple[int, int]]:
    """Where a subject says a name of the body, in full or its first word alone."""
    first = name.split()[0]
    for text in (name, f"{first}'s" if len(first) >= _FIRST_LEAST else name):
        at = subject.find(text)
        if at >= 0:
            return {(at, at + len(text))}
    return set()


def _others_named(reading: Reading, field: Field, named: bool) -> set[tuple[int, int]]:
    """Where a field speaks of another organisation as the host's."""
    seen: set[int] = set()
    wrong: set[tuple[int, int]] = set()
    for sentence in field.sentences:
        for name, said in _as_theirs(reading, field, sentence, named):
            if name.start() in seen or field.quoted(name.start(), name.end()):
                continue
            if field is reading.body:
                seen.add(name.start())
            if _places.is_another(reading, field, name, said):
                wrong.add(_places.tidied(name))
    for name, surely in _whose.theirs(reading, field, named):
        told = any(first <= name.start() < last for first, last in wrong)
        if not told and _places.is_another(reading, field, name, None, surely):
            wrong.add(_places.tidied(name))
    return wrong


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
