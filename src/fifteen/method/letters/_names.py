"""Names in greetings: is this the host, or somebody else?"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from fifteen.method.folding import POST_NOMINALS, TITLES, fold
from fifteen.method.letters import _blends
from fifteen.method.letters._lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_TWICE = re.compile(r"(.)\1")
_VOWEL = re.compile(r"[aeiouy]")
_TOLD_WITHIN = 40  # characters around what tells how somebody is called
_THAT = (" that", " so ")
_TAIL_LEAST = 4  # letters of the end of a name by which somebody is called: Emeka of Chukwuemeka
_SLIP_LEAST = 6  # letters of a name in which one vowel may be another: Jonathon
_STEM_LEAST = 3  # letters of a name that its pet form keeps
_LENITED_LEAST = 4  # letters of a name in which an h is left out
_CUT_LEAST = 3  # letters cut off; fewer make another name: Carl and Carla, Paul and Paula
_NOBODY: frozenset[str] = frozenset()
_GERMAN = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_TITLE_WORDS = """
abbess abbot abi hanım bey baba abla admiral alhaji ambassador arch ate atty auntie avv bhai
bhaiya bishop brigadier brother canon cantor capt captain chef chief citizen cllr cmdr coach col
colonel commander comrade constable corporal councillor cpl dame darling deacon dean dear
detective didi dipl director docent doctor don dott dottore dottoressa dottssa doña dra elder
engineer engr esteemed father frau fraulein fru garda general gospodin gospozha guru hajji hanim
herr honey honorable honourable imam ing inspector ji judge justice kuya lady lieutenant lord
love lt maam madam madame maestra maestro mag magister maj major mallam master mate matron mayor
mgr minister missus mister mistress mlle mme monsieur monsignor mother mzee nurse officer oga
old pan pandit pani pastor ph pilot po president prof profesor profesora professor professore
professoressa rabbi ranger rebbe respected reverend saab sahib sama san secretary senator senhor
senhora dona dom senor senora sensei sergeant seth señor señora sgt sheikh shri sig signor
signora signore sigra sir sister skipper smt sr sra sri superintendent the tita tito ustad ustaz
vicar warden mam maam ma commander officer cap doc sarge guv skip dj mc
pane pana gospodine gospodo doamna domnul mevrouw meneer ibu bapak
usta ustam kaptan abi abey agabey hoca hocam efendi mestre capitano capitan chefe chefin meister
"""
_PARENTS = frozenset(("abu", "umm", "oum"))
_MORE_TITLES = frozenset(_TITLE_WORDS.split())
_ALL_TITLES = _MORE_TITLES.union(TITLES)


@lru_cache(maxsize=1024)
def tokens(name: str) -> frozenset[str]:
    """The folded words of a name, without titles and degrees; hyphenated ones also in parts."""
    return frozenset(ordered(name))


def ordered(name: str) -> list[str]:
    """The folded words of a name in their order, without titles and degrees."""
    return list(_ordered(name))


@lru_cache(maxsize=1024)
def _ordered(name: str) -> tuple[str, ...]:
    found = _WORD.findall(fold(name.replace("’", "'").replace("‘", "'")))
    plain = [word.removesuffix("'s").replace("'", "") for word in found]
    core = [word for word in plain if word not in _ALL_TITLES]
    kept = [word for word in core if word not in POST_NOMINALS]
    return tuple(kept or core or [word for word in plain if word not in TITLES])  # Ms Bishop


def same_person(greeted: str, host: str, lexicon: Lexicon) -> bool:
    """Whether a name in a greeting can be the host's: every word of it must fit one of theirs."""
    theirs = ordered(host)
    words = ordered(greeted)
    if not words or not theirs or _MORE_TITLES.issuperset(words):
        return True
    first = fold(host).split()[0]
    if first in _MORE_TITLES and first not in theirs:
        theirs = [first, *theirs]  # Dean, Earl
    if len(words) > 1 and words[0] in _PARENTS:
        return True  # called by the name of a child
    small = lexicon.sets["name_particles"] | lexicon.sets["kin"]
    named = [word for word in words if word not in small] or words
    if _blends.made_of(words, theirs):
        return True
    if any(words[0] in lexicon.nicknames.get("-".join(pair), _NOBODY) for pair in pairwise(theirs)):
        return True  # Chema of Jose Maria
    titled = len(words) == 1 and is_titled(greeted)
    last = len(named) - 1  # a surname is not cut short where a first name stands before it
    fits = [
        any(
            fits_name(word, other, lexicon, not titled and not 0 < place == last)
            for other in theirs
        )
        for place, word in enumerate(named)
    ]
    if "and" in words or "&" in greeted:
        return any(fits)
    if not titled and not fits[0]:
        fits[0] = _of_one_stem(named[0], theirs[0], lexicon)
    return all(fits) or _only_called_so(greeted, named, fits, lexicon)


def _of_one_stem(word: str, first: str, lexicon: Lexicon) -> bool:
    """Whether a word that is no name of its own begins as their first name does: a pet form that no
    list has, or a slip; Standa of Stanislav, Jonathon."""
    if len(word) > len(first) or is_first_name(word, lexicon):
        return False
    if len(word) == len(first):
        return len(word) >= _SLIP_LEAST and _bare(word) == _bare(first)
    pairs = enumerate(zip(word, first, strict=False))
    shared = next((place for place, (a, b) in pairs if a != b), len(word))
    return shared >= _STEM_LEAST and 2 * shared >= len(word)


def _bare(word: str) -> str:
    """A word with its vowels made one."""
    return _VOWEL.sub("a", word)


def is_first_name(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is a first name that the words have, in full or in short."""
    return (
        word in lexicon.nicknames
        or word in lexicon.formal_names
        or word in lexicon.sets["first_names"]
        or word in lexicon.sets["given_names"]
    )


def called_so(words: set[str], text: str, lexicon: Lexicon) -> bool:
    """Whether a folded text tells that one is called by one of the words: "you go by Eugene"."""
    for found in lexicon.patterns["goes_by"].finditer(text):
        near = text[max(0, found.start() - _TOLD_WITHIN) : found.end() + _TOLD_WITHIN]
        if not words.isdisjoint(_WORD.findall(near)) or text.startswith(_THAT, found.end()):
            return True
    return False


def only_titles(greeted: str) -> bool:
    """Whether a greeting has titles and no name: "Dear Colonel,"; "Ms Bishop" has one."""
    words = ordered(greeted)
    return bool(words) and _MORE_TITLES.issuperset(words) and not is_titled(greeted)


def is_titled(greeted: str) -> bool:
    """Whether a title stands before the name: then it is no pet name."""
    first = fold(greeted).split()[:1]
    return bool(first) and first[0].strip(".") in TITLES


def _only_called_so(greeted: str, named: list[str], fits: list[bool], lexicon: Lexicon) -> bool:
    """Whether what does not fit is no name: "Rotarian Emeka", "Anjum khala"."""
    if not any(fits):
        return False
    written = {fold(word.strip(",.!:;")): word for word in greeted.split()}
    last = len(named) - 1
    for place, (word, fit) in enumerate(zip(named, fits, strict=True)):
        if fit:
            continue
        small = written.get(word, "A")[:1].islower() and not greeted.islower()
        if not small and (place == last or is_first_name(word, lexicon)):
            return False
    return True


def fits_name(
    word: str, other: str, lexicon: Lexicon, cut: bool = True, within: bool = True
) -> bool:
    """Whether one word of a name can stand for another: equal, an initial, or a short form (which
    may be cut from the name, or taken from within it, where no title stands before it)."""
    if word == other:
        return True
    if len(word) == 1 or len(other) == 1:
        return word[:1] == other[:1]
    if _by_list(word, other, lexicon):
        return True
    if not _alike(word, other):
        return False  # most words of a letter: none of what follows has to be tried
    if _plain_german(word) == _plain_german(other):
        return True
    if _doubled(word, other) or _doubled(other, word) or _rolled(word, other):
        return True
    if _called(word) & {other, other.replace("i", "")} or _vocative(word, other, lexicon):
        return True
    return cut and (
        (within and _within(word, other, lexicon))
        or any(
            _cut(short, long, lexicon) or _petted(short, long, lexicon)
            for short, long in ((word, other), (other, word))
        )
    )


def _by_list(word: str, other: str, lexicon: Lexicon) -> bool:
    """Whether the words have one as a short form of the other, or both as short for one name."""
    names, formal = lexicon.nicknames, lexicon.formal_names
    if word not in formal and other not in formal:
        return False  # neither is short for a name
    if word in names.get(other, ()) or other in names.get(word, ()):
        return True
    full = formal.get(word, _NOBODY)
    if not full.isdisjoint(formal.get(other, _NOBODY)):
        return True
    return any(name[:1] == other[:1] and _one_spelling(name, other) for name in full)


def _alike(word: str, other: str) -> bool:
    """Whether two words share what every make of short forms keeps: the first letter, or how one
    begins within the other. The h that is put into an Irish name may stand before an i left out."""
    if word[:1] == other[:1] or word[1:2] == "h":
        return True
    return word[:_TAIL_LEAST] in other or other[:_TAIL_LEAST] in word


def _one_spelling(name: str, other: str) -> bool:
    """Whether two names differ by a doubled letter or an ending: Matteo, Mateo; Aleksandrs."""
    bare, own = (_TWICE.sub(r"\1", word) for word in (name, other))
    return own.removesuffix("s") == bare.removesuffix("s")


def _within(short: str, long: str, lexicon: Lexicon) -> bool:
    """Whether a name stands in the other one, with a pet ending or without: Tasha of Natasha, Nora
    of Eleanora, Nettie of Antoinette. What is a name of its own must end it."""
    if len(short) >= _TAIL_LEAST and long.endswith(short):
        return True
    if short in lexicon.sets["first_names"] or short in lexicon.nicknames:
        return False
    if len(short) > _TAIL_LEAST and any(
        long.startswith(short[:cut]) and long.endswith(short[cut:])
        for cut in range(_STEM_LEAST, len(short) - 1)
    ):
        return True  # Chudi of Chukwudi
    endings = (ending for ending in lexicon.sets["pet_endings"] if short.endswith(ending))
    stems = [short, *(short.removesuffix(ending) for ending in endings)]
    return any(len(stem) > _STEM_LEAST and stem in long for stem in stems)


def _called(word: str) -> set[str]:
    """An Irish or Scottish name as it is when one is not called by it: a Dhonncha, a Sheain."""
    if len(word) < _LENITED_LEAST or word[1] != "h":
        return set()
    plain = word[0] + word[2:]
    return {plain, plain.replace("i", "")}


def _rolled(short: str, long: str) -> bool:
    """Whether the r of a name has become a z: Baz of Barry, Shazza of Sharon, Jez of Jeremy."""
    stem = short.rstrip("aer").rstrip("z")
    return stem != short and len(stem) > 1 and "z" in short and long.startswith(stem + "r")


def _vocative(word: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a Slavic name is as it is when one is called by it: Oksano, Marku, Nováku; what is a
    name of its own (Julie, Mario) is not."""
    stem = word[:-1]
    if len(word) < _LENITED_LEAST or word[-1] not in "eou" or is_first_name(word, lexicon):
        return False
    return other in (stem, stem + "a", f"{stem[:-1]}e{stem[-1]}")


def _doubled(short: str, long: str) -> bool:
    """Whether one is how the other begins, said twice: Jojo of Jose, Lulu of Luisa."""
    half = len(short) // 2
    return half >= 2 and short == short[:half] * 2 and long.startswith(short[:half])


def _petted(short: str, long: str, lexicon: Lexicon) -> bool:
    """Whether one is a pet form of the other by its make: Venky of Venkatesh, Seun of Oluwaseun;
    what is a name of its own (Julie, Mary) is none."""
    if short in lexicon.sets["first_names"] or short in lexicon.nicknames:
        return False
    if len(short) >= len(long) and is_first_name(short, lexicon):
        return False  # Yuki, Yuko
    if len(short) >= _TAIL_LEAST and len(long) - len(short) >= _CUT_LEAST and long.endswith(short):
        return True
    for ending in lexicon.sets["pet_endings"]:
        stem = short.removesuffix(ending)
        if len(stem) > _STEM_LEAST and stem[-1] == stem[-2] and not long.startswith(stem):
            stem = stem[:-1]  # Philly of Philippa
        if stem != short and len(stem) >= _STEM_LEAST and long.startswith(stem):
            return len(short) <= len(long) + 1
    return False


def _cut(short: str, long: str, lexicon: Lexicon) -> bool:
    """Whether a name is another one cut short, and no name of its own."""
    if not 2 <= len(short) <= _blends.SHORT_MOST or len(long) - len(short) < _CUT_LEAST:
        return False
    return long.startswith(short) and short not in lexicon.nicknames


def _plain_german(word: str) -> str:
    for double, single in _GERMAN:
        word = word.replace(double, single)
    return word
