"""One fold for each verb that changes the standing: a standing and an entry give the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from fifteen.method._booking_folds import BOOKING_FOLDS, settled
from fifteen.method.words import Channel, Entry, Medium, Promise, Rest, Standing, Verb

ANSWERS = frozenset(
    {
        Verb.SAID_YES,
        Verb.SAID_NO,
        Verb.PUT_OFF,
        Verb.OFFERED_PHONE,
        Verb.ASKED_BACK,
        Verb.NAMED_SOMEONE,
    }
)
"""What a person can answer; each wants an answer of ours (R1 to R5)."""

HEARD = ANSWERS | {Verb.BOOKED, Verb.NEVER}
"""What shows that somebody answered: who takes a time on the page (R1), or wants no more letters,
has answered as well."""

OUR_ANSWERS: dict[Verb, frozenset[Verb]] = {
    Verb.TIMES_SENT: frozenset({Verb.SAID_YES, Verb.OFFERED_PHONE}),
    Verb.CLARIFIED: frozenset({Verb.PUT_OFF, Verb.ASKED_BACK}),
    Verb.ANSWERED: frozenset({Verb.ASKED_BACK}),
    Verb.PHONE_OFFERED: frozenset({Verb.PUT_OFF}),
    Verb.THANKED_NO: frozenset({Verb.SAID_NO, Verb.PUT_OFF, Verb.NAMED_SOMEONE}),
}
"""Which letters of ours settle which of theirs."""


def _asked(s: Standing, e: Entry) -> Standing:
    return replace(
        s,
        asked_on=e.on,
        asked_by=Channel(e.data.get("channel") or Channel.MAIL),
        reminders=(),
        put_offs=0,
        put_off_until=None,
        wants_phone=False,
        times_sent=0,
        last_sent_on=e.on,
        last_sent=e.verb,
        later_until=None,
        rest=None,
        **settled(),
    )


def _introduction_asked(s: Standing, e: Entry) -> Standing:
    return replace(s, introduction_asked_on=e.on, later_until=None)


def _reminded(s: Standing, e: Entry) -> Standing:
    return replace(
        s, reminders=(*s.reminders, e.on), last_sent_on=e.on, last_sent=e.verb, later_until=None
    )


def _answered(s: Standing, e: Entry) -> Standing:
    # They may answer what was never asked, or write after years of rest: both wake the person.
    return replace(
        s,
        asked_on=s.asked_on or e.on,
        answered_before=True,
        open_answer=e.verb,
        open_answer_on=e.on,
        open_answer_at=e.at,
        open_answer_data=dict(e.data),
        put_offs=s.put_offs + (e.verb is Verb.PUT_OFF),
        put_off_until=_day(e.data.get("until")) if e.verb is Verb.PUT_OFF else s.put_off_until,
        times_sent=0,
        wants_phone=e.verb is Verb.OFFERED_PHONE or (s.wants_phone and e.verb is Verb.SAID_YES),
        later_until=None,
        rest=s.rest if s.rest is not None and s.rest.forever else None,
    )


def _our_answer(s: Standing, e: Entry) -> Standing:
    s = replace(
        s,
        last_sent_on=e.on,
        last_sent=e.verb,
        times_sent=s.times_sent + (e.verb is Verb.TIMES_SENT),
        later_until=None,
    )
    if s.open_answer in OUR_ANSWERS[e.verb]:
        why = _REST_AFTER.get((e.verb, s.open_answer)) if s.open_answer else None
        s = replace(s, **settled())
        if why is not None and s.met_on is None:
            s = replace(s, rest=Rest(why, e.on))
    return s


_REST_AFTER = {
    (Verb.THANKED_NO, Verb.SAID_NO): "said-no",
    (Verb.THANKED_NO, Verb.PUT_OFF): "put-off",
    (Verb.THANKED_NO, Verb.NAMED_SOMEONE): "named-someone",
}


def _met(s: Standing, e: Entry) -> Standing:
    end = e.data.get("end")
    return replace(
        s,
        asked_on=s.asked_on or e.on,
        booking=None,
        answered_before=True,
        wants_phone=False,
        met_on=e.on,
        met_at=datetime.fromisoformat(end) if end else None,
        met_by=Medium(e.data.get("medium", Medium.PHONE)),
        conversation=str(e.data.get("conversation", "")),
        debriefed=False,
        thanked_on=None,
        talks=s.talks + 1,
        fell_through=0,
        touches=(),
        later_until=None,
        rest=None,
        **settled(),
    )


def _debriefed(s: Standing, e: Entry) -> Standing:
    return replace(s, debriefed=True)


def _thanked(s: Standing, e: Entry) -> Standing:
    return replace(s, thanked_on=e.on, last_sent_on=e.on, last_sent=e.verb, later_until=None)


def _promised(s: Standing, e: Entry) -> Standing:
    key = str(e.data["key"])  # the same promise again: its day was moved
    promise = Promise(
        key=key,
        mine=e.data.get("by") == "me",
        what=e.data.get("what", ""),
        due=date.fromisoformat(e.data["due"]),
        made=e.on,
        news=str(e.data.get("news", "")),
    )
    others = tuple(p for p in s.promises if p.key != key)
    return replace(s, promises=(*others, promise), later_until=None)


def _promise_done(s: Standing, e: Entry) -> Standing:
    key = str(e.data.get("key", ""))
    return replace(s, promises=tuple(p for p in s.promises if p.key != key), later_until=None)


def _touched(s: Standing, e: Entry) -> Standing:
    return replace(s, touches=(*s.touches, e.on), last_sent_on=e.on, later_until=None)


def _later(s: Standing, e: Entry) -> Standing:
    return replace(s, later_until=_day(e.data.get("until")))


def _rested(s: Standing, e: Entry) -> Standing:
    if s.rest is not None:
        return s
    return replace(
        s, rest=Rest(str(e.data.get("why", "chosen")), e.on), later_until=None, **settled()
    )


def _woken(s: Standing, e: Entry) -> Standing:
    # Waking someone who was asked once opens a new round: they may be asked again, with a reason.
    if s.rest is None or s.rest.forever:
        return s
    if s.met_on is not None:
        return replace(s, rest=None)
    return replace(
        s,
        rest=None,
        asked_on=None,
        reminders=(),
        put_offs=0,
        put_off_until=None,
        last_sent=None,
        last_sent_on=None,
        wants_phone=False,
    )


def _never(s: Standing, e: Entry) -> Standing:
    return replace(
        s, rest=Rest("never", e.on, forever=True), booking=None, promises=(), **settled()
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


FOLDS: dict[Verb, Callable[[Standing, Entry], Standing]] = {
    Verb.ASKED: _asked,
    Verb.INTRODUCTION_ASKED: _introduction_asked,
    Verb.REMINDED: _reminded,
    **dict.fromkeys(ANSWERS, _answered),
    **dict.fromkeys(OUR_ANSWERS, _our_answer),
    **BOOKING_FOLDS,
    Verb.MET: _met,
    Verb.DEBRIEFED: _debriefed,
    Verb.THANKED: _thanked,
    Verb.PROMISED: _promised,
    Verb.KEPT: _promise_done,
    Verb.RELEASED: _promise_done,
    Verb.TOUCHED: _touched,
    Verb.LATER: _later,
    Verb.RESTED: _rested,
    Verb.WOKEN: _woken,
    Verb.NEVER: _never,
}
