"""Whether a name that stands where the host's organisation would is another one, for sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import dropwhile

from fifteen.method.folding import fold, organisation_key
from fifteen.method.letters import _names, _peers, _spelling
from fifteen.method.letters._classes import words_of
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.words import LetterKind

_SHORT_FORM = 6  # letters of a short form made from a longer name: PwC, BofA
_STEM_LEAST = 4  # letters with which two words of names begin that are forms of one
_SPOT_MOST = 2  # words of a spot's name that begins with what it is: Lake Garda
_TITLE_MOST = 8  # characters of a title, or of what leads to a name
_LETTERS_LEAST = 2  # letters of a name; "the Y" may be anything
_BEFORE = 90  # characters before a name that are looked at
_MAPPED = frozenset(("~city", "~country"))
_BLANK = re.compile(r"X{2,}\b")  # a field not filled in, which is told as that


def has_one(reading: Reading) -> bool:
    """Whether the host works for an organisation that has a name (a freelance works for many), and
    the letter speaks to the host; one that asks for an introduction speaks to somebody else."""
    if reading.letter.kind is LetterKind.INTRODUCTION_REQUEST:
        return False
    theirs = organisation_key(reading.context.host_organisation or "").split()
    return bool(theirs) and not reading.words.sets["no_organisation"].issuperset(theirs)


def is_another(
    reading: Reading, field: Field, name: re.Match[str], said: str | None, lenient: bool = False
) -> bool:
    """Whether a name is another organisation than the host's, and no place, nor one that the host
    has left, that the seeker comes from, or that they work for as a customer. `said` are the words
    that led to it; None where the letter as a whole did (`_spoken`). `lenient`: what stands right
    around the name is left to what was learned."""
    surely = lenient and " " in name[0]
    learned, said = said is None, said or ""
    theirs = reading.context.host_organisation or ""
    peer = _peers.of_one_kind(
        organisation_key(name[0]).split(), organisation_key(theirs).split(), reading.words
    )
    patterns, sets = reading.words.patterns, reading.words.sets
    if _BLANK.match(name[0]) or patterns["place_saint"].fullmatch(name[0]):
        return False  # "St Luke's Clinic" is more
    if not surely and _is_a_spot(reading, name):
        return False
    if _known_place(reading, name[0], theirs, peer, surely) and not (
        learned and _peers.told_apart(reading, name[0], theirs)
    ):
        return False
    before = max(0, name.start() - _TITLE_MOST)
    titled = patterns["place_titled"].search(field.flat, before, name.start())
    if titled or _may_be_somebody(reading, name, said):
        return False
    sure = patterns["place_surely"].search(said) is not None
    about = set(organisation_key(f"{theirs} {reading.context.host_role or ''}").split())
    if not (sure or peer or surely) and not sets["umbrellas"].isdisjoint(
        organisation_key(theirs).split()
    ):
        return False  # a service has many sites, a commission many offices, with names of their own
    led = said or field.flat[max(0, name.start() - _TITLE_MOST) : name.start()]
    if (
        not sure
        and led.rstrip().endswith((" for", " for the"))
        and not sets["serving"].isdisjoint(about)
    ):
        return False  # a studio works for its customers
    ours = lenient if learned else said == _peers.TALK
    return not _elsewhere(reading, field, name, sure, ours, lenient)


def _may_be_somebody(reading: Reading, name: re.Match[str], said: str) -> bool:
    """Whether a first name may be a person's: "if Karen does it", "your mill, Karen, ..."; or the
    debrief has the name."""
    words = _names.ordered(name[0])
    told_of = not said.startswith(",") and (not said or said.endswith((", ", " with ")))
    told_of = told_of and name.string[max(0, name.start() - 4) : name.start()].lower() != "the "
    alone = len(words) == 1 or words[1:2] == ["and"]
    if told_of and words and alone and _names.is_first_name(words[0], reading.words):
        return True
    debrief = reading.context.debrief
    if debrief is None or reading.words.patterns["place_surely"].search(said):
        return False
    told = " ".join((*debrief.heard, *debrief.their_promises, *debrief.my_promises))
    return bool(words) and set(words) <= set(_names.ordered(told))


def _elsewhere(
    reading: Reading, field: Field, name: re.Match[str], sure: bool, ours: bool, plainly: bool
) -> bool:
    """Whether the letter tells anywhere that the name is the seeker's, or was the host's. What
    stands right before it is known to speak of the host (`ours`), or not; and `plainly` not of
    where they come from."""
    patterns, flat = reading.words.patterns, reading.body.flat
    before = field.flat[max(0, name.start() - _BEFORE) : name.start()]
    if not sure and patterns["place_somebodys"].search(before):
        return True
    if not ours and any(
        patterns[key].search(before) for key in ("place_partners", "place_studied")
    ):
        return True
    if patterns["place_behind"].match(field.flat[name.end() : name.end() + 40]):
        return True
    start, end = tidied(name)
    for at in _spelling.alone(flat, field.flat[start:end]):
        first = max(0, at - _BEFORE)
        here = at == start and field is reading.body
        if here and plainly:
            continue
        if patterns["place_former"].search(flat, first, at):
            return True
        if ours and here:
            continue
        if not sure and patterns["place_own"].search(flat, first, at):
            return True
    return False


def _is_a_spot(reading: Reading, name: re.Match[str]) -> bool:
    """Whether a name is that of a spot on the map: a depot's or a mall's stands behind it, or the
    letter speaks elsewhere of something that lies there."""
    patterns, flat = reading.words.patterns, reading.body.flat
    firms = _peers.is_a_firms(organisation_key(name[0]).split(), reading.words)
    behind = name.string[name.end() : name.end() + 20].lower()
    if not firms and patterns["place_itself"].match(behind):
        return True
    said = tidied(name)
    word = name.string[said[0] : said[1]].lower()
    return any(
        patterns["place_lies"].search(flat, max(0, at - 40), at)
        for at in _spelling.alone(flat, fold(word))
    )


def tidied(name: re.Match[str]) -> tuple[int, int]:
    """Where a name stands, without what belongs to the sentence."""
    text = re.sub(r"(?:'s?|[.,])$", "", name[0])
    return name.start(), name.start() + len(text)


def _on_the_map(reading: Reading, said: list[str]) -> bool:
    """Whether words behind those of the compass are all those of towns or countries."""
    if reading.body.sense is None:
        return False  # a language whose words nobody told apart
    compass, kinds = reading.words.sets["compass"], words_of(reading.language).kinds
    words = list(dropwhile(compass.__contains__, said))
    return bool(words) and all(not _MAPPED.isdisjoint(kinds.get(word, ())) for word in words)


def _known_place(reading: Reading, name: str, theirs: str, peer: bool, lenient: bool) -> bool:
    """Whether a name can be the host's organisation, its field, or no organisation at all.
    `lenient`: that a long one is an event's or a spot's is left to what was learned of names."""
    said = organisation_key(re.sub(r"'s?$", "", name)).split()
    known = organisation_key(theirs).split()
    sets = reading.words.sets
    common = reading.words.joined("no_place", "common_places")
    if peer:
        common = common | (set(said) & set(known))  # what both are
    shared = set(said) & set(known)
    if not said or not known or shared - common or (shared and shared == set(known)):
        return True
    if len(said) == 1 and _is_none(reading, said[0]):
        return True
    if said[0] in sets["compass"] and _on_the_map(reading, said):
        return True  # Northern Ireland
    if _is_by_letters(reading, said, known):
        return True
    begins = known[0].startswith(said[0]) or said[0].startswith(known[0])
    alike = said[0] == known[0] in sets["common_places"]
    if begins and not (alike and set(said) - set(known)):
        return True  # Radio Sud is not Radio Nord
    if _short_form(name, "".join(known)) or _same_house(reading, said, known):
        return True
    long = [word for word in known if len(word) > 1]  # the s of Christie's is none
    common = common | _words_of_language(reading, said, known)  # glass is no Glassworks' own
    own = [word.removesuffix("s") for word in said if word not in common or len(said) == 1]
    if any(_names.fits_name(a, b, reading.words, cut=False) for a in own for b in long):
        return True
    if any(_begins(a, b) or _begins(b, a) for a in own for b in long):
        return True
    context = reading.context
    around = " ".join(
        (context.host_role or "", context.tie.via if context.tie else "", context.host_name or "")
    )
    told_of = (set(said) & set(organisation_key(around).split())) - (common if peer else set())
    if told_of and not (lenient and set(said) - told_of - common):
        return True  # Grain, where the host buys grain; not Heartland Grain
    roomy = peer or (lenient and (len(said) > _SPOT_MOST or "&" in name))
    return _is_none_at_all(reading, said) or (not roomy and _is_event(said, sets))


def _is_by_letters(reading: Reading, said: list[str], known: list[str]) -> bool:
    """Whether a name is made of the first letters of the host's organisation or role, or the other
    way round."""
    one, small = "".join(said), ("and", "of", "the", "for")
    if one == "".join(word[0] for word in fold(reading.context.host_role or "").split()):
        return True  # OT, where the host is an occupational therapist
    letters = "".join(word[0] for word in known if word not in small)
    if one in (letters, "".join(word[0] for word in known), "".join(known)):
        return True
    return len(known) == 1 and known[0] == "".join(w[0] for w in said if w not in small[:3])


def _is_none_at_all(reading: Reading, said: list[str]) -> bool:
    """Whether no word of a name is one of its own, or it ends with a number: Wednesday 12.40."""
    told = {word for word in said if not word.isdigit()}
    return told <= reading.words.joined("no_place", "event_places") or said[-1].isdigit()


def _words_of_language(reading: Reading, said: list[str], known: list[str]) -> set[str]:
    """The words of two names that are words of the language, but for those both begin with."""
    words = words_of(reading.language) if reading.body.sense else None
    if words is None or said[0] == known[0]:
        return set()
    return {word for word in said if word in words.classes or word in words.kinds}


def _begins(short: str, long: str) -> bool:
    return len(short) >= _STEM_LEAST and long.startswith(short)


def _is_event(said: list[str], sets: Mapping[str, frozenset[str]]) -> bool:
    """Whether a name is that of an event or a spot: "Elm Road", "Lake Garda"; "Open Shelf Press"
    has only a word of one."""
    words = set(said) & sets["event_places"]
    if not words <= sets["spot_words"]:
        return True
    alone = len(said) <= _SPOT_MOST or "of" in said
    return bool(words) and (said[-1] in words or (said[0] in words and alone))


def _is_none(reading: Reading, word: str) -> bool:
    """Whether a word is no name: a letter, a field, a house of some kind ("the Firm")."""
    if word in reading.words.sets["plain_places"] or len(word) < _LETTERS_LEAST:
        return True
    return reading.words.patterns["place_field"].fullmatch(word) is not None


def _short_form(name: str, known: str) -> bool:
    """Whether a word with capitals inside is made of letters of the name in their order."""
    word = re.sub(r"'s?$", "", name)
    if (
        len(word) > _SHORT_FORM
        or len(known) < 2 * len(word)
        or sum(char.isupper() for char in word) < 2
    ):
        return False
    letters = iter(known)
    return known[:1] == word[:1].lower() and all(char in letters for char in word.lower())


def _same_house(reading: Reading, said: list[str], known: list[str]) -> bool:
    """Whether both names belong to one house: Google and DeepMind."""
    houses = (frozenset(entry.split()) for entry in reading.words.sets["same_house"])
    return any(not house.isdisjoint(said) and not house.isdisjoint(known) for house in houses)
