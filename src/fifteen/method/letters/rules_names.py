"""The right names (A7): the host greeted, the host's organisation spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.folding import organisation_key
from fifteen.method.letters import _names
from fifteen.method.letters._reading import Reading
from fifteen.method.letters.rules_form import has_blank, names_somebody
from fifteen.method.words import Finding, LetterKind, Level

_AT_FIRST = 250  # characters of a script in which somebody is asked for
_ASKED_FOR = re.compile(
    r"(?i:\b(?:is (?:that|this)|(?:speak|speaking|talk|talking) (?:to|with))) "
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Professor)\.? )?"
    r"[^\W\d_a-z][\w'-]+(?: [^\W\d_a-z][\w'-]+){0,3})"
)
_ORGANISATION = re.compile(
    r"[A-Z0-9][\w&.'-]*(?:(?: (?:of|and|the|for|&|de|y) | )[A-Z0-9][\w&.'-]*){0,5}"
)


def wrong_name(reading: Reading) -> Iterator[Finding]:
    """A greeting to somebody else, or another organisation spoken of as the host's."""
    context = reading.context
    anatomy = reading.body.anatomy
    part = anatomy.greeted
    greeted = anatomy.text.cased[part.start : part.end].split("(")[0]
    if context.host_name and greeted and names_somebody(reading) and not has_blank(reading):
        via = context.tie.via if context.tie else ""
        script = reading.letter.kind is LetterKind.INTRODUCTION_REQUEST
        words = set(_names.ordered(greeted))
        if not (
            _names.same_person(greeted, context.host_name, reading.words)
            or (script and (not via or _names.same_person(greeted, via, reading.words)))
            or not reading.words.sets["kin"].isdisjoint(words)
            or (anatomy.bare and _fits_somewhere(reading, words))
        ):
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
    if context.host_organisation:
        yield from _wrong_organisation(reading, context.host_organisation)


def _wrong_at_the_telephone(reading: Reading, host: str) -> Iterator[Finding]:
    """Somebody else asked for on the telephone: "is that Phoebe Crane?"."""
    cased = reading.body.anatomy.text.cased
    for found in _ASKED_FOR.finditer(cased, 0, _AT_FIRST):
        if not _names.same_person(found["name"], host, reading.words):
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
    field = reading.body
    cased = field.anatomy.text.cased
    for sentence in field.sentences:
        if sentence.words.isdisjoint(("your", "you", "you're")):
            continue
        for found in reading.words.patterns["their_place"].finditer(
            field.flat, sentence.start, sentence.end
        ):
            name = _ORGANISATION.match(cased, found.end())
            if name is None or field.quoted(name.start(), name.end()):
                continue
            if not _known_place(reading, name[0], theirs):
                yield reading.finding(
                    "wrong-name",
                    Level.STOP,
                    "A7",
                    f"This speaks of another organisation than {theirs}.",
                    field,
                    _tidied(name),
                    theirs.strip() or None,
                )


def _tidied(name: re.Match[str]) -> tuple[int, int]:
    text = re.sub(r"(?:'s?|[.,])$", "", name[0])
    return name.start(), name.start() + len(text)


def _known_place(reading: Reading, name: str, theirs: str) -> bool:
    """Whether a name can be the host's organisation, its field, or no organisation at all."""
    said = organisation_key(re.sub(r"'s?$", "", name)).split()
    known = organisation_key(theirs).split()
    if not said or not known or set(said) & set(known):
        return True
    letters = "".join(word[0] for word in known if word not in ("and", "of", "the", "for"))
    if "".join(said) in (letters, "".join(word[0] for word in known), "".join(known)):
        return True
    if len(known) == 1 and known[0] == "".join(w[0] for w in said if w not in ("and", "of", "the")):
        return True
    if known[0].startswith(said[0]) or said[0].startswith(known[0]):
        return True
    context = reading.context
    around = " ".join(
        (context.host_role or "", context.tie.via if context.tie else "", context.host_name or "")
    )
    if set(said) & set(organisation_key(around).split()):
        return True
    sets = reading.words.sets
    return not (sets["no_place"] | sets["event_places"]).isdisjoint(said)
