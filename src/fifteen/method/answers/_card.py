"""The writer's name where it was typed, and the card that a mail program sets below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from fifteen.method.answers._lexicon import LANGUAGES, lexicon

_WORDS = re.compile(r"[^\W\d_]+")
_CONTACT = re.compile(
    r"(?:\+?\(?\d[\d ()./-]{5,}\d)|@\w+\.\w|https?://|www\.|\b(?:tel|mob|phone|fax|cell|mobil|t|m|p):",
    re.IGNORECASE,
)
_DRAWN = re.compile(r" [|·•] |[\"“„][^\"”“]{3,80}[\"”“]$|\b(?:19|20|18|17)\d\d$|[®©™]")
_IMAGE = re.compile(
    r"\s*(?:&nbsp;|\[(?:cid:|image\b|signature_|logo|photo|bild)[^\]]{0,200}\]|</?(?:div|br|p|img)\b[^>]{0,200}>"
    r"|<https?://[^>\s]{1,300}>)",
    re.IGNORECASE,
)
_TITLES = frozenset({"dr", "prof", "mr", "ms", "mrs", "frau", "herr", "ing", "dipl", "phd"})
_DEGREES = re.compile(r"(?:[ ,]+(?=[^\W\d_a-zäöü]*[A-Z]{2})[A-Z][A-Za-z.&()-]{1,9}){1,5}$")
_PRONOUNS = re.compile(r" \([\w ]{1,12}(?:/[\w ]{1,8}){0,3}\)$")  # "Ana Ruiz (she/her)"
_NAME_LINE = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3}[,.]?")
_SHORTEST = 2  # letters that are initials, no name
_PLACE = 4  # letters of an address's domain that are told from a word
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){1,4}x{0,3}")
_BEFORE_NAME = re.compile(r"[^\w\s,'’\"&/+@#(-]$|\b\w{2,8},$")
_SENTENCE = 2  # words that end with a full stop are one


class Writer:
    """Who wrote a message, by its From header."""

    def __init__(self, sender: str) -> None:
        name, _, address = sender[:300].partition("<")
        words = _WORDS.findall(name.lower())
        self.names = frozenset(word for word in words if len(word) > 1)
        self.initials = frozenset(word[0] for word in words)
        self._domain = (address or name).partition("@")[2].strip(">) ").rpartition(".")[0].lower()

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The parts of the address's domain: most often the name of a company."""
        parts = re.split(r"[.-]", self._domain)
        return tuple(one for one in parts if len(one) >= _PLACE)

    def is_name(self, line: str) -> bool:
        """Whether a line is the writer's name and no more: in full, in short, as initials."""
        words = set(_WORDS.findall(line.partition(",")[0].lower())) - _TITLES
        if not 0 < len(words) <= 4:
            return False
        short = {word for word in words if self._is_short(word)} if line[:1].isupper() else set()
        initials = {name[0] for name in self.names}
        whole = bool((self.names | short) & words) or (len(words) > 1 and words <= initials)
        return whole and words <= self.names | short | initials

    def _is_short(self, word: str) -> bool:
        """ "Pam" for Pamela."""
        return len(word) > _SHORTEST and any(name.startswith(word) for name in self.names)

    def is_titled(self, line: str) -> bool:
        """Whether a line is the name with degrees behind it: "Lorna Peddie MRCVS"."""
        told = line.strip().strip("*_ ")
        bare = _DEGREES.sub("", told)
        return bare != told and " " in bare and self.is_name(bare)

    def ends(self, line: str) -> bool:
        """Whether a line ends with the name behind what it says: "Call me any time. Terry"."""
        words = line.split()
        for count in range(1, min(4, len(words))):
            before, told = words[-count - 1], " ".join(words[-count:])
            if self._is_signed(told) and (_BEFORE_NAME.search(before) or is_closing(before)):
                return True
        return False

    def _is_signed(self, told: str) -> bool:
        bare = told.strip("*_ -–—")
        letters = {letter.lower() for letter in bare if letter.isupper()}
        if _INITIALS.fullmatch(bare):
            return letters <= self.initials
        return self.is_name(bare.removesuffix(" x").removesuffix(" xx"))

    def names_in(self, line: str) -> bool:
        """Whether a line has the writer's name or that of their company."""
        words = _WORDS.findall(line.lower())
        joined = "".join(words)
        return bool(self.names & set(words)) or any(place in joined for place in self.places)


def is_closing(line: str) -> bool:
    """Whether a line closes a letter: "Kind regards"."""
    told = line.strip().strip("*_").rstrip(" ,.!-–—:)")
    if not told or len(told) > 60:
        return False
    return any(lexicon(language).words["closings"].fullmatch(told) for language in LANGUAGES)


def is_name(line: str) -> bool:
    """Whether a line can be somebody's name."""
    told = _PRONOUNS.sub("", line.strip().strip("*_ "))
    return bool(told) and len(told) <= 40 and bool(_NAME_LINE.fullmatch(told.split(",")[0]))


def is_image(line: str) -> bool:
    """Whether a line stands for an image or a link of a signature."""
    return bool(_IMAGE.match(line))


def is_card(lines: Sequence[str], writer: Writer) -> bool:
    """Whether lines are a signature's: none is a sentence, and one shows what they are."""
    told = [line.strip() for line in lines if line.strip()]
    for number, line in enumerate(told):
        if _is_form(line) and number:
            told = told[:number]  # what follows is no more an answer than a disclaimer is
            break
    if not told:
        return True
    large = told[0][:1].isupper() or _is_shown(told[0], writer)
    lines_of_one = all(_is_card_line(line) for line in told)
    return large and lines_of_one and any(_is_shown(line, writer) for line in told)


def _is_form(line: str) -> bool:
    return any(
        lexicon(language).words[name].match(line)
        for language in LANGUAGES
        for name in ("disclaimer", "sent_from")
    )


def _is_shown(line: str, writer: Writer) -> bool:
    if _CONTACT.search(line) or _is_drawn(line):
        return True
    return _has(line, "card") or (_is_titular(line) and writer.names_in(line))


def _is_drawn(line: str) -> bool:
    """Whether a line is a signature's by its form, whatever it names."""
    company = _has(line, "company") and (_large(line) > 2 / 3 or _has(_second(line), "company"))
    return company or bool(_DRAWN.search(line)) or is_image(line) or _is_form(line)


def _second(line: str) -> str:
    return " ".join(line.split()[1:2])


def _large(line: str) -> float:
    """The share of words that begin large, or are numbers."""
    words = [word for word in line.split() if word[0].isalnum()]
    return sum(not word[0].islower() for word in words) / max(1, len(words))


def _is_titular(line: str) -> bool:
    """Whether a line is short and written as names are: half of its words begin large."""
    return line[:1].isupper() and len(line.split()) <= 8 and _large(line) >= 1 / 2


def _has(line: str, name: str) -> bool:
    return any(lexicon(language).words[name].search(line) for language in LANGUAGES)


def _is_card_line(line: str) -> bool:
    if len(line) > 160 or len(line.split()) > 16:
        return False
    ends = line.endswith((".", "?", "!")) and len(line.split()) >= _SENTENCE
    return not ends or " | " in line or _is_form(line) or _has(line[:_HEAD], "company")


_HEAD = 30  # characters: a company that stands further on is spoken of


def without_card(lines: list[str], writer: Writer) -> list[str]:
    """Without the block of a signature that has no closing before it."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    block = end
    while block and lines[block - 1].strip() and not _RULE.match(lines[block - 1]):
        block -= 1
    last = lines[block:end]
    if not block or not any(map(str.strip, lines[:block])) or not is_card(last, writer):
        return lines[:end]
    alone = len(last) == 1 and not (_is_drawn(last[0]) or _is_named(last[0], writer))
    if alone or any(is_closing(line) for line in last):
        return lines[:end]
    named = len(last) > 1 and is_name(last[0]) and not _is_shown(last[0], writer)
    return lines[: block + named]


def _is_named(line: str, writer: Writer) -> bool:
    """Whether a line is more than the writer's name: "Huber Bells since 1784"."""
    told = line.strip().removesuffix(" x")
    return _is_titular(told) and writer.names_in(told) and not is_name(told)


_RULE = re.compile(r"\s*(?:[-_=*~] ?){3,}\s*$")
