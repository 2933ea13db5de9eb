"""The letters before an answer: request, call, reminder (A1-A11, R6)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

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
)
from fifteen.method.letters._drafts_envelope import who
from fifteen.method.letters._drafts_names import parse
from fifteen.method.letters._drafts_notes import Form, one_line
from fifteen.method.words import Purpose, TieKind

SHORT_REQUEST = (50, 70)  # words, the lower part of what is answered best (A9)
FEWER, MORE = 25, 15  # words around what a request should have
TURNS = 24  # tries with other phrasings, until a letter has the words it should have
OFFERING = ("times", "page")  # a request that says when: in its text, or behind a link (R1)
MOST_OFFERED, LEAST_OFFERED = 5, 3  # times in a request
LONGEST_SUBJECT = 78  # characters; longer ones are cut in a list of mails


def request(desk: Desk) -> Text:
    """The first letter to a host, in the way the tie asks for (A4)."""
    if desk.version in OFFERING:
        return Text(_request_subject(desk), _offering(desk))
    least, most = _room(desk)
    compose = _short_request if desk.short else _request
    paragraphs = _fitting(desk, _whom if desk.asks_whom else compose, least, most)
    myself = "" if desk.tie in KNOWN or desk.short or desk.asks_whom else background(desk)
    if myself:
        paragraphs = _with_myself(desk, paragraphs, myself, most)
    return Text(_request_subject(desk), tuple(_joined(sentences) for sentences in paragraphs))


def _room(desk: Desk) -> tuple[int, int]:
    """The words a request has: around the number in Settings (75: 50 to 90)."""
    if desk.short:
        return SHORT_REQUEST
    return desk.facts.words_request - FEWER, desk.facts.words_request + MORE


def _offering(desk: Desk) -> tuple[str, ...]:
    """The paragraphs of a request that says when: as many times as its words leave room for."""
    least, most = _room(desk)
    page = desk.facts.page.strip()
    if desk.version == "page" and page:
        return _with_list(_fitting(desk, _asked_with("request.page_lead"), least, most - 1), page)
    offered = [one_line(time) for time in desk.facts.times if time.strip()]
    lead = f"request.times_lead{'_short' if desk.short else ''}"
    whole, brief = _asked_with(lead), _asked_with(lead, brief=True)
    most_times = LEAST_OFFERED if desk.short else MOST_OFFERED
    counts = range(min(len(offered), most_times), LEAST_OFFERED - 1, -1)
    for count, compose in [*((n, whole) for n in counts), (LEAST_OFFERED, brief)]:
        taken = _words(offered[:count])
        made = _fitting(desk, compose, max(least - taken, 0), most - taken)
        if _words(*made) + taken <= most:
            break
    return _with_list(made, "\n".join(f"- {time}" for time in offered[:count]))


def _with_list(made: list[list[str]], listed: str) -> tuple[str, ...]:
    *before, asked, last = (_joined(sentences) for sentences in made)
    return (*before, f"{asked}\n{listed}", last)


def _asked_with(lead: str, brief: bool = False) -> Callable[[Desk], list[list[str]]]:
    """The sentences of a request that ends its ask with a line about times; `brief`: why this
    person stands in the ask itself."""

    def compose(desk: Desk) -> list[list[str]]:
        slight = brief and desk.tie is TieKind.WEAK and not desk.facts.host.tie.via.strip()
        tie = "" if slight or desk.tie in HOUSEHOLD else tie_sentence(desk)
        if desk.short or brief:
            alone = desk.short or desk.pen.sparing
            last = [_denial(desk)] if alone else [_denial(desk), _out(desk)]
            # A reason with a clause of its own stands better in a sentence of its own.
            apart = not desk.short and "," in fact(desk).text
            why = [fact_sentence(desk), desk.say("request.short_bare")]
            return [[tie, *(why if apart else _short_ask(desk)), desk.say(lead)], last]
        ask = desk.say("request.short_bare")
        return [[fact_sentence(desk), tie], [ask, desk.say(lead)], [_denial(desk), _out(desk)]]

    return compose


def _with_myself(
    desk: Desk, paragraphs: list[list[str]], myself: str, most: int
) -> list[list[str]]:
    """With the line about the seeker, where some phrasing leaves room for it.

    Who asks matters more than a longer phrasing, and more than saying that the two hardly met.
    """
    others = ((d, _request(d)) for d in map(desk.turned, range(TURNS)))
    for one, made in chain([(desk, paragraphs)], others):
        slight = tie_sentence(one) if desk.tie is TieKind.WEAK else ""
        kept = [[line for line in lines if line != slight] for lines in made]
        for letter in (made, kept):
            if _words(*letter, [myself]) <= most:
                letter[1].insert(0, myself)
                return letter
    return paragraphs


def call_script(desk: Desk) -> Text:
    """The same request, spoken: lines to say, with cues in round brackets (A11)."""
    close = "_close" if desk.tie in KNOWN else ""
    name = {"who": who(desk)}
    hello = [desk.say(f"call.hello{close}", **name), tie_sentence(desk)]
    if desk.facts.request and not desk.short:
        hello.append(desk.say("call.wrote"))
    asked = _short_ask(desk) if desk.short else [fact_sentence(desk), aim(desk), _ask(desk)]
    if desk.asks_whom:
        said = desk.say("whom.ask"), _whom_why(desk)
        asked = [*said] if desk.short else [aim(desk), *reversed(said)]
    body = [*asked, desk.say("denial.spoken")]
    if desk.version == "voicemail":
        return Text("", _voicemail(desk, hello, body), whole=True)
    opening = _joined([*hello, desk.say("call.moment")])
    question = _joined([desk.say("call.go_on"), *body])
    yes, no = desk.say("call.yes"), desk.say("call.no")
    if desk.short:
        return Text("", (opening, question, yes, no), whole=True)
    busy, now, end = (
        desk.say(f"call.{part}", **name) for part in ("bad_time", "now", f"end{close}")
    )
    return Text("", (opening, busy, question, yes, now, no, end), whole=True)


def _voicemail(desk: Desk, hello: list[str], body: list[str]) -> tuple[str, ...]:
    number = desk.say("call.number", number=blank("number"))
    message = "" if desk.short else desk.say("call.message")
    last = _joined([number, message, desk.say("call.again")])
    return (desk.say("call.beep"), _joined(hello), _joined(body), last)


def reminder(desk: Desk) -> Text:
    """The friendly line after a silence; the last one says that it is the last (R6)."""
    paragraphs = _fitting(desk, _reminder, 0, desk.facts.words_reminder)
    return Text(subject(desk, "reminder.subject"), tuple(map(_joined, paragraphs)))


def subject(desk: Desk, slot: str) -> str:
    """A subject that names the topic, or the bare one where that is unknown or too long."""
    if desk.work.topic:
        line = desk.say(slot)
        if len(line) <= LONGEST_SUBJECT:
            return line
    return desk.say(f"{slot}_bare")


def _fitting(
    desk: Desk, compose: Callable[[Desk], list[list[str]]], least: int, most: int
) -> list[list[str]]:
    """The first wording with so many words, or the one that comes nearest to it."""
    best, best_off = [[""]], -1
    for one in chain(map(desk.turned, range(TURNS)), (desk.sparing(),)):
        made = compose(one)
        words = _words(*made)
        off = max(least - words, words - most, 0)
        if best_off < 0 or off < best_off:
            best, best_off = made, off
        if not off:
            break
    return best


def _request(desk: Desk) -> list[list[str]]:
    """The sentences of a request, by paragraph."""
    last = [_denial(desk), _out(desk)]
    tie = tie_sentence(desk)
    why, middle = fact_sentence(desk), [aim(desk), _ask(desk)]
    if desk.version == "topic":
        return [[aim(desk)], [why, _ask(desk)], last]
    if desk.version == "tie":
        return [[tie, why], middle, last]
    return [[why, "" if desk.tie in HOUSEHOLD else tie], middle, last]


def _whom(desk: Desk) -> list[list[str]]:
    """The sentences of a request that asks whom they know in a field that is not their own."""
    tie = "" if desk.tie in HOUSEHOLD and desk.short else tie_sentence(desk)
    why, asked, last = _whom_why(desk), desk.say("whom.ask"), [_denial(desk), _out(desk)]
    return [[tie, asked, why], last] if desk.short else [[tie, aim(desk)], [why, asked], last]


def _whom_why(desk: Desk) -> str:
    """Why this person may know somebody: where they work, without asking about it."""
    own = desk.work.own
    return desk.say("whom.why", own=own) if own else desk.say("whom.why_bare")


def _short_request(desk: Desk) -> list[list[str]]:
    """The same with the aim in the ask itself, or the fact too."""
    tie, bare = tie_sentence(desk), desk.say("request.short_bare")
    if desk.version == "topic":
        asked = [bare, fact_sentence(desk)]
    elif desk.version == "tie":
        asked = ["" if desk.tie in HOUSEHOLD else tie, *_short_ask(desk)]
    else:
        asked = [fact_sentence(desk), "" if desk.tie in HOUSEHOLD else tie, bare]
    last = [_denial(desk), _out(desk)]
    if _words(asked, last) < SHORT_REQUEST[0]:
        last.insert(0, desk.say("request.short_more"))
    if desk.pen.sparing and _words(asked, last) > SHORT_REQUEST[1]:
        last = last[:1]
    return [asked, last]


def _reminder(desk: Desk) -> list[list[str]]:
    known = "_day" if desk.facts.request else ""
    opening = desk.say(f"reminder.{'short' if desk.short else 'open'}{known}")
    slots = ["reminder.still", "reminder.denial"]
    if desk.version == "last":
        slots = ["reminder.last_denial", "reminder.last", "reminder.last_want"]
    if desk.short:
        slots = slots[:2] if desk.version == "last" else ["reminder.short_denial"]
    return [[opening, *(desk.say(slot) for slot in slots)]]


def _short_ask(desk: Desk) -> list[str]:
    note = fact(desk)
    if note.form is Form.THING:
        return [desk.say("request.short", fact=note.text)]
    return [fact_sentence(desk), desk.say("request.short_bare")]


def _request_subject(desk: Desk) -> str:
    via = parse(desk.facts.host.tie.via).full if desk.facts.host.tie.via.strip() else ""
    line = desk.say("whom.subject") if desk.asks_whom and desk.work.topic else ""
    if not line and desk.work.topic and via and desk.tie in (TieKind.REFERRED, TieKind.INTRODUCED):
        line = desk.say(f"request.subject.{desk.tie.value}")
    elif not line and desk.work.topic and via and desk.tie in (TieKind.ALUMNI, TieKind.GROUP):
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
