"""A letter being read: its parts, what is known around it, and how rules look for phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from fifteen.method.letters import _anatomy, _lengths, _names, _scope, _sense, _talk_time
from fifteen.method.letters._anatomy import Anatomy, Sentence
from fifteen.method.letters._gates import Gates
from fifteen.method.letters._hits import Hit
from fifteen.method.letters._lengths import Length
from fifteen.method.letters._lexicon import Lexicon, language_of, lexicon, starts_word
from fifteen.method.letters._sense import Sense
from fifteen.method.letters._talk_time import Part, Told
from fifteen.method.letters._weights import LABELS
from fifteen.method.words import (
    Finding,
    Letter,
    LetterContext,
    LetterKind,
    Level,
)

_CAPITAL = re.compile(r"(?<=[\s(\"'/-])(?!I\b)[A-Z\u00c0-\u00de\u0100-\uffff]")
_NEVER = -99.0
_SAID = 2.0  # what a known phrase adds to the log odds that a letter asks for the talk
_UNSAID = 0.3  # what its lack takes from them
_NO_ASK = -3.0  # log odds below which no phrase asks for the talk
_ASKS = 0.5  # log odds from which it does
_QUOTE_LONGEST = 60  # characters of a title; a longer one in such a letter is to be forwarded

THANKS = frozenset({LetterKind.THANKS_MET, LetterKind.THANKS_PHONE, LetterKind.THANKS_DECLINED})
AGREED = frozenset({LetterKind.TIMES, LetterKind.CONFIRMATION})  # the host has said yes


class Field:
    """One field of a letter: the body or the subject."""

    def __init__(
        self, name: str, anatomy: Anatomy, words: Lexicon, sense: Sense | None, kind: LetterKind
    ) -> None:
        self.name = name
        self._to_forward = kind is LetterKind.INTRODUCTION_REQUEST  # own words stand in quotes
        self.sense = sense  # None: nothing was learned in this language, phrases alone decide
        self.anatomy = anatomy
        self.flat = anatomy.flat
        self.sentences = anatomy.sentences
        self._words = words
        self.names: dict[tuple[int, int], tuple[re.Match[str], ...]] = {}  # by sentence
        self._named: dict[int, bool] = {}  # by the start of a sentence
        self._hits: dict[tuple[str, int, int], list[Hit]] = {}  # of a group in a sentence

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where something stands in quotation marks; a paragraph to forward is the letter's own."""
        found = _scope.quotations(self.anatomy.text.plain)
        if self._to_forward:
            return tuple(span for span in found if span[1] - span[0] <= _QUOTE_LONGEST)
        return found

    def quoted(self, start: int, end: int) -> bool:
        """Whether the words are (all) inside quotation marks."""
        return any(first < start and end < last for first, last in self.quotations)

    @cached_property
    def senses(self) -> tuple[tuple[float, ...], ...]:
        """What each sentence is about, as `_sense` reads it."""
        if self.sense is None:
            return ()
        read = self.sense.read
        return tuple(read(self.flat[s.start : s.end]) for s in self.sentences)

    def about(self, label: str, least: float) -> list[Sentence]:
        """The sentences that are of a label by at least so much; all where nothing is known."""
        if self.sense is None:
            return list(self.sentences)
        column = LABELS.index(label)
        pairs = zip(self.sentences, self.senses, strict=True)
        return [sentence for sentence, scores in pairs if scores[column] >= least]

    def most(self, label: str, without: frozenset[int] = frozenset()) -> float:
        """How much the sentence is of a label that is it most; 0 where nothing is known. Those that
        begin at `without` are left out."""
        column = LABELS.index(label)
        least = 0.0 if self.sense is None else _NEVER
        pairs = zip(self.sentences, self.senses, strict=False)
        return max((scores[column] for s, scores in pairs if s.start not in without), default=least)

    def cores(self, label: str, least: float) -> Iterator[Hit]:
        """The parts of the sentences that are of a label by at least so much."""
        for sentence in self.about(label, least) if self.sense else ():
            yield self.core(sentence, label)

    def core(self, sentence: Sentence, label: str) -> Hit:
        """The part of a sentence that is of a label; its beginning where nothing is known."""
        text = self.flat[sentence.start : sentence.end]
        start, end = self.sense.core(text, label) if self.sense else (0, 0)
        start, end = _trimmed(text, start, end, self._words.patterns["joining_front"])
        return Hit(sentence.start + start, sentence.start + end, sentence)

    def hits(self, group: str, within: list[Sentence] | None = None) -> Iterator[Hit]:
        """Every place of a group of phrases, in no order; overlapping ones too. Several rules ask
        for some groups: a sentence is looked through once."""
        needs = self._words.phrases[group].needs
        for sentence in self.sentences if within is None else within:
            if needs and needs.isdisjoint(sentence.words):
                continue
            key = (group, sentence.start, sentence.end)
            if key in self._hits:
                yield from self._hits[key]
                continue
            found = []
            for hit in self._found(group, sentence):
                found.append(hit)
                yield hit
            self._hits[key] = found  # where all were asked for

    def _found(self, group: str, sentence: Sentence) -> Iterator[Hit]:
        phrases = self._words.phrases[group]
        yield from _matches(phrases.patterns, phrases.gates, self.flat, sentence)
        if phrases.capital_gates and self._names_something(sentence):
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


def _trimmed(text: str, start: int, end: int, front: re.Pattern[str]) -> tuple[int, int]:
    """A stretch without blanks, stops and joining words at its ends."""
    joining = front.match(text, start, end)
    start = joining.end() if joining else start
    while end > start and text[end - 1] in " .,;:!?()":
        end -= 1
    return start, end


def _matches(
    patterns: Mapping[int, re.Pattern[str]], gates: Gates, text: str, sentence: Sentence
) -> Iterator[Hit]:
    for place in gates.opened(sentence.words):
        for found in patterns[place].finditer(text, sentence.start, sentence.end):
            if starts_word(text, found.start()):
                yield Hit(found.start(), found.end(), sentence)


class Reading:
    """What the rules are given."""

    def __init__(self, letter: Letter, context: LetterContext, learned: bool = True) -> None:
        self.letter = letter
        self.context = context
        self.language = letter.language or language_of(letter.body)
        self.words = lexicon(self.language)
        sense = _sense.sense(self.language) if learned else None
        self.seeker = _names.tokens(context.seeker_name or "")
        self.host = _names.tokens(context.host_name or "")
        anatomy = _anatomy.parse(letter.body, self.words, self.seeker, self.host)
        self.body = Field("body", anatomy, self.words, sense, letter.kind)
        subject = _anatomy.whole(letter.subject or "")
        self.subject = Field("subject", subject, self.words, sense, letter.kind)
        self.kept: dict[str, Any] = {}  # what one rule worked out and another needs

    @cached_property
    def times_told(self) -> list[Told]:
        """All lengths of time that the letter tells, whatever takes so long."""
        parts = [
            Part(field.name, field.flat, field.sentences, field.senses)
            for field in (self.subject, self.body)
        ]
        return _talk_time.told(parts, self.words)

    @cached_property
    def timed(self) -> list[tuple[Told, float]]:
        """Each of them with the log odds that it is that of the talk; none where nothing was
        learned of the language."""
        if self.body.sense is None:
            return []
        return _talk_time.timed(self.times_told, self.letter.kind, self.language)

    @cached_property
    def lengths(self) -> tuple[Length, ...]:
        """The lengths of time that the letter asks for."""
        return self._lengths_in(self.body)

    @cached_property
    def lengths_in_subject(self) -> tuple[Length, ...]:
        """The lengths of time that the subject asks for."""
        return self._lengths_in(self.subject)

    def _lengths_in(self, field: Field) -> tuple[Length, ...]:
        if self.body.sense is None:
            return _lengths.by_phrase(field.anatomy, self.words)
        return _lengths.in_order(
            told.length
            for told, odds in self.timed
            if told.part.name == field.name and odds >= _talk_time.LEAST
        )

    @cached_property
    def asks(self) -> bool:
        """Whether the letter asks for the talk. Where a sentence plainly does, as was learned, no
        phrase could change it, and none is looked for."""
        plainly = self.body.sense is not None and self.body.most("T") - _UNSAID >= _ASKS
        return plainly or self.ask is not None

    @cached_property
    def ask(self) -> Hit | None:
        """Where the letter asks for the talk, if it does."""
        said = self._ask_said
        likely = self.body.most("T") + (_SAID if said else -_UNSAID)
        if said or likely < _ASKS:
            sure = likely >= _ASKS or self.body.sense is None or self._times_itself(said)
            return said if sure else None
        return next(iter(self.body.cores("T", self.body.most("T"))), None)

    def _times_itself(self, said: Hit | None) -> bool:
        """Whether the sentence that asks also says for how long: then nothing is left to doubt."""
        if said is None or self._first("ask_cue", said.sentence) is None:
            return False
        return any(said.sentence.start <= at.start < said.sentence.end for at in self.lengths)

    @cached_property
    def _ask_said(self) -> Hit | None:
        """Where phrases ask for the talk."""
        for sentence in self.body.about("T", _NO_ASK):
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
        return next(_matches(phrases.patterns, phrases.gates, self.body.flat, sentence), None)

    def finding(
        self,
        rule: str,
        level: Level,
        row: str,
        reason: str,
        field: Field | None = None,
        span: tuple[int, int] = (0, 0),
        replacement: str | None = None,
        cut: tuple[int, int, str] | None = None,
    ) -> Finding:
        """A finding with the span in offsets of the original; about the whole letter by default."""
        where = field or self.body
        text = where.anatomy.text
        start, end = text.span(*span) if span != (0, 0) else span
        quote = text.original[start:end]
        return Finding(
            rule, level, where.name, start, end, quote, f"{reason} [{row}]", row, replacement, cut
        )
