"""Which names a letter as a whole speaks of as the host's organisation (A7).

What the sentences say of a name (`_whose`) is put together: said twice it is surer, beside a name
that is more likely the host's less sure, and least where the letter names the host's own as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from fifteen.method.folding import organisation_key
from fifteen.method.letters import _names, _peers, _places
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._classes import words_of
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.letters._whose import Whose, whose

LEAST = 2.0  # log odds from which a letter speaks of a name as the host's organisation
_NO_OTHER = -6.0  # the odds of another name where there is none, or none that is likely
_FIRMS, _AS_HOSTS, _WRITTEN_SO = 2.0, 2.0, 1.0  # how much a name tells that it is a firm's
_LETTERS_MOST = 5  # of a word in capitals that may stand for anything
_FIRST, _LAST = 3, 2  # sentences from the beginning and the end that are told apart
_MOST_NAMES = 100  # of a letter that are looked at; hardly one has ten
_BLANK = ("[", "{", "<")  # before what was to be filled in

_LONG = re.compile(r"[^\W\d_]{4,}")  # a word that has a small letter in front unless it is a name
_TITLE_LEAST, _TITLE_MOST = 4, 200  # such words, and characters, in which a title is told

_PLACES = ("no_place", "common_places", "plain_places")  # of the language's data

Phrased = Mapping[str, frozenset[tuple[int, int]]]
"""Where a phrase speaks of another organisation as the host's ("your work at ..."), by field."""


class Said(NamedTuple):
    """A name where it stands."""

    field: Field
    place: int  # of the sentence
    sentence: Sentence
    name: re.Match[str]

    @property
    def key(self) -> str:
        """By which the name is known again."""
        return self.name[0].lower().removesuffix("'s")


class Told(NamedTuple):
    """What a letter tells of a name in one of its places; the weights of all are learned."""

    odds: float  # of its sentence, and of what it tells itself
    best: float  # the highest of all its places
    least: float  # the lowest of them
    other: float  # the highest odds of another name
    named: bool  # the letter names the host's own organisation
    phrase: bool  # a phrase speaks of it so
    others: bool  # the words around it tell of others than the host, or of where they were
    later: bool  # the letter is one that tells of others
    surely: bool  # nothing in the letter tells that it is the seeker's, or was the host's
    firm: float  # how much it tells that it is an organisation's, and one such as the host's
    single: bool  # it is a single word, which may be a place


def theirs(
    reading: Reading, named: bool, phrased: Phrased
) -> Iterator[tuple[Field, re.Match[str]]]:
    """The names that a letter speaks of as the host's organisation and that are another's. `named`
    tells whether it names the host's own as well."""
    learned = whose(reading.language) if reading.body.sense else None
    if learned is None:
        return
    said = list(islice(names(reading), _MOST_NAMES))
    odds = [odds_of(reading, learned, one) for one in said]
    phrase = any(phrased.values())
    if not said or weighed(learned, _at_most(max(odds), named, phrase)) < LEAST:
        return  # most letters: what is asked below takes longer
    kept = others_of(reading, said)
    said = [one for one, keep in zip(said, kept, strict=True) if keep]
    odds = [likely for likely, keep in zip(odds, kept, strict=True) if keep]
    for one, of_it in zip(said, told(reading, said, odds, named, phrased), strict=True):
        if weighed(learned, of_it) >= LEAST:
            yield one.field, one.name


def _at_most(odds: float, named: bool, phrase: bool) -> Told:
    """What may be told at most of a name with these odds."""
    return Told(odds, odds, odds, _NO_OTHER, named, phrase, False, False, True, _FIRMS, False)


def names(reading: Reading) -> Iterator[Said]:
    """The names in a letter that may be another organisation's: none of the host and of the
    seeker, not the host's own in the same words, no blank, no word that only begins a sentence."""
    people = reading.host | reading.seeker
    tie = reading.context.tie
    own = f" {reading.context.host_organisation or ''} {(tie and tie.via) or ''} "
    for field in (reading.subject, reading.body):
        if not _capitals_tell(field.anatomy.cased):
            continue
        for place, sentence in enumerate(field.sentences):
            for name in _peers.names_in(reading.words, field, sentence):
                start, end = _places.tidied(name)
                plain = name[0][: end - start]
                if not plain or f" {plain} " in own or field.flat.endswith(_BLANK, 0, start):
                    continue
                if " " not in name[0] and _is_a_word(reading, name, sentence):
                    continue
                if _names.is_titled(name[0]) or not people.isdisjoint(_names.ordered(name[0])):
                    continue
                yield Said(field, place, sentence, name)


def _is_a_word(reading: Reading, name: re.Match[str], sentence: Sentence) -> bool:
    """Whether a single word is a place, a month, a field, an abbreviation, a word that is common in
    letters; or one of the language that begins a sentence."""
    word = name[0].lower()
    sets, plain = reading.words.sets, word.partition("'")[0]
    if plain == "i" or plain in sets["letter_words"]:
        return True
    if len(plain) <= _LETTERS_MOST and name[0][: len(plain)].isupper():
        return True  # GST: one of two hundred is a firm's
    if any(word in sets[listed] for listed in _PLACES):
        return True
    if name.start() != sentence.start:
        return False
    known = words_of(reading.language)
    return plain in known.classes or plain in known.kinds


def _capitals_tell(cased: str) -> bool:
    """Whether a text is written so that capitals tell names: not all in capitals, nor A Title in
    Which Every Word Has One."""
    if cased.isupper():
        return False
    long = _LONG.findall(cased, 0, _TITLE_MOST)
    return len(long) < _TITLE_LEAST or not all(word[0].isupper() for word in long)


def others_of(reading: Reading, said: Sequence[Said]) -> list[bool]:
    """Which names may be those of another organisation than the host's, by all their places; not
    where they are quoted."""
    none = {
        one.key
        for one in said
        if not _places.is_another(reading, one.field, one.name, None, lenient=True)
    }
    return [
        one.key not in none and not one.field.quoted(one.name.start(), one.name.end())
        for one in said
    ]


def odds_of(reading: Reading, learned: Whose, said: Said) -> float:
    """Log odds by the sentence a name stands in, and by its place in the letter."""
    return learned.of(*around(said), said.name[0], placed(reading, said))


def placed(reading: Reading, said: Said) -> list[str]:
    """Where in the letter a name stands, as features: whom one writes to is told at the beginning,
    where one comes from a little later."""
    place, field = said.place, said.field
    from_end = len(field.sentences) - 1 - place
    return [
        f"at {min(_FIRST, place)} {field.name}",
        f"from end {min(_LAST, from_end)} {field.name}",
        f"letter {reading.letter.kind.value}",
    ]


def around(said: Said) -> tuple[str, str]:
    """What stands before and behind a name in its sentence, folded."""
    start, end = _places.tidied(said.name)
    flat = said.field.flat
    return flat[said.sentence.start : start], flat[end : said.sentence.end]


def told(
    reading: Reading,
    said: Sequence[Said],
    odds: Sequence[float],
    named: bool,
    phrased: Phrased,
) -> list[Told]:
    """What a letter tells of each of its names."""
    by_key: dict[str, list[float]] = {}
    for one, likely in zip(said, odds, strict=True):
        by_key.setdefault(one.key, []).append(likely)
    found = []
    for one, likely in zip(said, odds, strict=True):
        same = [
            odd for key, group in by_key.items() if _is_short_for(key, one.key) for odd in group
        ]
        others = (max(group) for key, group in by_key.items() if not _is_short_for(key, one.key))
        phrase = _places.tidied(one.name) in phrased[one.field.name]
        found.append(
            Told(
                likely,
                max(same),
                min(same),
                max([*others, _NO_OTHER]),
                named,
                phrase,
                _peers.of_others(reading, one.field, one.sentence, one.name),
                reading.letter.kind in _peers.LATER,
                _places.is_another(reading, one.field, one.name, None),
                _of_a_firm(reading, one.name[0]),
                " " not in one.name[0],
            )
        )
    return found


def _is_short_for(one: str, other: str) -> bool:
    """Whether two names are one, or one the other in short: Whitmore, Whitmore Consulting."""
    short, long = sorted((one.replace("'s", "").split(), other.replace("'s", "").split()), key=len)
    return short == long[: len(short)]


def weighed(learned: Whose, one: Told) -> float:
    """Log odds that the letter speaks of the name as the host's organisation."""
    weight = learned.of_letter
    return weight("bias") + sum(weight(key) * float(x) for key, x in one._asdict().items())


def _of_a_firm(reading: Reading, name: str) -> float:
    """How much a name itself tells that it is a firm's, and one such as the host's."""
    theirs = reading.context.host_organisation or ""
    said, known = (organisation_key(n).split() for n in (name, theirs))
    if _peers.of_one_kind(said, known, reading.words):
        return _AS_HOSTS
    if _peers.is_a_firms(said, reading.words):
        return _FIRMS
    return _WRITTEN_SO if _peers.is_written_so(name) else 0.0
