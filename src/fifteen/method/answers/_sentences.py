"""A reply -> its sentences with their places; lines that a mail program broke are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTES = str.maketrans("’‘`´“”„–—\u00a0\n\t", "''''\"\"\"--   ")
_BROKEN_FROM = 50  # characters: a shorter line ended on purpose
_END = re.compile(r"[.!?]+(?=[\s\"')\]]|$)[\"')\]]*|…+|\n")
_NO_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|nr|e\.g|i\.e|approx|tel|ext|bzw|z\.b|d\.h|ca|str|hr|fr|usw|evtl"
    r"|inkl|tues?|thurs?|wed|mon|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|okt|dez"
    r"|vgl)|\b\d{1,2}|(?<!['’])\b[a-z])\.$",
    re.IGNORECASE,
)
_MONTHS = r"(?:Jan|Feb|M[aä]r|Apr|Ma[iy]\b|Jun|Jul|Aug|Sept?|O[ck]t|Nov|De[cz]|Jänner)"
_BEGINS = (
    r"(?:I|I'[a-z]{1,2}|If|It|It's|You|Your|We|The|This|That|There|Do|Does|Are|Is|Could|Can|Would"
    r"|Will|Shall|Should|Please|Pls|Let|Lmk|Bring|Come|Call|Kindly|Just|But|And|So|No|Not|Yes|What"
    r"|Which|Who|How|Where|Why|When|My|Our|By|Ask|Ring|Sorry|Thanks?|See|Then|Also|Shout|Until"
    r"|Looking|Have|With|After|Ich|Sie|Wir|Es|Das|Der|Die|Dann|Da|Nein|Ja|Sind|Ist|Haben|Hätten"
    r"|Kommen|Bringen|Bitte|Danke|Passt|Melden|Bis|Und|Aber|Oder|Was|Wie|Wo|Wer|Warum|Wenn|Geht"
    r"|Können|Kann|Könnten|Gerne?|Leider|Meine?|Unsere?|Rufen|Ruf|Falls|Du|Bist|Hast|Suchen)\b"
)
_NUMBER_ENDS = re.compile(
    rf"(?:\d[:.]\d\d|\d[ /-]\d{{1,2}}|\b(?:at|um) \d{{1,2}})\. +(?!{_MONTHS})[A-ZÄÖÜ]"
    rf"|(?<=[\w,] )\d{{1,2}}\. +{_BEGINS}"
)
"""A number that ends a sentence, and begins no date: "come at 10. I ...", "at 7:30. Lmk"."""
MOST = 300  # sentences of a reply that are read
_AHEAD = 12  # characters behind a full stop that tell whether it ends a sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the reply with its place; `plain` has simple quotes and no line ends."""

    start: int
    plain: str

    @property
    def end(self) -> int:
        """Where it ends in the reply."""
        return self.start + len(self.plain)


def sentences(reply: str) -> Iterator[Sentence]:
    """The sentences of a reply in their order, the first few hundred."""
    told = reply.translate(_QUOTES)
    start = found = 0
    for end in (*_ends(reply), len(reply)):
        bare = told[start:end].lstrip()
        at = start + len(told[start:end]) - len(bare)
        if bare.strip():
            yield Sentence(at, bare.rstrip())
            found += 1
        if found >= MOST:
            return
        start = end


def _ends(reply: str) -> Iterator[int]:
    for match in _END.finditer(reply):
        if match[0] == "\n":
            if not _is_broken(reply, match.start()):
                yield match.end()
        elif match[0] != "." or _is_end(reply, match):
            yield match.end()


def _is_end(reply: str, dot: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: it shortens no word and makes no number a day."""
    before = max(0, dot.start() - 8)
    if not _NO_END.search(reply, before, dot.end()):
        return True
    number = _NUMBER_ENDS.search(reply, before, dot.end() + _AHEAD)
    return number is not None and number.start() < dot.start() < number.end()


def _is_broken(reply: str, at: int) -> bool:
    """Whether a mail program, not the writer, ended the line here."""
    before = reply[reply.rfind("\n", 0, at) + 1 : at].rstrip()
    next_one = reply[at + 1 : at + 2]
    return len(before) >= _BROKEN_FROM and before[-1:] not in ".!?:" and (next_one.isalnum())
