"""Names of other scripts in Latin letters, for finding and comparing; never shown as a name.

Letter by letter, as passports roughly do it. Arabic and Hebrew write few vowels, so that their
forms are compared by consonants alone (`bones`). Of Chinese the characters that names are made of
most are known; whatever is not known stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from fifteen.method.folding import fold

_TABLES = tomllib.loads(
    files("fifteen.method").joinpath("latin.toml").read_text("utf-8")  # signs and readings
)


def _row(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_INITIALS = _row("g kk n d tt r m b pp s ss - j jj ch k t p h")
_VOWELS = _row("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_FINALS = _row("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
_HANGUL = range(0xAC00, 0xD7A4)
_HAN_FIRST = "\u3400"

_DIGRAPHS = (("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("μπ", "b"), ("ντ", "nt"), ("γγ", "ng"))


def _table(*names: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for name in names:
        parts = _TABLES[name].split()
        table |= {a: b.strip("-") for a, b in zip(parts[::2], parts[1::2], strict=True)}
    return table


_LETTERS = _table("cyrillic", "greek", "arabic", "hebrew", "georgian", "armenian", "kana")
_SIGNS = _table("han")
_FAMILIES = _table("korean_families")
_NO_BONES = re.compile("[aeiouyw]")
_AGAIN = re.compile(r"(.)\1+")


def latin(text: str) -> str:
    """The folded text with what is not Latin in Latin letters; Latin text is only folded."""
    folded = fold(text)
    return folded if folded.isascii() else " ".join(_words(folded))


def is_latin(text: str) -> bool:
    """Whether nothing in the text needs another script's letters."""
    folded = fold(text)
    return folded.isascii() or latin(folded) == folded


@lru_cache(maxsize=50_000)
def bones(word: str) -> str:
    """The consonants of a Latin word, each once: "mohammed" and "mhmd" are "mhmd"."""
    return _AGAIN.sub(r"\1", _NO_BONES.sub("", word))


def writes_no_vowels(text: str) -> bool:
    """Whether a text has Arabic or Hebrew letters, which leave most vowels out."""
    return any("\u0590" <= c <= "\u06ff" for c in text)


def _words(folded: str) -> list[str]:
    out = []
    for word in folded.split():
        if word.isascii():
            out.append(word)
        elif word[0] in _SIGNS and all(c >= _HAN_FIRST for c in word):
            out += _of_signs(word)
        elif ord(word[0]) in _HANGUL:
            out += _of_hangul(word)
        else:
            out.append(_by_letter(word))
    return out


def _of_signs(word: str) -> list[str]:
    """A Chinese name is the family's sign and one or two of the given name, in one word each."""
    read = [fold(_SIGNS.get(sign, sign)) for sign in word]
    return [read[0], "".join(read[1:])] if 1 < len(word) <= 3 else ["".join(read)]


def _of_hangul(word: str) -> list[str]:
    blocks = [_block(sign) for sign in word]
    if word[0] in _FAMILIES and 1 < len(word) <= 3:
        return [_FAMILIES[word[0]], "".join(blocks[1:])]
    return ["".join(blocks)]


def _block(sign: str) -> str:
    if ord(sign) not in _HANGUL:
        return sign
    number = ord(sign) - _HANGUL.start
    parts = (_INITIALS[number // 588], _VOWELS[number // 28 % 21], _FINALS[number % 28])
    return "".join(parts).replace("-", "")


def _by_letter(word: str) -> str:
    for pair, read in _DIGRAPHS:
        word = word.replace(pair, read)
    return "".join(_LETTERS.get(_hiragana(c), c) for c in word)


def _hiragana(sign: str) -> str:
    return chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign
