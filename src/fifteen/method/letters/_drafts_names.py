"""How a person is greeted, and how organisations, schools and groups stand in a sentence (A7)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from fifteen.method.facts import letters_last
from fifteen.method.letters._drafts_wording import word_set

_TITLES = {
    "dr": "Dr",
    "prof": "Professor",
    "professor": "Professor",
    "mr": "Mr",
    "mrs": "Mrs",
    "ms": "Ms",
    "miss": "Miss",
    "mx": "Mx",
    "rev": "Reverend",
    "reverend": "Reverend",
    "judge": "Judge",
    "justice": "Justice",
    "rabbi": "Rabbi",
}
# After these the surname alone would be wrong, or "Dear Sir" all that is seen.
_WHOLE_TITLES = {"sir", "dame", "lord", "lady"}
_FIRST_NAMES_TOO = {"Ben", "Della"}  # particles inside a name; at its head and capital, a name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts: title, the words of the name, a nickname."""

    title: str
    words: tuple[str, ...]
    nickname: str = ""

    @property
    def full(self) -> str:
        """Title and name."""
        return " ".join(([self.title] if self.title else []) + list(self.words))

    @property
    def plain(self) -> str:
        """The name without its title."""
        return " ".join(self.words)


@lru_cache(maxsize=512)  # a letter asks for the same few names again and again
def parse(text: str) -> Name:
    """The parts of a written name; post-nominals, pronouns and pictures are left out."""
    nick = re.search(r"[(\"“'‘]([^\W\d_]+)[)\"”'’](?=\s)", text)
    bare = re.sub(r"\([^()]*\)|[\"“][^\"“”]*[\"”]|(?<=\s)['‘][^'‘’]*['’](?=\s)", " ", text)
    words = _in_order(bare)
    title = ""
    while len(words) > 1 and words[0].lower().rstrip(".") in _TITLES:
        found = _TITLES[words[0].lower().rstrip(".")]
        title = title if title == "Professor" else found
        words = words[1:]
    while len(words) > 1 and _is_letters_after(words[-1]):
        words = words[:-1]
    return Name(title, tuple(_cased(words)), nick.group(1) if nick else "")


def greeted(text: str, first_name: bool) -> str:
    """What stands after "Dear": "Ana" where that is sure and wanted, else "Dr Nwosu" or the name.

    Empty where there is no name, or a mail address in its place.
    """
    if "@" in text:
        return ""
    name = parse(text)
    if first_name and (given := given_name(name)):
        return given
    if name.title and len(name.words) == 1:
        return name.full
    if name.title and _has_plain_surname(name):
        return f"{name.title} {name.words[-1]}"
    return name.full


def given_name(name: Name) -> str:
    """The first name, where the name is of a kind whose first word is one; else empty."""
    if name.nickname and not name.title:
        return name.nickname
    if not name.words or not _latin(name.plain) or name.words[0].lower() in _WHOLE_TITLES:
        return ""
    first = name.words[0]
    if len(name.words) == 1:
        return "" if name.title else first
    is_particle = first.lower() in word_set("particles") and first not in _FIRST_NAMES_TOO
    return "" if _is_initial(first) or is_particle else first


def placed(text: str) -> str:
    """An organisation, school or group for the middle of a sentence, with its article."""
    name = " ".join(text.translate(_NO_BRACKETS).split()).rstrip(" ,;:!?")
    if name.endswith(".") and not re.search(r"(?:^|[\s.])[\w]{1,5}\.$", name):
        name = name.rstrip(".")
    if name.lower().strip(".-–— ") in word_set("no_organisation"):
        return ""
    words = name.split()
    if len(words) > 1 and words[0].lower() == "the":
        return "the " + " ".join(words[1:])
    if len(words) > 2 and words[0] in word_set("articled_first") and words[1] in {"of", "for"}:
        return "the " + name
    if len(words) > 1 and words[-1] in word_set("articled_last"):
        return "the " + name
    return name


_NO_BRACKETS = str.maketrans("", "", "[]{}<>")


def _in_order(text: str) -> list[str]:
    """The words of a name in speaking order: "Ruiz, Ana" is turned, "Ana Ruiz, PhD" cut."""
    before, _, after = letters_last(text).partition(",")
    if after.strip() and all(not _is_letters_after(word) for word in after.split()):
        before = f"{after.split(',')[0]} {before}"
    kept = (re.sub(r"[^\w.'’‘\-·]", "", word).strip("-·") for word in before.split())
    return [word for word in kept if any(char.isalpha() for char in word)]


def _is_letters_after(word: str) -> bool:
    return word.lower().replace(".", "").strip(",") in word_set("after_names")


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _has_plain_surname(name: Name) -> bool:
    """Whether the last word alone is surely the surname."""
    if not _latin(name.plain) or any(word.lower() in word_set("particles") for word in name.words):
        return False
    return len(name.words) == 2 or all(_is_initial(word) for word in name.words[1:-1])


def _cased(words: list[str]) -> list[str]:
    """Names typed all in small or all in capital letters, as names are written."""
    joined = "".join(words)
    if len(words) < 2 or not (joined.islower() or joined.isupper()):
        return words
    return [w.lower() if w.lower() in word_set("particles") else w.title() for w in words]


def _latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())
