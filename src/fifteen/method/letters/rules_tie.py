"""Whether a letter says what joins the seeker and the host (A4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fifteen.method.folding import fold
from fifteen.method.letters import _names
from fifteen.method.letters._reading import Reading
from fifteen.method.letters.rules_host import judged, mentions, named, shortened
from fifteen.method.words import Finding, Level, TieKind

_WORD = re.compile(r"[^\W_]+")
_U_OF = re.compile(r"\bu ?of ?(\w)\b")
_CAPITAL = re.compile(r"(?<!\w)[A-Z\u00c0-\u00de]\w+")
_LETTERS = re.compile(r"(?<!\w)[A-Z][A-Za-z&]*[A-Z](?!\w)")  # ATI, IFoA
_WHOLE_WORD = 4  # letters; so long a word of a name tells of it behind "from the"
_SHORT_WORD = 2  # letters; so short a word is no short form of a name
_THROUGH_PERSON = frozenset({TieKind.REFERRED, TieKind.INTRODUCED})
_THROUGH_PLACE = frozenset({TieKind.ALUMNI, TieKind.GROUP})


def tie_not_named(reading: Reading) -> Iterator[Finding]:
    """A tie that is known and that the letter keeps to itself."""
    tie = reading.context.tie
    if tie is None:
        return
    named = True
    if tie.kind in _THROUGH_PERSON and tie.via:
        named = _names_person(reading, tie.via)
    elif tie.kind in _THROUGH_PLACE and tie.via:
        named = _names_place(reading, tie.via)
    elif tie.kind is TieKind.COLLEAGUE:
        worked = reading.words.patterns["worked_together"].search(judged(reading)) is not None
        named = worked or (
            bool(tie.via)
            and (_names_place(reading, tie.via) or _names_person(reading, tie.via, capital=True))
        )
    if not named:
        through = f" ({tie.via})" if tie.via else ""
        yield reading.finding(
            "tie-not-named",
            Level.ADVISE,
            "A4",
            f"It does not say what joins you{through}; say it in the first line.",
        )


def _names_person(reading: Reading, via: str, capital: bool = False) -> bool:
    """Whether somebody is named; with `capital` a word of a firm (timber) is no name."""
    placed = reading.words.patterns["tie_placed"]
    theirs = _names.tokens(placed.split(via)[0]) or _names.tokens(via)
    parts = reading.body.anatomy.stretches
    cased = " ".join(reading.body.anatomy.text.cased[p.start : p.end] for p in parts)
    said = _names.ordered(cased + " " + reading.subject.anatomy.text.cased)
    longer = [name for name in theirs if len(name) > 1]
    named = set(fold(" ".join(_CAPITAL.findall(cased))).split())
    if not theirs.isdisjoint(named if capital and named else said):
        return True
    if fold(via).split()[0] in named and _names.only_titles(via.split()[0]):
        return True  # Coach, Pastor: one is known by it
    return any(
        _names.fits_name(word, name, reading.words)
        for word in named.intersection(said)
        for name in longer
        if len(word) > _SHORT_WORD or word in reading.words.nicknames.get(name, ())  # Big Al
    )


def _names_place(reading: Reading, via: str) -> bool:
    if mentions(_told(reading, via), via, reading, "place_words") and _by_name(reading, via):
        return True
    if _by_letters(reading, via) or _from_it(reading, via):
        return True
    if reading.context.tie and reading.context.tie.kind is TieKind.ALUMNI and _fellow(reading):
        return True
    short = re.sub(r"\W", "", via)
    if not short.isupper():
        return _nick_of_place(reading, via)
    parts = (
        reading.body.anatomy.text.cased[p.start : p.end] for p in reading.body.anatomy.stretches
    )
    several = reading.words.patterns["name_of_several"]
    named = (found[0] for part in parts for found in several.finditer(part))
    return any(short == "".join(char for char in name if char.isupper()) for name in named)


def _by_letters(reading: Reading, via: str) -> bool:
    """Whether a place of several words is called by its letters: ATI, the Arizona Translators."""
    words = _WORD.findall(fold(via))
    core = [word for word in words if word not in reading.words.sets["place_words"]] or words
    spelt = "".join(word if word.isupper() else word[0] for word in _WORD.findall(via))
    if len(words) > 1 and fold(spelt) in {fold(one) for one in _LETTERS.findall(_cased(reading))}:
        return True  # UPLB, UP Los Baños
    written = " ".join(word.lower() for word in _LETTERS.findall(_cased(reading)))
    return len(words) > 1 and bool(written) and shortened(written, via, core)


def _from_it(reading: Reading, via: str) -> bool:
    """Whether a group's people say where they know each other from: "Deek from the allotments"."""
    core = [w for w in _WORD.findall(fold(via)) if w not in reading.words.sets["place_words"]]
    group = reading.context.tie is not None and reading.context.tie.kind is TieKind.GROUP
    said = reading.words.patterns["tie_from_it"].findall(judged(reading)) if group else ()
    return any(len(word) >= _WHOLE_WORD and word == one for one in said for word in core)


def _by_name(reading: Reading, via: str) -> bool:
    """Whether what is said of a place is its name: most of its words, or one with a capital."""
    text, said = _told(reading, via), _WORD.findall(fold(via))
    core = [word for word in said if word not in reading.words.sets["place_words"]] or said
    own = [fold(word) for word in _CAPITAL.findall(via)]
    small = bool(own) and any(w[:1].islower() and fold(w) in core for w in via.split())
    if small:
        core = [word for word in core if word in own] or core  # Verizon of "Verizon call center"
    found = [word for word in core if named(text, word)]
    written = {fold(word) for word in _CAPITAL.findall(_cased(reading, via))}
    if not found or (2 * len(found) > len(core) and not (small and written)):
        return True
    return any(named(" ".join(written), word) for word in found)


def _host_place(reading: Reading, via: str) -> str:
    """The host's organisation, whose words are not those of the tie: Cirque Aubépine, where the
    school is the École de cirque; nothing where it is the tie."""
    known = (reading.context.host_organisation or "").strip()
    return "" if not known or fold(known) in fold(via) else known


def _told(reading: Reading, via: str) -> str:
    """What the letter says, without the name of the host's organisation."""
    known = _host_place(reading, via)
    return judged(reading).replace(fold(known), " ") if known else judged(reading)


def _cased(reading: Reading, via: str = "") -> str:
    """Body and subject; the first letter of a subject is a capital whatever the word is."""
    subject = reading.subject.anatomy.cased
    anatomy = reading.body.anatomy
    role, head = fold(reading.context.host_role or ""), anatomy.greeting.end
    greeted = (word for word in anatomy.cased[:head].split() if fold(word) not in role)
    text = f"{' '.join(greeted)} {anatomy.cased[head:]} {subject[:1].lower()}{subject[1:]}"
    known = _host_place(reading, via) if via else ""
    return text.replace(known, " ") if known else text


def _fellow(reading: Reading) -> bool:
    """Whether a school is named by what its people call themselves: "a fellow Husky"."""
    return reading.words.patterns["tie_fellow"].search(_cased(reading)) is not None


def _nick_of_place(reading: Reading, via: str) -> bool:
    """Short forms by which a place is known: Penn, Cal, UMich, U of M, UofT."""
    words = _WORD.findall(fold(via))
    core = [word for word in words if word not in reading.words.sets["place_words"]]
    said = set(_WORD.findall(_told(reading, via)))
    written = {fold(name) for name in _CAPITAL.findall(_cased(reading, via))}
    said = said & written or said  # a name has a capital, where the letter has any
    for word in core:
        if any(word.startswith(other) and 3 < len(other) < len(word) for other in said):
            return True
        if len(word) > 3 and any(other.endswith(word) for other in said):
            return True  # Unilorin, UniBonn
        if any(other.startswith("uni") and _begins(word, other[3:]) for other in said):
            return True  # Unilag
        if any(
            other.startswith("u") and len(other) > 3 and word.startswith(other[1:])
            for other in said
        ):
            return True
    initial = core[0][0] if core else ""
    return any(found[1] == initial for found in _U_OF.finditer(judged(reading)))


def _begins(word: str, short: str) -> bool:
    return len(short) >= _SHORT_WORD and word.startswith(short)
