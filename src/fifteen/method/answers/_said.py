"""Which classes the sentences of a reply say, with the words each rests on and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers._sense import LABELS, Sense, sense
from fifteen.method.answers._sentences import Sentence, sentences
from fifteen.method.answers.words import AnswerClass, Message
from fifteen.method.times import names_time

A = AnswerClass

CLASS_OF = {
    **{"Y": A.YES, "N": A.NO, "L": A.PUT_OFF, "P": A.PHONE, "Q": A.QUESTION, "E": A.SOMEONE_ELSE},
    **{"I": A.INTRODUCED, "R": A.WANTS_RESUME, "O": A.OPENING, "M": A.BY_MAIL, "A": A.BY_MAIL},
    **{"X": A.NEVER, "C": A.CONFIRM, "V": A.MOVE, "K": A.CANCEL, "T": A.THANKS},
    **{"Z": A.UNCLEAR, "U": A.UNCLEAR},
}
FAINT_FROM = -2.2  # from which it is taken where nothing else was said at all
SURE_FROM = 0.0  # log odds from which a sentence says a class
HALF_SURE_FROM = -0.6  # from which a question in unknown words is what it is likeliest
LIKELY_FROM = -1.2  # from which the likeliest class is taken where nothing is surer
_LINE = re.compile(r"[^\s,]+(?: [^\s,]+){0,3},|[^\W\d_a-zäöü]\S*(?: [^\W\d_a-zäöü]\S*[^\W\d])?")
"""A greeting, a name: no construction is looked for."""
_LOOKED_AT = 1_000  # characters of a sentence in which constructions are looked for
_BUILT = 2.2  # log odds of what a construction says
_BUILT_OF = {"O": 3.0, "V": 3.0, "U": 5.0}  # of labels that are seldom said beside others
_DENIED = ("O",)  # labels that a denial before the construction takes back
_NAMED = 1.0  # from which a question names somebody to talk to
_FEW_WORDS = 2  # "And you?" asks nothing


@dataclass(frozen=True, slots=True)
class Said:
    """A class that a sentence says: its place as offsets into the reply, and the log odds.

    `label` is that of the sentence, where some of its clauses may say it alone.
    """

    answer: AnswerClass
    start: int
    end: int
    odds: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence of a reply, and how much it is of each label: log odds in the order of LABELS."""

    sentence: Sentence
    odds: tuple[float, ...]


def heard_in(reply: str, language: str) -> list[Heard]:
    """The sentences of a reply, each read once."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    learned = sense(language)
    return [
        Heard(one, _with_constructions(learned.read(one.plain), one.plain, language))
        for one in sentences(reply)
    ]


def _with_constructions(odds: list[float], sentence: str, language: str) -> tuple[float, ...]:
    """What a sentence says by its words, and by how it is built whatever its words are."""
    if _LINE.fullmatch(sentence):
        return tuple(odds)
    words = lexicon(language)
    for labels, pattern in words.says.items():
        label, _, others = labels.partition("-")
        found = pattern.search(sentence, 0, _LOOKED_AT)
        if not found or (
            label in _DENIED and words.words["denies"].search(sentence, 0, found.end())
        ):
            continue
        for one in label:
            built = _BUILT_OF.get(one, _BUILT)
            odds[LABELS.index(one)] = max(odds[LABELS.index(one)], built)
        for other in others:
            odds[LABELS.index(other)] = min(odds[LABELS.index(other)], LIKELY_FROM)
    if odds[_QUESTION] < odds[_RESUME] - _LOUDLY:
        odds[_QUESTION] = min(odds[_QUESTION], LIKELY_FROM)  # asking for a CV is no question
    if odds[_NEVER] > _FORBIDS and odds[_NO] < _REFUSES:
        odds[_NO] = min(odds[_NO], LIKELY_FROM)  # "don't write again" refuses nothing else
    return tuple(odds)


_NEVER, _NO = LABELS.index("X"), LABELS.index("N")
_FORBIDS, _REFUSES = 0.5, 1.0
_QUESTION, _RESUME = LABELS.index("Q"), LABELS.index("R")
_LOUDLY = 5.0  # by which a sentence asks for a CV rather than anything back


def said_in(heard: Sequence[Heard], message: Message) -> list[Said]:
    """What the sentences say, in their order. Where nothing is sure, the likeliest there is."""
    found: list[Said] = []
    near: list[Said] = []
    for one in heard:
        sentence = one.sentence
        told = list(_sentence(one, message))
        sure = [one for one in told if one.odds > SURE_FROM]
        if not sure and _is_open_question(sentence.plain, message):
            sure = [_asked(sentence, told)]
        found += sure
        near += [one for one in told if one.odds <= SURE_FROM]
    if near and all(one.answer is A.THANKS for one in found):
        least = LIKELY_FROM if found else FAINT_FROM
        best = max(near, key=lambda one: one.odds)
        found += [best] if best.odds > least else []
    return found


def _sentence(heard: Heard, message: Message) -> Iterator[Said]:
    language = message.language if message.language in LANGUAGES else LANGUAGES[0]
    learned, sentence = sense(language), heard.sentence
    odds = dict(zip(LABELS, heard.odds, strict=True))
    if max(odds.values()) <= SURE_FROM:
        _by_clauses(odds, learned, sentence.plain)
    if lexicon(language).words["schedules"].search(sentence.plain):
        odds["Q"] = min(odds["Q"], LIKELY_FROM)  # "when were you thinking of?" asks for a time
        odds["Y"] = max(odds["Y"], 0.0 if odds["V"] > 0 else HALF_SURE_FROM + 1.0)
    if odds["Q"] > SURE_FROM:
        odds["O"] = min(odds["O"], LIKELY_FROM)  # "are you looking for a job?" names none
        if odds["E"] < _NAMED and sentence.plain.endswith("?"):
            odds["E"] = min(odds["E"], LIKELY_FROM)  # "are you Maria's daughter?" sends to nobody
    if lexicon(language).words["suggests"].search(sentence.plain):
        for label in "XN":  # "why don't you mail me?" forbids nothing
            odds[label] = min(odds[label], LIKELY_FROM)
    if lexicon(language).words["assistant"].search(sentence.plain):
        del odds["E"], odds["I"]  # somebody who keeps the calendar is nobody else to talk to
    for label, how in odds.items():
        if how > SURE_FROM:
            yield Said(CLASS_OF[label], sentence.start, sentence.end, how, label)
        elif how > FAINT_FROM:
            yield Said(CLASS_OF[label], sentence.start, sentence.end, how)


def core_of(one: Said, heard: Sequence[Heard], language: str) -> tuple[int, int]:
    """The words of a sentence that a class rests on: its clauses that say most of it."""
    if not one.label:
        return one.start, one.end
    learned = sense(language if language in LANGUAGES else LANGUAGES[0])
    plain = next(each.sentence.plain for each in heard if each.sentence.start == one.start)
    start, end = learned.core(plain, one.label)
    return one.start + start, one.start + end


def _by_clauses(odds: dict[str, float], learned: Sense, sentence: str) -> None:
    """What no sentence says as a whole, one of its clauses may: "on leave, but yes, let's talk"."""
    clauses = [one for one in _CLAUSE.split(sentence) if len(one.split()) > _FEW_WORDS]
    if len(clauses) < 2:
        return
    for clause in clauses[:_MOST_CLAUSES]:
        for label, how in zip(LABELS, learned.read(clause.strip()), strict=True):
            odds[label] = max(odds[label], how - _LESS_SURE)


_CLAUSE = re.compile(r"[;:!?] +| - |,? +(?=(?:but|so|aber|doch|sondern) )|, +")
_MOST_CLAUSES = 12
_LESS_SURE = 0.5  # log odds by which a clause alone is less sure


def _asked(sentence: Sentence, told: list[Said]) -> Said:
    """What a question in words that nobody taught is: "remind me, will you?" asks nothing back."""
    best = max(told, key=lambda one: one.odds, default=None)
    if best is not None and best.odds > HALF_SURE_FROM:
        return Said(best.answer, best.start, best.end, SURE_FROM)
    return Said(A.QUESTION, sentence.start, sentence.end, SURE_FROM)


def _is_open_question(sentence: str, message: Message) -> bool:
    """A question in words that nobody taught: asked back, unless it is about a time."""
    if not sentence.endswith("?") or len(sentence.split()) <= _FEW_WORDS:
        return False
    return not names_time(sentence, message.language)


def nearest_to(answer: A, heard: Sequence[Heard]) -> Sentence | None:
    """The sentence that is likeliest to say a class, whether surely or not."""
    columns = [LABELS.index(label) for label, one in CLASS_OF.items() if one is answer]
    if not columns or not heard:
        return None
    return max(heard, key=lambda one: max(one.odds[column] for column in columns)).sentence


def how_surely(said: list[Said]) -> dict[AnswerClass, float]:
    """Each class with the log odds of the sentence that says it best."""
    best: dict[AnswerClass, float] = {}
    for one in said:
        best[one.answer] = max(best.get(one.answer, one.odds), one.odds)
    return best


def persons(heard: Sequence[Heard]) -> Iterator[str]:
    """The sentences that tell of somebody else."""
    columns = [LABELS.index(label) for label in "EIO"]
    for one in heard:
        likely = any(one.odds[column] > LIKELY_FROM for column in columns)
        if likely or "@" in one.sentence.plain:
            yield one.sentence.plain


def greeted(reply: str) -> list[str]:
    """The words of the greeting: "Hi Mira, hi Ruth" gives Mira and Ruth."""
    first = reply.strip().split("\n")[0][:80]
    found = _GREETING.match(first)
    return re.findall(r"[^\W\d_][\w'-]+", found[1]) if found else []


_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|guten (?:tag|morgen|abend)|servus|moin)[ ,]+"
    r"((?:(?:dr|mr|mrs|ms|prof)\. ?)?[^,.!?:\n]{2,40})(?:[,.!:]|$)",
    re.IGNORECASE,
)
