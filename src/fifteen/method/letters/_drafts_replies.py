"""The letters that answer an answer: put-offs, times, confirmation, refusals (R1-R5)."""

from __future__ import annotations

import re
from datetime import date

from fifteen.method.letters._drafts_before import subject
from fifteen.method.letters._drafts_desk import Desk, Text, blank, day
from fifteen.method.letters._drafts_names import parse
from fifteen.method.letters._drafts_notes import one_line
from fifteen.method.letters._drafts_reasons import question_asked, reason_named
from fifteen.method.letters._drafts_wording import phrasings, word_set
from fifteen.method.words import Medium

FINAL_PUT_OFF = 2  # from this one on: the telephone and a name, once, then peace (R4)
MOST_TIMES = 3  # offered in one letter (R1)
LONGEST_QUESTION = 30  # words of theirs that are quoted back


def put_off_answer(desk: Desk) -> Text:
    """The clarifying answer (R3), or the telephone and the request for a name (R4)."""
    if desk.version == "phone":
        return _telephone(desk)
    if desk.version == "then":
        return _written_again(desk)
    line = subject(desk, "put_off.subject")
    thanks = desk.say("put_off.thanks")
    asked = _their_question(desk) if desk.version == "question" else ""
    denied = asked == desk.say("put_off.asked_job")
    denial = "" if denied else desk.say("put_off.denial")
    if desk.short:
        return Text(line, (_joined(thanks, asked, desk.say("put_off.short"), denial),))
    plain = (desk.say("put_off.plain"), denial)
    return Text(line, (_joined(thanks, asked), _joined(*plain), desk.say("put_off.later")))


def times(desk: Desk) -> Text:
    """Two or three times, the page where they pick one, or the question what suits (R1)."""
    line = subject(desk, "times.subject")
    thanks, length = desk.say("times.thanks"), desk.say("times.length")
    offered = [one_line(time) for time in desk.facts.times if time.strip()][:MOST_TIMES]
    if desk.version == "page" and desk.facts.page:
        asked = f"{desk.say('times.page')}\n{desk.facts.page.strip()}"
        otherwise = desk.say("times.page_else")
    elif desk.version == "ask" or not offered:
        asked, otherwise = "", desk.say(f"times.ask{'_short' if desk.short else ''}")
    elif len(offered) == 1:
        asked, otherwise = desk.say("times.one", time=offered[0]), desk.say("times.else_one")
    else:
        slot = f"times.several{'_short' if desk.short else ''}"
        asked = "\n".join([desk.say(slot), *(f"- {time}" for time in offered)])
        otherwise = desk.say("times.else")
    if desk.short:
        otherwise = otherwise if not asked else desk.say("times.else_short")
        thanks = _joined(desk.say("times.thanks_short"), asked)
        return Text(line, (thanks, _joined(otherwise, desk.say("times.length_short"))))
    return Text(line, (thanks, asked, _joined(otherwise, length)))


def confirmation(desk: Desk) -> Text:
    """The day before: when, where, how long, what about."""
    when = one_line(desk.facts.when) or blank("when")
    where = _where(desk)
    known = bool(desk.facts.when.strip())
    line = desk.say("confirm.subject", when=when) if known else desk.say("confirm.subject_bare")
    moved = desk.say("confirm.moved")
    if desk.short:
        moved = desk.say("confirm.moved_short")
    if desk.version == "sentence" and desk.short:
        told = desk.say("confirm.sentence_short", when=when, where=where)
        return Text(line, (_joined(told, moved),))
    if desk.version == "sentence":
        told = desk.say("confirm.sentence", when=when, where=where)
        return Text(line, (told, moved))
    about = desk.pen.values["topic"]
    rows = (
        desk.say("confirm.when", when=when),
        desk.say("confirm.where", where=where),
        desk.say("confirm.long"),
        desk.say("confirm.about", about=about),
    )
    if desk.short:
        return Text(line, ("\n".join(rows), moved))
    opening = desk.say("confirm.open")
    return Text(line, (opening, "\n".join(rows), _joined(desk.say("confirm.prepare"), moved)))


def thanks_declined(desk: Desk) -> Text:
    """Thanks for a refusal, a final put-off or a name; asks to be remembered (R2, R5)."""
    named = parse(desk.facts.named).full
    thanks = [_for_reason(desk) or desk.say("declined.thanks")]
    if named:
        slot = "declined.named" if desk.facts.may_name else "declined.named_quiet"
        thanks.append(desk.say(slot, named=named))
    line = desk.say("declined.subject_named" if named else "declined.subject", named=named)
    purpose, remember = desk.say("declined.purpose"), desk.say("declined.remember")
    enclosed = desk.say("declined.resume") if desk.version == "resume" else ""
    if desk.short:
        last = _joined(purpose, enclosed, desk.say("declined.remember_short"))
        return Text(line, (_joined(*thanks), last), may_enclose=True)
    middle = _joined(purpose, desk.say("declined.pity"))
    return Text(line, (_joined(*thanks), middle, enclosed, remember), may_enclose=True)


def is_answered_by_purpose(question: str) -> bool:
    """Whether saying the purpose and the length answers what they asked."""
    return bool(_ABOUT_PURPOSE.search(question))


_ABOUT_PURPOSE = re.compile(
    r"\b(?:what (?:is|are|do|would|exactly|kind|sort|about)|what's|what’s|about what|how long"
    r"|how much time|purpose|looking for|why me|what for)\b",
    re.IGNORECASE,
)


def _written_again(desk: Desk) -> Text:
    """That the seeker writes again when they wished to be written to: nothing was unclear."""
    assert desk.facts.until is not None
    then = around(desk.facts.until, desk.facts.today)
    said = _joined(desk.say("put_off.thanks"), desk.say("put_off.again", then=then))
    quiet = _joined(desk.say("put_off.denial"), desk.say("put_off.again_quiet"))
    parts = (_joined(said, quiet),) if desk.short else (said, quiet)
    return Text(desk.say("put_off.subject_again", then=then), parts)


SOON = 21  # days within which a day is named, and no part of a month
LONG = 300  # days after which the year is named too


def around(until: date, today: date | None) -> str:
    """When that is, as a letter says it: "in the middle of January", "around 14 December"."""
    away = (until - today).days if today else SOON + 1
    if away <= SOON:
        return f"around {day(until)}"
    month = phrasings("months")[until.month - 1] + (f" {until.year}" if away > LONG else "")
    if until.day == 1:
        return f"in {month}"
    if until.day <= _EARLY:
        return f"at the beginning of {month}"
    return f"in the middle of {month}" if until.day <= _MIDDLE else f"towards the end of {month}"


_EARLY, _MIDDLE = 10, 20  # days of a month


def _telephone(desk: Desk) -> Text:
    opening = _joined(desk.say("put_off.thanks"), desk.say("put_off.full"))
    name, peace = desk.say("put_off.name"), desk.say("put_off.peace")
    line = desk.say("put_off.subject_phone")
    if desk.short:
        return Text(
            line, (_joined(desk.say("put_off.phone_short"), desk.say("put_off.name_short")),)
        )
    return Text(line, (opening, desk.say("put_off.phone"), _joined(name, peace)))


def _their_question(desk: Desk) -> str:
    """Their question said back; with a blank for the answer unless the purpose answers it."""
    whole = desk.facts.question.split()
    if {word.strip("?,.!").lower() for word in whole} & word_set("asking"):
        return desk.say("put_off.asked_job")
    question = question_asked(desk.facts.question, desk.facts.host.name)
    if len(question.split()) > LONGEST_QUESTION or not question.strip("? "):
        return blank("answer")
    asked = desk.say("put_off.asked", question=question.rstrip("?") + "?")
    return asked if is_answered_by_purpose(question) else _joined(asked, blank("answer"))


def _where(desk: Desk) -> str:
    medium = desk.facts.medium
    key = medium.value if medium else "any"
    missing = {Medium.PHONE: "phone_where", Medium.VIDEO: "link", Medium.IN_PERSON: "address"}
    where = " ".join(desk.facts.where.split())
    where = where or blank(missing[medium] if medium else "where")
    return desk.say(f"place.{key}", where=where)


def _for_reason(desk: Desk) -> str:
    """Thanks for the reason they gave; empty without one."""
    slot, reason = reason_named(desk.facts.reason, desk.facts.host.name)
    return desk.say(slot, reason=reason) if slot else ""


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
