"""What an address book says about one person, cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from fifteen.method.folding import POST_NOMINALS, tidy
from fifteen.method.words import Tie

NAME_LIMIT = 300  # characters
TEXT_LIMIT = 500  # characters
NOTE_LIMIT = 5_000  # characters
EXTRA_LIMIT = 200  # entries

# Shared by all who have none: an address book holds thousands of them.
_NO_EXTRA: Mapping[str, str] = {}
_NO_TIE = Tie()

_LIMITS = {"name": NAME_LIMIT, "given": NAME_LIMIT, "family": NAME_LIMIT} | dict.fromkeys(
    ("email", "phone", "role", "organisation", "link", "place", "country", "schools", "group"),
    TEXT_LIMIT,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """One person as a file or a typed line has them; made by `clean`, empty where not known."""

    name: str = ""
    given: str = ""
    family: str = ""
    email: str = ""
    phone: str = ""
    role: str = ""
    organisation: str = ""
    link: str = ""  # the profile, an address on the web
    place: str = ""
    country: str = ""  # ISO 3166, two letters
    connected_on: date | None = None
    schools: str = ""  # several are parted by semicolons
    group: str = ""
    note: str = ""  # the only one with line ends
    tie: Tie = field(default_factory=Tie)
    extra: Mapping[str, str] = field(
        default_factory=dict
    )  # what has no place above, by the heading it had


def clean(
    *,
    name: str = "",
    given: str = "",
    family: str = "",
    email: str = "",
    phone: str = "",
    role: str = "",
    organisation: str = "",
    link: str = "",
    place: str = "",
    country: str = "",
    connected_on: date | None = None,
    schools: str = "",
    group: str = "",
    note: str = "",
    tie: Tie | None = None,
    extra: Mapping[str, str] | None = None,
) -> Facts:
    """Facts with every text trimmed, in NFC, without control characters and not over-long.

    A missing name is put together from given and family name. A country that is not two letters
    is left out: what stands for it is the reader's task.
    """
    texts = {"name": name, "given": given, "family": family, "email": email, "phone": phone}
    texts |= {"role": role, "organisation": organisation, "link": link, "place": place}
    texts |= {"country": country, "schools": schools, "group": group, "note": note}
    return from_texts(texts, connected_on=connected_on, tie=tie, extra=extra)


def from_texts(
    texts: Mapping[str, str],
    *,
    connected_on: date | None = None,
    tie: Tie | None = None,
    extra: Mapping[str, str] | None = None,
) -> Facts:
    """The same as `clean`, with the texts by the names of the facts; other names are left aside."""
    kept = {name: tidy(texts[name], limit) for name, limit in _LIMITS.items() if texts.get(name)}
    if texts.get("note"):
        kept["note"] = tidy(texts["note"], NOTE_LIMIT, lines=True)
    if "," in kept.get("name", ""):
        kept["name"] = letters_last(kept["name"])
    if not kept.get("name"):
        whole = letters_last(whole_name(kept.get("given", ""), kept.get("family", "")))
        kept["name"] = tidy(whole, NAME_LIMIT)
    if "country" in kept:
        kept["country"] = _iso(kept["country"])
    clean_extra = _clean_extra(extra) if extra else _NO_EXTRA
    return Facts(connected_on=connected_on, tie=_clean_tie(tie), extra=clean_extra, **kept)


def named(facts: Facts) -> Facts:
    """The facts with the mail address in the place of a name where there is none: that is what is
    known of them, and a later file with the name puts it right."""
    return facts if facts.name or not facts.email else replace(facts, name=facts.email)


def whole_name(given: str, family: str) -> str:
    """Given and family name in the order of their script: 李 and 雷 are 李雷."""
    if given and family and _is_han_or_hangul(given + family):
        return family + given
    return f"{given} {family}".strip()


def letters_last(name: str) -> str:
    """A name with the degree behind it that stood in its middle: "Ifeoma, PhD Nwosu".

    Capitals say nothing where the whole name is in them, and two letters may be a given name:
    "Santos, MA. Cristina" is María Cristina. Both stay as they are.
    """
    first, _, rest = name.partition(",")
    words = rest.split()
    count = next((n for n, word in enumerate(words) if not _is_degree(word)), len(words))
    certain = any(len(_bare(word)) > _MAY_BE_A_NAME for word in words[:count])
    if not certain or count == len(words) or name.isupper():
        return name
    return f"{first.strip()} {' '.join(words[count:])}, {' '.join(words[:count]).rstrip(',')}"


_MAY_BE_A_NAME = 2  # letters: MA, ED, BA


def _is_degree(word: str) -> bool:
    bare = _bare(word)
    return bare.lower() in POST_NOMINALS and sum(char.isupper() for char in bare) > 1


def _bare(word: str) -> str:
    return word.strip(",").replace(".", "")


def _clean_tie(tie: Tie | None) -> Tie:
    if tie is None or not tie.via:
        return tie or _NO_TIE
    return Tie(tie.kind, tidy(tie.via, NAME_LIMIT))


def _iso(country: str) -> str:
    country = country.upper()
    return country if len(country) == 2 and country.isascii() and country.isalpha() else ""


def _is_han_or_hangul(text: str) -> bool:
    return all("\u3400" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text)


def _clean_extra(extra: Mapping[str, str]) -> Mapping[str, str]:
    kept: dict[str, str] = {}
    for key, value in extra.items():
        heading, text = tidy(key, TEXT_LIMIT), tidy(value, NOTE_LIMIT)
        if heading and text and len(kept) < EXTRA_LIMIT:
            kept[heading] = text
    return kept
