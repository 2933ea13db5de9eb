"""What kind of answer is it? (ANSWERS.md, part 1; R1 to R7)

`read` is deterministic and needs nothing but the message. It proposes what the seeker confirms.
"""

from __future__ import annotations

from dataclasses import replace

from fifteen.method.answers import _bounces, _found, _machine, _people
from fifteen.method.answers._agreed import Talk, hours_alone, talk_of, with_agreed
from fifteen.method.answers._lexicon import lexicon
from fifteen.method.answers._reply import reply_of
from fifteen.method.answers._said import (
    Said,
    core_of,
    heard_in,
    how_surely,
    nearest_to,
    persons,
    said_in,
)
from fifteen.method.answers._sentences import sentences
from fifteen.method.answers._settled import ordered, settled
from fifteen.method.answers._torn import refuses_for_good, takes_back
from fifteen.method.answers._weighed import Grounds, signs_of, weighed
from fifteen.method.answers.words import AnswerClass, Evidence, Found, Message, Reading

__all__ = ["read"]

A = AnswerClass
_FOR_GOOD = 5.0  # log odds of a no to any other day, beside a talk called off
_NOT_BOOKABLE = {A.PUT_OFF, A.NO, A.NEVER, A.OPENING, A.BY_MAIL}


def read(message: Message) -> Reading:
    """The class to act on first, those beside it, the reply, what was found, and the words.

    An answer without new text, and one that none of the classes fits, is `unclear`.
    """
    reply = reply_of(message.text, message.sender, message.asked)
    machine = _machine.machine(message)
    if machine:
        reply = _machine.said(machine, message, reply)
    if machine is A.BOUNCE:
        return Reading(machine, (), reply, _bounces.bounced(message), _shown(machine, reply))
    if machine is A.AUTO:
        return Reading(machine, (), reply, _automatic(message, reply), _shown(machine, reply))
    talk = talk_of(reply, message)
    if talk.agreed:
        message = with_agreed(message)
    grounds = grounds_of(reply, message, talk)
    main, also = weighed(signs_of(grounds, reply, message, talk.agreed))
    told = (main, *also)
    return Reading(
        main,
        also,
        reply,
        _inside(told, reply, message, grounds),
        _evidence(told, grounds, message.language),
    )


def grounds_of(reply: str, message: Message, talk: Talk | None = None) -> Grounds:
    """What the sentences of a reply say one by one, and what the rules make of it."""
    talk = talk or talk_of(reply, message)
    heard = heard_in(reply, message.language)
    said = said_in(heard, message)
    times = _found.times(_bookable(reply, said, message.language), message)
    if not times and talk.agreed:
        times = hours_alone(reply, message)
    torn = not talk.agreed and takes_back(heard, reply, message)
    odds = how_surely(said)
    if talk.agreed and A.NO in odds:
        odds[A.NO] = _FOR_GOOD if refuses_for_good(heard, message.language) else 0.0
    holds = set() if torn else settled(odds, times, reply, message, talk)
    main, also = ordered(holds, times, reply)
    return Grounds(heard, said, times, main, also, talk.thanked, torn)


def _shown(machine: AnswerClass, reply: str) -> tuple[Evidence, ...]:
    """The words by which a machine is known."""
    found = _machine.telling(machine, reply)
    return (Evidence(machine, *found),) if found else ()


def _evidence(
    told: tuple[AnswerClass, ...], grounds: Grounds, language: str
) -> tuple[Evidence, ...]:
    """The words each class rests on; where it follows from a number, a time or the other classes,
    the sentence that is nearest to saying it."""
    found = [
        Evidence(one.answer, *core_of(one, grounds.heard, language))
        for one in grounds.said
        if one.answer in told
    ]
    shown = {one.answer for one in found}
    for one in told:
        if one not in shown and (nearest := nearest_to(one, grounds.heard)):
            found.append(Evidence(one, nearest.start, nearest.end))
    return tuple(found)


def _bookable(reply: str, said: list[Said], language: str) -> str:
    """The sentences in which a time can be meant as one to book: none that put off or refuse, or
    say when somebody else can be called."""
    kept, words = [], lexicon(language).words
    for one in sentences(reply):
        told = {e.answer for e in said if e.start < one.end and one.start < e.end}
        theirs = words["their_number"].search(one.plain) and not words["my_number"].search(
            one.plain
        )
        if A.YES in told or not (told & _NOT_BOOKABLE or (theirs and A.SOMEONE_ELSE in told)):
            kept.append(reply[one.start : one.end])
    return "\n".join(kept)


def _automatic(message: Message, reply: str) -> Found:
    told = persons(heard_in(reply, message.language))
    people = _people.people(reply, replace(message, cc=""), told)
    back = _machine.back_on(message)
    return Found(people=people, back_on=back, until=back, new_address=_machine.new_address(message))


def _inside(told: tuple[AnswerClass, ...], reply: str, message: Message, grounds: Grounds) -> Found:
    others = {A.SOMEONE_ELSE, A.INTRODUCED, A.OPENING} & set(told)
    people = _people.people(reply, message, persons(grounds.heard)) if others else ()
    return Found(
        times=grounds.times if {A.YES, A.PHONE, A.MOVE, A.CONFIRM} & set(told) else (),
        phone=_found.phone(reply, message),
        people=people,
        until=_found.until(reply, message) if A.PUT_OFF in told else None,
        link=_found.link(reply, message.language),
    )
