"""The timeline of a person: each entry of the journal in plain words, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from fifteen.method import fieldbook, host_form, spoken, standing
from fifteen.method.standing import ANSWERS
from fifteen.method.words import Channel, Entry, Verb
from fifteen.pages._findings import says
from fifteen.pages._steps import medium_words
from fifteen.pages._timeline_words import CAUGHT, CHANNELS, FACTS, RESTS


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the timeline."""

    title: str
    on: date
    at: datetime | None = None  # when it was written, where that was on the same day
    quote: str = ""  # in their words
    detail: str = ""
    letter: str = ""  # key of the letter it speaks of
    talk: str = ""  # key of the conversation
    got: bool = False  # came from them; else it went out, or the seeker noted it
    act: str = ""
    software: bool = False  # written by Fifteen itself
    book: bool = False  # came with an address book, which is undone as a whole

    @property
    def clock(self) -> str:
        """The hour it was written, where that was on the same day."""
        return f"{self.at:%H:%M}" if self.at else ""


@dataclass(frozen=True, slots=True)
class Story:
    """What counts, and what was undone."""

    told: tuple[Told, ...]
    undone: tuple[Told, ...]


Data = Mapping[str, Any]
Local = Callable[[datetime], datetime]
"""A moment as the seeker's clock shows it then: on a journey, that of the place."""

Line = Callable[[Data, Local, date], tuple[str, str]]
"""From the data of an entry, the seeker's clock and the day: a title and a detail."""


def tell(lines: Iterable[Entry], local: Local) -> Story:
    """A person's journal, oldest first, as a story, newest first."""
    lines = list(lines)
    counting = {id(e) for e in standing.counting(lines)}
    promises = {str(e.data.get("key")): e.data for e in lines if e.verb is Verb.PROMISED}
    told: list[Told] = []
    undone: list[Told] = []
    for entry in reversed(lines):
        if entry.verb is not Verb.WITHDRAWN:
            into = told if id(entry) in counting else undone
            into.append(_one(entry, local, promises))
    told.sort(key=lambda line: line.on, reverse=True)  # stable: of one day, as written
    return Story(tuple(told), tuple(undone))


def _one(entry: Entry, local: Local, promises: Mapping[str, Data]) -> Told:
    data = entry.data
    title, detail = _LINES[entry.verb](data, local, entry.on)
    book = entry.verb is Verb.CHANGED and entry.author == "import"
    if book:
        title = "New facts came from an address book"
    if entry.verb in (Verb.KEPT, Verb.RELEASED):
        detail = str(promises.get(str(data.get("key")), {}).get("what", ""))
    at = local(entry.at)
    line = Told(
        title=title,
        on=entry.on,
        at=at if at.date() == entry.on else None,
        detail=detail[:1].upper() + detail[1:],
        letter=str(data.get("letter", "")),
        talk=str(data.get("conversation", "")) if entry.verb in _TALKED else "",
        got=entry.verb in _THEIRS or (entry.verb is Verb.PROMISED and data.get("by") == "them"),
        act="" if entry.verb is Verb.ADDED or book or data.get("named") else entry.act,
        software=entry.author == "fifteen",
        book=book,
    )
    words = host_form.typed(data) if entry.verb in _IN_WORDS else ""
    return replace(line, quote=words) if words else line


_THEIRS = frozenset({*ANSWERS, Verb.NEVER, Verb.MET, Verb.CAUGHT, Verb.LEARNED})
_IN_WORDS = frozenset({*ANSWERS, Verb.LEARNED})
_TALKED = frozenset({Verb.MET, Verb.DEBRIEFED})


def _day(day: date, on: date) -> str:
    """A day by its date: an old line read today must not say "tomorrow"."""
    return f"{day:%a} {day.day} {day:%b}" + ("" if day.year == on.year else f" {day.year}")


def _plain(title: str) -> Line:
    return lambda data, local, on: (title, "")


def _sent(title: str) -> Line:
    def line(data: Data, local: Local, on: date) -> tuple[str, str]:
        channel = str(data.get("channel", ""))
        how = CHANNELS[Channel(channel)] if channel in set(Channel) else ""
        if data.get("overruled"):
            rules = [says(rule) for rule in str(data["overruled"]).split(", ")]
            how = f"{how}, although it {spoken.listing(rules)}".lstrip(", ")
        return title, how

    return line


def _clarified(data: Data, local: Local, on: date) -> tuple[str, str]:
    """What was wanted, or, to whoever named a time, that the seeker writes again then."""
    plain = "You said what you want: advice, no job"
    again = "You said that you will write again then"
    return _sent(again if data.get("until") else plain)(data, local, on)


def _why(title: str) -> Line:
    return lambda data, local, on: (title, str(data.get("why", "")))


def _text(title: str) -> Line:
    return lambda data, local, on: (title, str(data.get("text", "")))


def _changed(data: Data, local: Local, on: date) -> tuple[str, str]:
    names = [FACTS.get(name, name) for name in data.get("was", {})]
    return "You changed facts", f"{spoken.listing(names)}".capitalize()


def _introduction(data: Data, local: Local, on: date) -> tuple[str, str]:
    of = str(data.get("of", ""))
    return (f"You asked {of} for an introduction" if of else "You asked for an introduction"), ""


def _put_off(data: Data, local: Local, on: date) -> tuple[str, str]:
    until = str(data.get("until", ""))
    return "They put you off", f"Until {_day(date.fromisoformat(until), on)}" if until else ""


def _named(data: Data, local: Local, on: date) -> tuple[str, str]:
    name = str(data.get("name", ""))
    may = host_form.may_name(data)
    said = "" if may is None else "You may say who sent you" if may else "Do not say who sent you"
    return (f"They named {name}" if name else "They named somebody else"), said


def _phone(data: Data, local: Local, on: date) -> tuple[str, str]:
    number = str(data.get("number", ""))
    at_once = host_form.right_now(number).rstrip(".") if number else ""
    return "They would rather talk by phone", at_once


def _booking(title: str) -> Line:
    def line(data: Data, local: Local, on: date) -> tuple[str, str]:
        start = local(datetime.fromisoformat(str(data["start"])))
        how = medium_words(str(data.get("medium", "phone")))
        place = str(data.get("place", ""))
        parts = (f"{_day(start.date(), on)}, {start:%H:%M}", how, place)
        return title, ", ".join(part for part in parts if part)

    return line


def _move_wanted(data: Data, local: Local, on: date) -> tuple[str, str]:
    text = str(data.get("text", ""))
    if not data.get("start"):
        return "They ask for another time", text
    start = local(datetime.fromisoformat(str(data["start"])))
    return f"They ask for {_day(start.date(), on)}, {start:%H:%M}", text


def _met(data: Data, local: Local, on: date) -> tuple[str, str]:
    start, end = data.get("start"), data.get("end")
    how = medium_words(str(data.get("medium", "phone")))
    if not (start and end):
        return f"You talked {how}", ""
    began = local(datetime.fromisoformat(str(start)))
    ended = local(datetime.fromisoformat(str(end)))
    more = ", they offered more time" if data.get("more_time") else ""
    return f"You talked {how}", f"{began:%H:%M} to {ended:%H:%M}{more}"


def _caught(data: Data, local: Local, on: date) -> tuple[str, str]:
    return CAUGHT.get(str(data.get("what")), "You noted something"), str(data.get("text", ""))


def _promised(data: Data, local: Local, on: date) -> tuple[str, str]:
    who = "You promised" if data.get("by") == "me" else "They promised"
    if data.get("asked"):
        who = "You asked kindly about their promise"
    day = _day(date.fromisoformat(str(data["due"])), on)
    return who, f"{data.get('what', '')}, by {day}"


def _later(data: Data, local: Local, on: date) -> tuple[str, str]:
    until = str(data.get("until", ""))
    return "You put it off", f"Until {_day(date.fromisoformat(until), on)}" if until else ""


def _rested(data: Data, local: Local, on: date) -> tuple[str, str]:
    why = str(data.get("why", ""))
    return "Left in peace", str(data.get("text") or RESTS.get(why, why))


def _of_a_field(data: Data, local: Local, on: date) -> tuple[str, str]:
    return "You wrote something down about a field", str(data.get("text", ""))


def _tag(title: str) -> Line:
    def line(data: Data, local: Local, on: date) -> tuple[str, str]:
        return title, str(data.get("tag", ""))

    return line


def _learned(data: Data, local: Local, on: date) -> tuple[str, str]:
    return "You kept what they said", "" if data.get("text") else str(data.get("says", ""))


def _merged(data: Data, local: Local, on: date) -> tuple[str, str]:
    return "Two rows of your book became one", str(data.get("name", ""))


_LINES: dict[Verb, Line] = {
    Verb.ADDED: _plain("Came into your book"),
    Verb.CHANGED: _changed,
    Verb.NOTED: _text("Note"),
    Verb.TAGGED: _tag("Tagged"),
    Verb.UNTAGGED: _tag("No longer tagged"),
    Verb.MERGED: _merged,
    Verb.ASKED: _sent("You asked"),
    Verb.INTRODUCTION_ASKED: _introduction,
    Verb.REMINDED: _sent("You reminded"),
    Verb.SAID_YES: _plain("They said yes"),
    Verb.SAID_NO: _plain("They said no"),
    Verb.PUT_OFF: _put_off,
    Verb.OFFERED_PHONE: _phone,
    Verb.ASKED_BACK: _plain("They asked something back"),
    Verb.NAMED_SOMEONE: _named,
    Verb.SILENT: _plain("You looked: nothing yet"),
    Verb.NEVER: _plain("They asked not to be written to again"),
    Verb.CLARIFIED: _clarified,
    Verb.PHONE_OFFERED: _sent("You offered the telephone and asked for a name"),
    Verb.ANSWERED: _sent("You answered their question"),
    Verb.TIMES_SENT: _sent("You offered times"),
    Verb.THANKED_NO: _sent("You thanked them all the same"),
    Verb.BOOKED: _booking("A talk is agreed"),
    Verb.MOVED: _booking("The talk was moved"),
    Verb.CANCELLED: _why("The talk was called off"),
    Verb.CONFIRMED: _sent("You confirmed the time"),
    Verb.PERHAPS: _text("They hold the time only if need be"),
    Verb.MOVE_WANTED: _move_wanted,
    Verb.STAYED: _plain("You kept to the agreed time"),
    Verb.MISSED: _why("The talk did not take place"),
    Verb.MET: _met,
    Verb.CAUGHT: _caught,
    Verb.DEBRIEFED: _plain("You wrote the talk up"),
    Verb.THANKED: _sent("You thanked"),
    Verb.PROMISED: _promised,
    Verb.KEPT: _plain("A promise was kept"),
    Verb.RELEASED: _plain("A promise was let go"),
    Verb.TOUCHED: _sent("You kept in touch"),
    Verb.NEWS: _text("Your news"),
    Verb.REVIEWED: _plain("You looked back on the week"),
    Verb.SHOWN: _plain("You gave your coach a look"),
    **dict.fromkeys(
        (Verb.FORECAST, Verb.GUESSED, Verb.CHOSE, Verb.LISTED, Verb.UNLISTED),
        _plain("About your campaign"),
    ),
    Verb.LATER: _later,
    Verb.RESTED: _rested,
    Verb.WOKEN: _why("Back on the list"),
    **dict.fromkeys(fieldbook.VERBS - {Verb.DEBRIEFED, Verb.MET, Verb.WITHDRAWN}, _of_a_field),
    Verb.LEARNED: _learned,
    Verb.STRUCK: _plain("You took back something they said"),
}
"""Every verb but WITHDRAWN, which shows as what it withdrew, under "undone"."""
