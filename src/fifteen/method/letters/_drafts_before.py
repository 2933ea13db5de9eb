"""The letters before an answer: request, introduction, call, reminder (A1-A11, R6)."""

from __future__ import annotations

from fifteen.method import numbers
from fifteen.method.letters._drafts_desk import (
    HOUSEHOLD,
    KNOWN,
    Desk,
    Text,
    aim,
    background,
    blank,
    fact,
    fact_sentence,
    tie_sentence,
    who,
)
from fifteen.method.letters._drafts_names import parse
from fifteen.method.letters._drafts_notes import Form
from fifteen.method.letters._drafts_wording import word_set
from fifteen.method.words import Purpose, TieKind

LONGEST_REMINDER = 60  # words (R6)
LONGEST_SUBJECT = 78  # characters; longer ones are cut in a list of mails


def request(desk: Desk) -> Text:
    """The first letter to a host, in the way the tie asks for (A4)."""
    room = numbers.table()["words_request"]["range"][1]
    paragraphs = _request(desk)
    myself = "" if desk.tie in KNOWN or desk.version == "short" else background(desk)
    if _words(*paragraphs) > room:
        paragraphs = _request(desk.sparing())
    if myself and _words(*paragraphs, [myself]) <= room:
        paragraphs[1].insert(0, myself)
    return Text(_request_subject(desk), tuple(_joined(sentences) for sentences in paragraphs))


def introduction_request(desk: Desk) -> Text:
    """The letter to the one who knows the host, with a paragraph to forward (A4, C6)."""
    host = desk.pen.values["host"]
    # Asking to be led to "a recruiter at Acme" reads as asking for a job (A1).
    hires = any(word in word_set("hirers") for word in desk.work.title.lower().split())
    apart = f", {desk.work.title}," if desk.work.title and not hires else ""
    more = {"host": f"{host}{apart}", "host_short": host}
    paragraph = desk.say(
        "introduction.paragraph", background=background(desk), fact=fact_sentence(desk)
    )
    asked = [desk.say("introduction.ask"), desk.say("introduction.out")]
    if desk.version == "brief":
        asked = [desk.say("introduction.short", **more), desk.say("introduction.out")]
        opening: list[str] = []
    else:
        opening = [desk.say("introduction.open", **more), desk.say("introduction.want", **more)]
    parts = (_joined(opening), _joined(asked), desk.say("introduction.forward"), paragraph)
    return Text(desk.say("introduction.subject", **more), parts)


def call_script(desk: Desk) -> Text:
    """The same request, spoken: lines to say, with cues in round brackets (A11)."""
    close = "_close" if desk.tie in KNOWN else ""
    name = {"who": who(desk)}
    hello = [desk.say(f"call.hello{close}", **name), tie_sentence(desk)]
    if desk.facts.request:
        hello.append(desk.say("call.wrote"))
    body = [fact_sentence(desk), aim(desk), _ask(desk), desk.say("denial.spoken")]
    if desk.version == "voicemail":
        number = desk.say("call.number", number=blank("number"))
        parts = [
            desk.say("call.beep"),
            _joined(hello),
            _joined(body),
            _joined([number, desk.say("call.message"), desk.say("call.again")]),
        ]
        return Text("", tuple(parts), whole=True)
    parts = [
        _joined([*hello, desk.say("call.moment")]),
        desk.say("call.bad_time"),
        _joined([desk.say("call.go_on"), *body]),
        desk.say("call.yes"),
        desk.say("call.now"),
        desk.say("call.no"),
        desk.say(f"call.end{close}", **name),
    ]
    return Text("", tuple(parts), whole=True)


def reminder(desk: Desk) -> Text:
    """The friendly line after a silence; the last one says that it is the last (R6)."""
    sentences = _reminder(desk)
    if _words(sentences) > LONGEST_REMINDER:
        sentences = _reminder(desk.sparing())
    return Text(subject(desk, "reminder.subject"), (_joined(sentences),))


def subject(desk: Desk, slot: str) -> str:
    """A subject that names the topic, or the bare one where that is unknown or too long."""
    if desk.work.topic:
        line = desk.say(slot)
        if len(line) <= LONGEST_SUBJECT:
            return line
    return desk.say(f"{slot}_bare")


def _request(desk: Desk) -> list[list[str]]:
    """The sentences of a request, by paragraph."""
    last = [_denial(desk), _out(desk)]
    tie = tie_sentence(desk)
    if desk.version == "short":
        last.insert(0, desk.say("request.short_more"))
        return [["" if desk.tie in HOUSEHOLD else tie, *_short_ask(desk)], last]
    why, middle = fact_sentence(desk), [aim(desk), _ask(desk)]
    if desk.version == "topic":
        return [[aim(desk)], [why, _ask(desk)], last]
    if desk.version == "tie":
        return [[tie, why], middle, last]
    return [[why, "" if desk.tie in HOUSEHOLD else tie], middle, last]


def _reminder(desk: Desk) -> list[str]:
    opening = desk.say("reminder.open_day" if desk.facts.request else "reminder.open")
    slots = ["reminder.still", "reminder.denial"]
    if desk.version == "last":
        slots = ["reminder.last_denial", "reminder.last", "reminder.last_want"]
    return [opening, *(desk.say(slot) for slot in slots)]


def _short_ask(desk: Desk) -> list[str]:
    note = fact(desk)
    if note.form is Form.THING:
        return [desk.say("request.short", fact=note.text)]
    return [fact_sentence(desk), desk.say("request.short_bare")]


def _request_subject(desk: Desk) -> str:
    via = parse(desk.facts.host.tie.via).full if desk.facts.host.tie.via.strip() else ""
    line = ""
    if desk.work.topic and via and desk.tie in (TieKind.REFERRED, TieKind.INTRODUCED):
        line = desk.say(f"request.subject.{desk.tie.value}")
    elif desk.work.topic and via and desk.tie in (TieKind.ALUMNI, TieKind.GROUP):
        line = desk.say("request.subject.shared")
    if not line or len(line) > LONGEST_SUBJECT:
        line = desk.say("request.subject.fact") if desk.work.topic else ""
    if not line or len(line) > LONGEST_SUBJECT:
        line = desk.say("request.subject.bare")
    return line


def _ask(desk: Desk) -> str:
    purpose = desk.facts.seeker.purpose
    known = purpose in (Purpose.OPPORTUNITIES, Purpose.RENEW)
    return desk.say(f"ask.{purpose.value if known else 'learn'}")


def _denial(desk: Desk) -> str:
    selling = desk.facts.seeker.purpose is Purpose.OPPORTUNITIES
    return desk.say("denial.opportunities" if selling else "denial.any")


def _out(desk: Desk) -> str:
    return desk.say("out.close" if desk.tie in KNOWN else "out.formal")


def _joined(sentences: list[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _words(*parts: list[str]) -> int:
    return sum(len(sentence.split()) for part in parts for sentence in part)
