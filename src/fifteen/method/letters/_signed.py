"""Whether the seeker's name ends a letter, in whatever form (A12)."""

from __future__ import annotations

import re

from fifteen.method.folding import fold
from fifteen.method.letters import _names
from fifteen.method.letters._reading import Reading

_SIGNED_WITHIN = 4  # lines at the end of a letter where a name is looked for
_ASIDE = re.compile(r"\([^()]*\)?")
_SENTENCE_END = re.compile(r"[.!?)]+ +| [-–—] ?")
_ENDS = " .,!?)-~"
_FROM = frozenset(("from", "of", "at", "in", "the", "your", "who", "with"))
_SIGNED_BY = 3  # words at the very end among which a name is looked for
_SIGNED_AT_END = 50  # characters at the end of a line
_ADDRESS = re.compile(
    r"(?:www\.|https?://|(?<!\S)[\w.+-]{1,60}@|(?<!\S)[\w-]{1,60}\.[a-z]{2,12}/)\S*"
)
_ADDRESS_SIGNS = ("@", "/", "www.")  # one of them stands in each
_LINE_READ = 200  # characters at the end of a line
_FIRM_BELOW = 10  # lines at the end, in which one may be the seeker's name alone
_DEGREES = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "rev"))
_CALLED_LEAST = 3  # letters that a name and what one is called by share at their beginning
_SENTENCE_LEAST = 4  # words that are no name but a sentence


def signed_within(reading: Reading) -> bool:
    """Whether the seeker's name stands in the last lines, among words no list knows."""
    anatomy = reading.body.anatomy
    lines = anatomy.text.cased[: anatomy.letter_end].rstrip().split("\n")
    last = [line for line in lines if line.strip()][-_FIRM_BELOW:]
    ends = [_ASIDE.sub(" ", _without_address(line[-_LINE_READ:])) for line in last]
    if any(_names.tokens(line) and _names.tokens(line) <= reading.seeker for line in ends[1:]):
        return True  # below it, a line of the firm's
    last = ends[-_SIGNED_WITHIN:]
    if any(
        not reading.seeker.isdisjoint(_names.ordered(line[-_SIGNED_AT_END:])) for line in last[1:]
    ):
        return True
    if ends and _ends_with_who(ends[-1], reading):
        return True
    words = _names.ordered(last[-1][-_SIGNED_AT_END:]) if last else []
    words = [word for word in words if not set(word) <= {"x", "o"}][-_SIGNED_BY:]
    words = [word for word in words[:-1] if len(word) > 1] + words[-1:]  # "a blessed week"
    return any(_is_called(word, own, reading) for word in words for own in reading.seeker)


def _without_address(line: str) -> str:
    """A line without addresses of mail and pages; few lines have the signs of one."""
    signed = any(sign in line for sign in _ADDRESS_SIGNS)
    return _ADDRESS.sub(" ", line) if signed else line


def _ends_with_who(line: str, reading: Reading) -> bool:
    """Whether the last sentence is a name, or one and where it is from: "Ana from the pool shop";
    a word alone may be what the seeker is called: Deek of Derek."""
    words = _SENTENCE_END.split(line.rstrip(_ENDS))[-1].split()
    name = fold(words[0].strip(_ENDS)) if words and words[0][:1].isupper() else ""
    if len(name) < _CALLED_LEAST or name in reading.host:
        return False
    alone = len(words) == 1 or set("".join(words[1:]).lower()) <= {"x", "o"}
    common = reading.words.sets["letter_words"]
    if alone and name not in common and not reading.words.patterns["closing"].match(name):
        return any(name[:2] == own[:2] for own in reading.seeker)
    told = words[0][-1] == "," or (len(words) > 1 and words[1] in _FROM)
    return told and any(_is_called(name, own, reading) for own in reading.seeker)


def _is_called(word: str, own: str, reading: Reading) -> bool:
    """Whether a word at the very end can be what the seeker is called: Steffi, Shan, Dee."""
    if _names.fits_name(word, own, reading.words):
        return True
    return len(word) >= _CALLED_LEAST and word[:_CALLED_LEAST] == own[:_CALLED_LEAST]


def is_seeker(reading: Reading, start: int, end: int) -> bool:
    """Whether words of the letter are the seeker's name, or what they are called."""
    text = reading.body.anatomy.text.cased[start:end]
    known = fold(reading.context.seeker_name or "").split()
    if known and fold(text).strip(_ENDS) == known[0] and known[0] not in _DEGREES:
        return True  # a name that is a title elsewhere: Col
    words = _names.ordered(text)
    if len(words) >= _SENTENCE_LEAST:
        words = [word for word in words if len(word) > 1]  # "and have a blessed week"
    if not words:
        return False
    if not reading.seeker:
        return start == reading.body.anatomy.name.start
    if any(_names.fits_name(word, own, reading.words) for word in words for own in reading.seeker):
        return True
    if any(own.startswith(word) for word in words if len(word) > 2 for own in reading.seeker):
        return True
    return _names.same_person(text, reading.context.seeker_name or "", reading.words)
