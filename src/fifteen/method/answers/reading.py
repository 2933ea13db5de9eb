"""What kind of answer is it? (ANSWERS.md, part 1; R1 to R7)

`read` is deterministic and needs nothing but the message. It proposes what the seeker confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fifteen.method.answers import _found, _machine
from fifteen.method.answers._lexicon import Lexicon, lexicon
from fifteen.method.answers._reply import reply_of
from fifteen.method.answers.words import AnswerClass, Evidence, Found, Message, Reading
from fifteen.method.times import Time, names_time

__all__ = ["read"]

A = AnswerClass

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]*\n?|\n")
_QUOTES = str.maketrans("’‘`´“”„–—\u00a0\n\t", "''''\"\"\"--   ")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the reply with its place; `plain` has simple quotes and no line ends."""

    start: int
    plain: str


def read(message: Message) -> Reading:
    """The class to act on first, those beside it, the reply, what was found, and the words.

    An answer without new text, and one that none of the classes fits, is `unclear`.
    """
    reply = reply_of(message.text, message.sender)
    machine = _machine.machine(message)
    if machine is A.BOUNCE:
        return Reading(machine, (), reply, _machine.bounced(message), ())
    if machine is A.AUTO:
        return Reading(machine, (), reply, _automatic(message, reply), ())
    words = lexicon(message.language)
    evidence = _evidence(reply, message, words)
    times = _found.times(_bookable(reply, evidence), message)
    holds = _settled({one.answer for one in evidence}, times, reply, message)
    main, also = _ordered(holds, times, reply)
    told = (main, *also)
    return Reading(
        main,
        also,
        reply,
        _inside(told, reply, message, times, evidence),
        tuple(one for one in evidence if one.answer in told),
    )


def _bookable(reply: str, evidence: list[Evidence]) -> str:
    """The sentences in which a time can be meant as one to book: none that put off or refuse."""
    kept = []
    for found in _SENTENCE.finditer(reply):
        told = {e.answer for e in evidence if e.start < found.end() and found.start() < e.end}
        if A.YES in told or not told & _NOT_BOOKABLE:
            kept.append(found[0])
    return "".join(kept)


_NOT_BOOKABLE = {A.PUT_OFF, A.NO, A.NEVER, A.OPENING, A.BY_MAIL}


def _automatic(message: Message, reply: str) -> Found:
    people = _found.people(reply, replace(message, cc=""), iter(_persons(reply, message)))
    back = _machine.back_on(message)
    return Found(people=people, back_on=back, until=back, new_address=_machine.new_address(message))


def _sentences(reply: str) -> Iterator[_Sentence]:
    for found in _SENTENCE.finditer(reply):
        plain = found[0].translate(_QUOTES)
        bare = plain.lstrip()
        if bare.strip():
            yield _Sentence(found.start() + len(plain) - len(bare), bare.rstrip())


def _evidence(reply: str, message: Message, words: Lexicon) -> list[Evidence]:
    """The words of each class, sentence by sentence; what takes them back is left out."""
    found: list[Evidence] = []
    for sentence in _sentences(reply):
        told: dict[AnswerClass, Place] = {}
        for name in _CLASSES:
            span = _says(name, sentence.plain, words)
            if span is not None:
                told[name] = span
        if told.keys() & _OTHER_THAN_TALKING and A.YES in told:
            del told[A.YES]
        question = _question(sentence.plain, told, message, words)
        if question:
            told[A.QUESTION] = question
        found += [
            Evidence(name, sentence.start + start, sentence.start + end)
            for name, (start, end) in told.items()
        ]
    return found


_CLASSES = tuple(one for one in A if one not in (A.BOUNCE, A.AUTO, A.UNCLEAR, A.QUESTION))
_TAKES_BACK = {A.YES: "unyes", A.OPENING: "unopening"}
_OTHER_THAN_TALKING = {A.BY_MAIL, A.SOMEONE_ELSE, A.INTRODUCED, A.WANTS_RESUME}
_ANSWERS_ITSELF = {A.PUT_OFF, A.WANTS_RESUME, A.BY_MAIL, A.PHONE, A.MOVE, A.SOMEONE_ELSE, A.CANCEL}

Place = tuple[int, int]


def _says(name: AnswerClass, sentence: str, words: Lexicon) -> Place | None:
    other = _TAKES_BACK.get(name)
    if other and any(one.search(sentence) for one in words.classes[other]):
        return None
    if name in (A.SOMEONE_ELSE, A.INTRODUCED) and words.words["assistant"].search(sentence):
        return None  # somebody who keeps the calendar is nobody else to talk to
    for pattern in words.classes[name]:
        match = pattern.search(sentence)
        if match and match.end() > match.start():
            return match.span()
    return None


def _question(
    sentence: str, told: Mapping[AnswerClass, Place], message: Message, words: Lexicon
) -> Place | None:
    """A question back; not one about the time, and not a put-off that is worded as one."""
    if told.keys() & _ANSWERS_ITSELF:
        return None
    if any(one.search(sentence) for one in words.classes["unquestion"]):
        return None
    marked = sentence.rstrip().endswith("?")
    for pattern in words.classes["question"]:
        match = pattern.search(sentence)
        if match and (marked or words.words["asks"].match(sentence)):
            return match.span()
    open_one = marked and len(sentence.split()) > _FEW_WORDS and A.YES not in told
    return (0, len(sentence)) if open_one and not names_time(sentence, message.language) else None


_FEW_WORDS = 2


def _settled(
    holds: set[AnswerClass], times: tuple[Time, ...], reply: str, message: Message
) -> set[AnswerClass]:
    """The classes that hold beside each other, by the readings of ANSWERS.md."""
    words = lexicon(message.language).words
    holds = set(holds)
    if A.INTRODUCED in holds and not _introduces(reply, message):
        holds.discard(A.INTRODUCED)
    if A.INTRODUCED in holds:
        holds = (holds | {A.SOMEONE_ELSE}) - {A.QUESTION, A.NO}
    if _is_agreed(reply, message, words):
        holds = _of_a_talk(holds, times, reply, message)
    else:
        holds -= {A.CONFIRM, A.CANCEL}
        if A.MOVE in holds and not words["moves"].search(reply):
            holds.discard(A.MOVE)
        holds = _of_a_request(holds, times, reply, message)
    if A.NEVER in holds:
        holds &= {A.NEVER, A.NO}
    if len(holds) > 1:
        holds.discard(A.THANKS)
    return holds


def _is_agreed(reply: str, message: Message, words: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether a talk was agreed before: the letter answered names its time and asks nothing."""
    asked = message.asked
    if words["agreed"].search(asked) or words["agreed_here"].search(reply):
        return True
    named = names_time(asked, message.language) and bool(_HOUR.search(asked))
    return named and "?" not in asked


SUBSTANCE_WORDS = 28
_HOUR = re.compile(r"\d{1,2}[:.h]\d\d|\b\d{1,2} ?(?:am|pm|uhr|o'clock)\b", re.IGNORECASE)


def _of_a_request(
    holds: set[AnswerClass], times: tuple[Time, ...], reply: str, message: Message
) -> set[AnswerClass]:
    words = lexicon(message.language).words
    bookable = bool(times) or bool(_found.link(reply))
    if words["thanked"].search(message.asked) and "?" not in message.asked and A.THANKS in holds:
        return {A.THANKS}  # thanks for thanks: nothing to decide
    if not holds - {A.THANKS} and len(reply.split()) >= SUBSTANCE_WORDS and "?" not in reply:
        return {A.BY_MAIL}  # so many words that ask and refuse nothing are the answer itself
    if {A.YES, A.NO} <= holds and words["undecided"].search(reply):
        return {A.UNCLEAR}
    if _found.phone(reply) and not holds & {A.NO, A.NEVER, A.PUT_OFF, A.SOMEONE_ELSE, A.OPENING}:
        holds.add(A.PHONE)
    if times and not holds & {A.NO, A.NEVER, A.MOVE, A.PUT_OFF, A.OPENING, A.BY_MAIL}:
        holds.add(A.YES)
    if {A.NO, A.PHONE} <= holds and A.YES in holds:
        holds.discard(A.NO)
    if {A.NO, A.YES} <= holds:
        holds.discard(A.NO if bookable else A.YES)
    if {A.NO, A.PUT_OFF} <= holds:
        holds -= {A.NO} if _found.until(reply, message) else {A.PUT_OFF}
    if A.NO in holds:
        holds -= {A.YES, A.PHONE}
    if A.PHONE in holds and not holds & {A.PUT_OFF, A.MOVE, A.CANCEL}:
        holds.add(A.YES)
    if {A.YES, A.PUT_OFF} <= holds and bookable:
        holds.discard(A.PUT_OFF)
    return holds


def _of_a_talk(
    holds: set[AnswerClass], times: tuple[Time, ...], reply: str, message: Message
) -> set[AnswerClass]:
    """About a talk that is agreed: called off, moved, or confirmed, in this order."""
    beside = holds & {A.SOMEONE_ELSE, A.WANTS_RESUME, A.OPENING, A.QUESTION, A.NEVER}
    later = {A.PUT_OFF} if A.PUT_OFF in holds and _found.until(reply, message) else set()
    if A.CANCEL in holds and not (A.MOVE in holds and times):
        no = {A.NO} if A.NO in holds else set()
        return {A.CANCEL} | no | later | (beside - {A.QUESTION})
    if A.MOVE in holds or (holds & {A.NO, A.PUT_OFF} and times):
        return {A.MOVE} | (beside - {A.QUESTION})
    if A.NO in holds or A.PUT_OFF in holds:
        return {A.CANCEL} | later | (beside - {A.QUESTION})
    if holds & {A.CONFIRM, A.YES, A.PHONE, A.THANKS}:
        return {A.CONFIRM} | beside
    return holds


def _introduces(reply: str, message: Message) -> bool:
    """Somebody is in copy, or the greeting names two; an assistant for the calendar is neither."""
    others = [a for a in message.cc.split(",") if "@" in a]
    greeting = reply.strip().split("\n")[0][:80]
    two = (
        bool(re.match(r"[^,.!?]*\w+(?:,| and| und| &|/) \w+", greeting))
        and len(greeting.split()) <= 7
    )
    return bool(others) or two


def _ordered(
    holds: set[AnswerClass], times: tuple[Time, ...], reply: str
) -> tuple[AnswerClass, tuple[AnswerClass, ...]]:
    if not holds or not reply:
        return A.UNCLEAR, ()
    order = [one for one in AnswerClass if one in holds]
    main = order[0]
    if main in (A.YES, A.PHONE) and A.PUT_OFF in holds and not times:
        main = A.PUT_OFF
    return main, tuple(one for one in order if one is not main)


def _persons(reply: str, message: Message) -> list[str]:
    words = lexicon(message.language)
    told = []
    for sentence in _sentences(reply):
        for name in ("someone-else", "introduced"):
            for pattern in words.classes[name]:
                if pattern.search(sentence.plain):
                    told.append(sentence.plain)
                    break
    return told


def _inside(
    told: tuple[AnswerClass, ...],
    reply: str,
    message: Message,
    times: tuple[Time, ...],
    evidence: list[Evidence],
) -> Found:
    others = {A.SOMEONE_ELSE, A.INTRODUCED, A.OPENING} & set(told)
    people = _found.people(reply, message, iter(_persons(reply, message))) if others else ()
    return Found(
        times=times if {A.YES, A.PHONE, A.MOVE, A.CONFIRM} & set(told) else (),
        phone=_found.phone(reply),
        people=people,
        until=_found.until(reply, message) if A.PUT_OFF in told else None,
        link=_found.link(reply),
    )
