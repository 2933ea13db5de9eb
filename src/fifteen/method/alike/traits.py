"""What of a person's facts is compared, made ready once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from fifteen.method.facts import Facts
from fifteen.method.folding import (
    POST_NOMINALS,
    TITLES,
    email_key,
    fold,
    organisation_key,
    phone_key,
    profile_key,
    word_set,
)
from fifteen.method.latin import latin, writes_no_vowels

# Shared by a whole office, so that they say nothing about one person.
OFFICE = word_set(
    "info office contact hello mail admin sales support team kontakt hr jobs noreply no-reply "
    "reception enquiries secretary accueil post service press bookings help bureau"
)
_GENERATIONS = word_set("jr sr ii iii iv")
_NOT_WORD = re.compile(r"[^\w]+|_")
_NOT_LETTER = re.compile(r"[\W\d_]+")
_MOST_WORDS = 8
_NOTHING: frozenset[str] = frozenset()

# Mail hosts that anybody has an address at: the part behind the @ names no employer.
_ANYBODY = word_set(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com "
    "mac.com aol.com gmx.de gmx.net gmx.at web.de t-online.de proton.me protonmail.com yandex.ru "
    "mail.ru qq.com 163.com naver.com orange.fr free.fr laposte.net libero.it"
)

# Spellings that are written now this way and now that, the longer first.
_SPELLINGS = (
    *(("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("cz", "c")),
    *(("zh", "z"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ts", "z"), ("tz", "z")),
    *(("ae", "a"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i")),
    *(("ks", "x"), ("qu", "k"), ("y", "i"), ("j", "i"), ("w", "v"), ("c", "k"), ("q", "k")),
)
_AGAIN = re.compile(r"(.)\1+")
_HISSING = re.compile("tsch|shch|tch|sch|[sctz]h|ts|[szk]+(?=s)|z")
_LONG = 6  # letters
_BOX_WORD = 3  # letters


@dataclass(frozen=True, slots=True)
class Traits:
    """One person as they are compared. `words` are the name's, in Latin letters."""

    id: str
    words: tuple[str, ...]
    turned: bool  # the name stands with the family's first, as far as one sees
    generation: str  # jr, sr, ii ...
    emails: frozenset[str]
    phones: frozenset[str]
    link: str
    organisation: str
    role: str
    place: str
    schools: frozenset[str]
    family_known: str  # where the source said which word is the family's
    no_vowels: bool  # written in a script without vowels
    script: bool  # written in another script than Latin


def traits(key: str, facts: Facts, gone_by: Iterable[str] = ()) -> Traits:
    """What is compared of a person; `gone_by` are further addresses they had."""
    words, generation, turned = name_words(facts.name)
    mails = list(filter(None, (facts.email, *_more(facts.extra, "E-mail"), *gone_by)))
    numbers = list(filter(None, (facts.phone, *_more(facts.extra, "Phone"))))
    return Traits(
        id=key,
        words=words,
        turned=turned,
        generation=generation,
        emails=_personal(mails) if mails else _NOTHING,
        phones=frozenset(filter(None, map(phone_key, numbers))) if numbers else _NOTHING,
        link=profile_key(facts.link),
        organisation=_latin(organisation_key(facts.organisation)),
        role=_latin(facts.role),
        place=_latin(facts.place.partition(",")[0]),
        schools=_schools(facts.schools) if facts.schools else _NOTHING,
        family_known=latin(facts.family) if facts.family else "",
        no_vowels=writes_no_vowels(facts.name),
        script=not facts.name.isascii() and latin(facts.name) != fold(facts.name),
    )


def _personal(mails: Iterable[str]) -> frozenset[str]:
    keys = map(email_key, mails)
    return frozenset(e for e in keys if e and e.partition("@")[0] not in OFFICE)


@lru_cache(maxsize=10_000)
def _schools(schools: str) -> frozenset[str]:
    return frozenset(filter(None, map(organisation_key, schools.split(";"))))


def name_words(name: str) -> tuple[tuple[str, ...], str, bool]:
    """The words of a name, the generation, and whether a comma turned it: "Ruiz, Ana"."""
    folded = latin(name)
    main, comma, behind = folded.partition(",")
    turned = False
    if comma:
        tail = _NOT_WORD.sub(" ", behind.replace(".", "")).split()
        if tail and not all(w in POST_NOMINALS or w in TITLES for w in tail) and main.strip():
            folded, turned = f"{behind} {main}", True
    words = _NOT_WORD.sub(" ", folded.replace("'", "").replace("\u2019", "")).split()[:_MOST_WORDS]
    generation = next((w for w in words[1:] if w in _GENERATIONS), "")
    core = [w for w in words if w not in TITLES]
    while len(core) > 1 and core[-1] in POST_NOMINALS:
        core.pop()
    return tuple(core or words), generation, turned


@lru_cache(maxsize=100_000)
def loose(word: str) -> str:
    """A word as it may be spelled: Müller, Mueller and Muller are one, Yuri and Jurij are."""
    for written, read in _SPELLINGS:
        if written in word:
            word = word.replace(written, read)
    word = _AGAIN.sub(r"\1", word).replace("z", "s")
    return word.removesuffix("h") if len(word) > 3 else word


@lru_cache(maxsize=100_000)
def hushed(word: str) -> str:
    """A long word with all its hissing sounds as one: Chevtchenko and Shevchenko."""
    return _HISSING.sub("s", loose(_HISSING.sub("s", word))) if len(word) > _LONG else word


def own_domain(email: str) -> str:
    """The name of the employer in an address, such as "acme"; empty at a host for everybody."""
    host = email.partition("@")[2]
    if not host or host in _ANYBODY:
        return ""
    parts = host.split(".")
    is_plain = len(parts) < 3 or len(parts[-2]) > 3  # "acme.example", not "acme.co.uk"
    return parts[-2] if is_plain else parts[-3]


def local_part(email: str) -> str:
    """What stands before the @, without dots and signs."""
    return _NOT_WORD.sub("", email.partition("@")[0].partition("+")[0])


def box_words(person: Traits) -> frozenset[str]:
    """The words before the @ of somebody whose name is written in another script: there it stands
    in Latin letters, as they write it themselves."""
    if not person.script:
        return _NOTHING
    boxes = (mail.partition("@")[0].partition("+")[0] for mail in person.emails)
    return frozenset(w for box in boxes for w in _NOT_LETTER.split(box) if len(w) >= _BOX_WORD)


def letters(text: str) -> str:
    """The letters of a text alone."""
    return _NOT_LETTER.sub("", text)


@lru_cache(maxsize=50_000)
def _latin(text: str) -> str:
    return latin(text) if text else ""


def _more(extra: Mapping[str, str], what: str) -> Iterable[str]:
    if not extra:
        return ()
    return [value for name, value in extra.items() if name.startswith(what)]
