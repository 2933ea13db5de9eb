"""The classes that hold beside each other, by the readings of ANSWERS.md; and their order."""

from __future__ import annotations

from collections.abc import Mapping

from fifteen.method.answers import _found
from fifteen.method.answers._addressed import (
    addresses_both,
    greets_stranger,
    greets_two,
    names_copied,
)
from fifteen.method.answers._agreed import Talk, names_another
from fifteen.method.answers._lexicon import lexicon
from fifteen.method.answers._sentences import sentences
from fifteen.method.answers._spoken_of import names_somebody, shared
from fifteen.method.answers.words import AnswerClass, Message
from fifteen.method.times import Time, names_time

A = AnswerClass
Odds = Mapping[AnswerClass, float]

SUBSTANCE_WORDS = 28
_SURELY = 2.5  # log odds of a yes that stands beside a wish for questions in writing
_RATHER = 1.0  # of a yes beside a résumé, an opening, somebody else
_AS_WELL = 2.0  # a no or advice beside a talk called off
_BESIDE_THANKS = {A.SOMEONE_ELSE, A.INTRODUCED, A.OPENING, A.NEVER}
_NOTHING = -9.0  # log odds of what nobody said
_SPOKEN = 0.7  # from which somebody is introduced although neither is spoken to
_STRANGER = 3.5  # below these odds, mail that greets somebody else is meant for somebody else


def settled(
    odds: dict[AnswerClass, float],
    times: tuple[Time, ...],
    reply: str,
    message: Message,
    talk: Talk,
) -> set[AnswerClass]:
    """The classes that hold, from those that were said."""
    words = lexicon(message.language).words
    holds = set(odds)
    moved = talk.agreed and names_another(times, reply, message)
    private = _is_unclear(odds) and not names_copied(reply, message)
    if not moved and (private or _is_for_somebody_else(odds, reply, message)):
        return set()
    holds.discard(A.UNCLEAR)
    faint = odds.get(A.INTRODUCED, 0) < _SPOKEN
    if A.INTRODUCED in holds and (faint or not _introduces(reply, message)):
        holds.discard(A.INTRODUCED)
        holds |= {A.SOMEONE_ELSE} if odds[A.INTRODUCED] > _SURELY else set()
    if addresses_both(reply, message):
        holds.add(A.INTRODUCED)
    if _sends_to(reply, message) and not holds & {A.INTRODUCED, A.OPENING, A.BY_MAIL, A.NEVER}:
        holds.add(A.SOMEONE_ELSE)
    if odds.get(A.SOMEONE_ELSE, 0) < _SURELY and not names_somebody(reply, message):
        holds.discard(A.SOMEONE_ELSE)
    if A.INTRODUCED in holds:
        holds = (holds | {A.SOMEONE_ELSE}) - {A.QUESTION, A.BY_MAIL}
    if talk.agreed:
        holds = _of_a_talk(holds, odds, times, reply, message)
    else:
        holds -= {A.CONFIRM, A.CANCEL}
        if A.MOVE in holds and not words["moves"].search(reply):
            holds.discard(A.MOVE)
        told = _of_thanks(holds, odds, times) if talk.thanked else set()
        holds = told or _of_a_request(holds, odds, times, reply, message)
    if A.NEVER in holds:
        named = holds & {A.SOMEONE_ELSE} if odds.get(A.SOMEONE_ELSE, 0) > _AS_WELL else set()
        holds = (holds & {A.NEVER, A.NO, A.CANCEL}) | named
    if len(holds) > 1:
        holds.discard(A.THANKS)
    return holds


def ordered(
    holds: set[AnswerClass], times: tuple[Time, ...], reply: str
) -> tuple[AnswerClass, tuple[AnswerClass, ...]]:
    """The class to act on first, and those beside it."""
    if not holds or not reply:
        return A.UNCLEAR, ()
    order = [one for one in AnswerClass if one in holds]
    main = order[0]
    if main in (A.YES, A.PHONE) and A.PUT_OFF in holds and not times:
        main = A.PUT_OFF
    return main, tuple(one for one in order if one is not main)


def _of_thanks(holds: set[AnswerClass], odds: Odds, times: tuple[Time, ...]) -> set[AnswerClass]:
    """What holds in an answer to thanks, where there is nothing to decide; else nothing."""
    told = {one for one in holds & _BESIDE_THANKS if odds.get(one, 0) > _RATHER}
    if told or A.THANKS in holds or (holds <= {A.YES, A.NO, A.BY_MAIL} and not times):
        return told or {A.THANKS}
    return set()


def _of_a_request(
    holds: set[AnswerClass],
    odds: Odds,
    times: tuple[Time, ...],
    reply: str,
    message: Message,
) -> set[AnswerClass]:
    words = lexicon(message.language).words
    bookable = bool(times) or bool(_found.link(reply, message.language))
    wordy = SUBSTANCE_WORDS * (2 if odds.get(A.THANKS, 0.0) > 0 else 1)
    if not holds - {A.THANKS} and len(reply.split()) >= wordy and "?" not in reply:
        return {A.BY_MAIL}  # so many words that ask and refuse nothing are the answer itself
    if words["not_before"].search(reply) and not bookable and not holds & {A.NO, A.NEVER}:
        holds.add(A.PUT_OFF)
    if {A.YES, A.NO} <= holds and (words["undecided"].search(reply) or is_torn(odds, bookable)):
        return {A.UNCLEAR}
    holds = _with_number(holds, reply, message)
    holds = _one_wish(holds, odds, reply, message)
    if A.YES in holds and not bookable and odds[A.YES] < _enough_beside(holds):
        holds.discard(A.YES)
    if times and not holds & {A.NO, A.NEVER, A.MOVE, A.PUT_OFF, A.OPENING, A.BY_MAIL}:
        holds.add(A.YES)
    if {A.NO, A.PHONE} <= holds and A.YES in holds:
        holds.discard(A.NO)
    if {A.NO, A.YES} <= holds:
        weaker = A.NO if bookable or odds.get(A.YES, 0) > odds[A.NO] else A.YES
        holds.discard(weaker)
    if {A.NO, A.PUT_OFF} <= holds:
        later = _found.until(reply, message) or odds[A.PUT_OFF] > odds[A.NO]
        holds -= {A.NO} if later else {A.PUT_OFF}
    if A.NO in holds:
        holds -= {A.YES, A.PHONE, A.QUESTION}
    if A.PHONE in holds and not holds & {A.PUT_OFF, A.MOVE, A.CANCEL}:
        holds.add(A.YES)
    if {A.YES, A.PUT_OFF} <= holds and bookable:
        holds.discard(A.PUT_OFF)
    return holds


def _with_number(holds: set[AnswerClass], reply: str, message: Message) -> set[AnswerClass]:
    """With what a number says: that they want to be called, or somebody else does."""
    number = _found.phone(reply, message)
    if _found.is_of_another(number, reply, message.language):
        holds = (holds | {A.SOMEONE_ELSE}) - {A.PHONE}
    if number and not holds & {
        A.NO,
        A.NEVER,
        A.PUT_OFF,
        A.SOMEONE_ELSE,
        A.OPENING,
    }:
        holds.add(A.PHONE)
    return holds


def _one_wish(
    holds: set[AnswerClass], odds: Odds, reply: str, message: Message
) -> set[AnswerClass]:
    """Without what only goes with another wish: a question that invites, a telephone not wanted."""
    words = lexicon(message.language).words
    if A.OPENING in holds and words["invites"].search(reply):
        holds.discard(A.QUESTION)
    if {A.WANTS_RESUME, A.QUESTION} <= holds and odds.get(A.QUESTION, 0.0) < _RATHER:
        holds.discard(A.QUESTION)  # asking for a CV is no question
    if {A.BY_MAIL, A.PHONE} <= holds and odds.get(A.PHONE, 0.0) < odds[A.BY_MAIL]:
        holds.discard(A.PHONE)  # "I hate the telephone, do write"
    if A.BY_MAIL in holds and words["what_to_know"].search(reply):
        holds.discard(A.QUESTION)
    return holds


def is_torn(odds: Odds, bookable: bool) -> bool:
    """Yes and no, both as surely as words can say it, and no time for either."""
    return not bookable and min(odds[A.YES], odds[A.NO]) > _SURELY


def _enough_beside(holds: set[AnswerClass]) -> float:
    """How sure a yes must be to hold beside the others."""
    if holds & {A.BY_MAIL, A.INTRODUCED}:
        return _SURELY
    others = {A.WANTS_RESUME, A.OPENING, A.SOMEONE_ELSE}
    return _RATHER if holds & others else -_SURELY


def _of_a_talk(
    holds: set[AnswerClass],
    odds: Odds,
    times: tuple[Time, ...],
    reply: str,
    message: Message,
) -> set[AnswerClass]:
    """About a talk that is agreed: called off, moved, or confirmed, in this order."""
    beside = holds & {A.SOMEONE_ELSE, A.WANTS_RESUME, A.OPENING, A.QUESTION, A.NEVER}
    moved = {A.MOVE} | (beside if odds.get(A.QUESTION, 0) > _RATHER else beside - {A.QUESTION})
    advice = {A.BY_MAIL} if odds.get(A.BY_MAIL, 0) > _AS_WELL else set()
    later = {A.PUT_OFF} if A.PUT_OFF in holds and _found.until(reply, message) else set()
    no = {A.NO} if odds.get(A.NO, 0) > _AS_WELL else set()
    another = names_another(times, reply, message)
    stands = odds.get(A.CONFIRM, 0) > _SURELY + _SURELY and A.MOVE not in holds
    if another and A.CANCEL not in holds and not (stands and "?" not in reply):
        return moved  # it names another time than the agreed one
    if another is False and odds.get(A.MOVE, 0) < _SURELY:
        holds = holds - {A.MOVE}
    named = times and another is not False and not holds & {A.PUT_OFF, A.BY_MAIL}
    if A.CANCEL in holds and ((named and A.YES in holds) or _proposes_time(reply, message)):
        return moved
    if A.CANCEL in holds and A.MOVE in holds and (times or odds[A.MOVE] > odds[A.CANCEL]):
        return moved
    if A.CANCEL in holds:
        return {A.CANCEL} | no | later | advice | (beside - {A.QUESTION})
    if A.MOVE in holds or (holds & {A.NO, A.PUT_OFF} and times):
        return moved
    if A.NO in holds or A.PUT_OFF in holds:
        return {A.CANCEL} | no | later | advice | (beside - {A.QUESTION})
    first = next((one.plain for one in sentences(reply)), "?")
    answers = holds & {A.CONFIRM, A.YES, A.PHONE, A.THANKS} or another is False
    if answers or (holds == {A.QUESTION} and not first.endswith("?")):
        return {A.CONFIRM} | beside
    return holds


def _proposes_time(reply: str, message: Message) -> bool:
    """Whether it names a time or lets one be chosen: "Would Friday at the same time work?"."""
    if _lets_choose(reply, message):
        return True
    return any(
        one.plain.endswith("?") and names_time(one.plain, message.language)
        for one in sentences(reply)
    )


def _lets_choose(reply: str, message: Message) -> bool:
    """Whether the seeker is to name a day: "any other morning suits, pick one"."""
    return lexicon(message.language).words["offers"].search(reply) is not None


def _is_for_somebody_else(odds: Odds, reply: str, message: Message) -> bool:
    """Mail that greets neither the seeker nor anybody in copy, and says nothing surely, or
    speaks of nothing that was asked."""
    if odds.get(A.NEVER, 0.0) > 0 or not greets_stranger(reply, message):
        return False
    words = lexicon(message.language).words
    faint = max(odds.values(), default=0.0) < _STRANGER
    if faint or "@" in message.cc:
        return faint  # somebody in copy may be known by an address alone
    heeds = words["agrees_first"].search(reply) or words["matter"].search(reply)
    return not (A.NO in odds or heeds or shared(reply, message))


def _sends_to(reply: str, message: Message) -> bool:
    """Whether the reply says to write to an address of somebody else."""
    known = f"{message.sender} {message.to}".lower()
    found = lexicon(message.language).words["send_to"].finditer(reply)
    role = lexicon(message.language).words["mailbox"]
    return any(one[1].lower() not in known and not role.match(one[1]) for one in found)


def _is_unclear(odds: Odds) -> bool:
    """Whether what is said surest is no answer: private words, an order, neither yes nor no."""
    others = [how for one, how in odds.items() if one not in (A.UNCLEAR, A.THANKS)]
    return A.UNCLEAR in odds and odds[A.UNCLEAR] > max(others, default=_NOTHING)


def _introduces(reply: str, message: Message) -> bool:
    """Somebody is in copy, or the greeting names two; an assistant for the calendar is neither."""
    others = [a for a in message.cc.split(",") if "@" in a]
    return bool(others) or greets_two(reply)
