"""The right names (A7): the host greeted, the host's organisation spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.folding import fold
from fifteen.method.letters import _called, _names, _organisations, _places
from fifteen.method.letters._blanks import blanks
from fifteen.method.letters._reading import Reading
from fifteen.method.letters.rules_form import (
    greets_nobody,
    has_blank,
    named_after,
    names_somebody,
)
from fifteen.method.words import THROUGH_PERSON, Finding, LetterKind, Level

_AT_FIRST = 250  # characters of a script in which somebody is asked for
_FRIEND_OF = re.compile(r"^.{1,40}'s (?:[a-z]+ ){1,2}(?=[A-Z])")  # "Uncle Ray's friend Cal"


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
        yield from _organisations.wrong(reading, context.host_organisation)


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
    if tie and tie.via and tie.kind in THROUGH_PERSON:
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
