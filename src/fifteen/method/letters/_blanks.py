"""Fields of a letter that were not filled in, told from brackets that are meant (A7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from fifteen.method.letters import _names
from fifteen.method.letters._lexicon import starts_word
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.words import LetterKind

_MOST_BLANKS = 20
_MOST_LOOKED_AT = 400
_GREETING_WITHIN = 600  # characters; addresses may stand above a greeting
_SENTENCE = 300  # characters around a field that are still of its sentence
_MARKS = ('"', "'")  # a caption quoted by itself: "[ominous kettle]"
_SIGNS = re.compile(r"[\[\]{}<*%#$@_(]|\?\?\?")
_KISSES = ("XX", "XXX")
_STOP = re.compile(r"[.!?\n]")


def blanks(reading: Reading, field: Field) -> list[tuple[int, int]]:
    """Where fields were not filled in, quoted mail left aside."""
    key = f"_blanks_{field.name}"
    known: list[tuple[int, int]] | None = reading.kept.get(key)
    if known is None:
        known = reading.kept[key] = list(islice(_blanks(reading, field), _MOST_BLANKS))
    return known


def _blanks(reading: Reading, field: Field) -> Iterator[tuple[int, int]]:
    cased = field.anatomy.text.cased
    end = field.anatomy.letter_end
    patterns = reading.words.patterns
    kinds = [("placeholder_words", end), ("placeholder_greeting", min(end, _GREETING_WITHIN))]
    if _SIGNS.search(cased):
        kinds.append(("placeholder_signs", end))
    taken = 0
    for start, stop in sorted(
        found.span(found.lastgroup or 0)
        for kind, until in kinds
        for found in islice(patterns[kind].finditer(cased, 0, until), _MOST_LOOKED_AT)
        if kind != "placeholder_words" or starts_word(cased, found.start(found.lastgroup or 0))
    ):
        own = not cased.startswith(">", cased.rfind("\n", 0, start) + 1)
        quote = cased[start:stop].lower()
        own = own and not (
            start and cased[start - 1] in _MARKS and cased[stop : stop + 1] in _MARKS
        )
        if start < taken or not own or patterns["no_placeholder"].fullmatch(quote):
            continue
        meant = _is_direction(reading, quote) or _is_spoken_of(reading, field, start, stop)
        if not (meant or _is_kiss(reading, field, start, stop)):
            taken = stop
            yield start, stop


def _is_direction(reading: Reading, quote: str) -> bool:
    """Whether it tells the seeker at the telephone what to do: "[pause]", "[if she says no]"."""
    script = reading.letter.kind is LetterKind.CALL_SCRIPT
    return script and reading.words.patterns["stage_direction"].fullmatch(quote) is not None


def _is_spoken_of(reading: Reading, field: Field, start: int, stop: int) -> bool:
    """Whether a field is what is spoken of: "you typed [laughter]", or in a sentence on templates
    "the one {{first_name}} that was not filled"."""
    plain, patterns = field.anatomy.text.plain, reading.words.patterns
    if _is_inserted(reading, field, start, stop):
        return True
    before = _STOP.split(plain[max(0, start - _SENTENCE) : start])[-1]
    if patterns["field_told"].search(before):
        return True
    after = _STOP.split(plain[stop : stop + _SENTENCE], maxsplit=1)[0]
    if plain[start] == "<" and patterns["sign_behind"].match(after):
        return True
    if not patterns["field_topic"].search(f"{before} {after}"):
        return False
    noun = patterns["field_noun_behind"].match(after)
    counted = patterns["field_counted"].search(before) and not noun
    return field.quoted(start, stop) or bool(counted)


def _is_inserted(reading: Reading, field: Field, start: int, stop: int) -> bool:
    """Whether a word was put into what is quoted: "Walls of the West [Country]"."""
    if reading.words.sets["blank_names"].issuperset(field.flat[start + 1 : stop - 1].split()):
        return False
    return field.flat[start] == "[" and any(
        first < start
        and stop < last
        and (field.flat[first + 1 : start] + field.flat[stop : last - 1]).count(" ") > 1
        for first, last in field.quotations
    )


def _is_kiss(reading: Reading, field: Field, start: int, stop: int) -> bool:
    """Whether it stands behind the seeker's name at the end of a line: "Ana XXX"."""
    cased = field.anatomy.text.cased
    line = cased[cased.rfind("\n", 0, start) + 1 : start]
    words = set(_names.ordered(_STOP.split(line)[-1]))
    ends = cased[stop : stop + 2].strip(" ")[:1] in ("", "\n")
    return ends and cased[start:stop] in _KISSES and bool(words) and words <= reading.seeker
