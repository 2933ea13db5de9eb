"""A letter being read: its parts, what is known around it, and how rules look for phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from fifteen.method.letters import _anatomy, _lengths, _names, _scope
from fifteen.method.letters._anatomy import Anatomy, Sentence
from fifteen.method.letters._lexicon import Lexicon, lexicon, starts_word
from fifteen.method.words import (
    Finding,
    Letter,
    LetterContext,
    LetterKind,
    Level,
)

_CAPITAL = re.compile(r"(?<=[\s(\"'/-])(?!I\b)[A-Z\u00c0-\u00de\u0100-\uffff]")
_NEAR = 48  # characters between two hits of one sentence that are one ask
_MOST_HITS = 40  # of one group in one letter; more tell the seeker nothing

THANKS = frozenset({LetterKind.THANKS_MET, LetterKind.THANKS_PHONE, LetterKind.THANKS_DECLINED})
AGREED = frozenset({LetterKind.TIMES, LetterKind.CONFIRMATION})  # the host has said yes


class Hit(NamedTuple):
    """Where a phrase stands, in folded offsets, and in which sentence."""

    start: int
    end: int
    sentence: Sentence


class Field:
    """One field of a letter: the body or the subject."""

    def __init__(self, name: str, anatomy: Anatomy, words: Lexicon) -> None:
        self.name = name
        self.anatomy = anatomy
        self.flat = anatomy.flat
        self.sentences = anatomy.sentences
        self._words = words
        self._named: dict[int, bool] = {}  # by the start of a sentence

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where something stands in quotation marks."""
        return _scope.quotations(self.anatomy.text.plain)

    def quoted(self, start: int, end: int) -> bool:
        """Whether the words are (all) inside quotation marks."""
        return any(first < start and end < last for first, last in self.quotations)

    def hits(self, group: str) -> Iterator[Hit]:
        """Every place of a group of phrases, in no order; overlapping ones too."""
        phrases = self._words.phrases[group]
        for sentence in self.sentences:
            if phrases.needs and phrases.needs.isdisjoint(sentence.words):
                continue
            yield from _matches(phrases.patterns, phrases.gates, self.flat, sentence)
            if phrases.capital and self._names_something(sentence):
                cased = self.anatomy.cased
                yield from _matches(phrases.capital, phrases.capital_gates, cased, sentence)

    def _names_something(self, sentence: Sentence) -> bool:
        """Whether a word inside the sentence begins with a capital."""
        known = self._named.get(sentence.start)
        if known is None:
            inside = _CAPITAL.search(self.anatomy.cased, sentence.start + 1, sentence.end)
            known = self._named[sentence.start] = inside is not None
        return known

    def has(self, group: str) -> bool:
        """Whether a phrase of the group stands anywhere."""
        return next(self.hits(group), None) is not None

    def denied(self, hit: Hit, inside: bool = True) -> bool:
        """Whether what a hit says is denied."""
        sentence = (hit.sentence.start, hit.sentence.end)
        return _scope.denied(self._words, self.flat, sentence, hit.start, hit.end, inside)

    def clause_before(self, hit: Hit) -> str:
        """The words of the same clause in front of a hit."""
        return _scope.clause_before(self._words, self.flat, hit.sentence.start, hit.start)


def _matches(
    patterns: tuple[re.Pattern[str], ...],
    gates: tuple[frozenset[str], ...],
    text: str,
    sentence: Sentence,
) -> Iterator[Hit]:
    for pattern, gate in zip(patterns, gates, strict=True):
        if gate and gate.isdisjoint(sentence.words):
            continue
        for found in pattern.finditer(text, sentence.start, sentence.end):
            if starts_word(text, found.start()):
                yield Hit(found.start(), found.end(), sentence)


class Reading:
    """What the rules are given."""

    def __init__(self, letter: Letter, context: LetterContext) -> None:
        self.letter = letter
        self.context = context
        self.words = lexicon()
        self.seeker = _names.tokens(context.seeker_name or "")
        self.host = _names.tokens(context.host_name or "")
        anatomy = _anatomy.parse(letter.body, self.words, self.seeker, self.host)
        self.body = Field("body", anatomy, self.words)
        subject = _anatomy.whole(letter.subject or "")
        self.subject = Field("subject", subject, self.words)
        self.kept: dict[str, Any] = {}  # what one rule worked out and another needs

    @cached_property
    def lengths(self) -> tuple[_lengths.Length, ...]:
        """The lengths of time that the letter asks for."""
        return _lengths.asked(self.body.anatomy, self.words)

    @cached_property
    def lengths_in_subject(self) -> tuple[_lengths.Length, ...]:
        """The lengths of time that the subject asks for."""
        return _lengths.asked(self.subject.anatomy, self.words)

    @cached_property
    def ask(self) -> Hit | None:
        """Where the letter asks for the talk, if it does."""
        for sentence in self.body.sentences:
            hit = self._ask_in(sentence)
            if hit:
                return hit
        for length in self.lengths:  # whoever names a length asks for it
            inside = (s for s in self.body.sentences if s.start <= length.start < s.end)
            return next((Hit(length.start, length.end, s) for s in inside), None)
        return None

    def _ask_in(self, sentence: Sentence) -> Hit | None:
        cue = self._first("ask_cue", sentence)
        if cue is None:
            return None
        talk = self._first("ask_talk", sentence)
        if talk is None or _scope.denied(
            self.words, self.body.flat, (sentence.start, sentence.end), cue.start, talk.end, False
        ):
            return None
        return Hit(min(cue.start, talk.start), max(cue.end, talk.end), sentence)

    def _first(self, group: str, sentence: Sentence) -> Hit | None:
        phrases = self.words.phrases[group]
        if phrases.needs and phrases.needs.isdisjoint(sentence.words):
            return None
        for pattern, gate in zip(phrases.patterns, phrases.gates, strict=True):
            if gate and gate.isdisjoint(sentence.words):
                continue
            for found in pattern.finditer(self.body.flat, sentence.start, sentence.end):
                if starts_word(self.body.flat, found.start()):
                    return Hit(found.start(), found.end(), sentence)
        return None

    def finding(
        self,
        rule: str,
        level: Level,
        row: str,
        reason: str,
        field: Field | None = None,
        span: tuple[int, int] = (0, 0),
        replacement: str | None = None,
    ) -> Finding:
        """A finding with the span in offsets of the original; about the whole letter by default."""
        where = field or self.body
        text = where.anatomy.text
        start, end = text.span(*span) if span != (0, 0) else span
        quote = text.original[start:end]
        return Finding(
            rule, level, where.name, start, end, quote, f"{reason} [{row}]", row, replacement
        )


def merged(hits: list[Hit]) -> list[Hit]:
    """Hits in order, those that overlap made one."""
    result: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if result and hit.start < result[-1].end:
            last = result[-1]
            result[-1] = Hit(last.start, max(last.end, hit.end), last.sentence)
        else:
            result.append(hit)
    return result[:_MOST_HITS]


def joined(hits: list[Hit]) -> list[Hit]:
    """Hits in order, those near each other in one sentence made one: one ask, one finding."""
    result: list[Hit] = []
    for hit in hits:
        last = result[-1] if result else None
        if last and last.sentence == hit.sentence and hit.start - last.end <= _NEAR:
            result[-1] = Hit(last.start, max(last.end, hit.end), last.sentence)
        else:
            result.append(hit)
    return result
