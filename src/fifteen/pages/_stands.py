"""Where it stands with a person, in short sentences; what they said last, behind their name."""

from __future__ import annotations

from datetime import date

from fifteen.method import _reasons, spoken
from fifteen.method.words import Stage, Standing, TieKind, Verb
from fifteen.pages import _steps
from fifteen.pages.templatetags.fifteen import tie_label
from fifteen.store import read
from fifteen.store.models import Person

_SAID = {
    Verb.SAID_YES: "said yes",
    Verb.SAID_NO: "said no",
    Verb.PUT_OFF: "put you off",
    Verb.OFFERED_PHONE: "offered to talk by phone",
    Verb.ASKED_BACK: "asked something back",
    Verb.NAMED_SOMEONE: "named somebody else",
}


def answered(stands: Standing, today: date) -> str:
    """Such as "said no today"; empty where nothing of theirs waits, or a talk fell through."""
    verb, on = stands.open_answer, stands.open_answer_on
    if verb is None or on is None or stands.open_answer_data.get("rebook"):
        return ""
    day = spoken.day(on, today)
    return f"{_SAID[verb]} {day if day.islower() else f'on {day}'}"


def standing_line(person: Person, stands: Standing, today: date) -> str:
    """Where it stands, in short sentences behind the dial."""
    said = []
    if stands.booking is not None:
        start = read.local(person.campaign, stands.booking.start)
        how = _steps.medium_words(stands.booking.medium)
        said.append(f"{upper(spoken.moment(start, today))}, {how}.")
    # The stage stands in bold before the line: "Asked" goes on with its day, not with "Asked".
    if stands.met_on is not None:
        if stands.thanked_on is not None:
            thanked = "" if stands.stage is Stage.THANKED else "Thanked "
            said.append(f"{thanked}{spoken.day(stands.thanked_on, today)}.")
        said.append(f"You talked {spoken.day(stands.met_on, today)}.")
    elif theirs := answered(stands, today):
        same = stands.stage is Stage.YES and stands.open_answer is Verb.SAID_YES
        said.append(f"{upper(theirs.removeprefix('said yes '))}." if same else f"They {theirs}.")
    elif stands.asked_on is not None:
        asked = "" if stands.stage is Stage.ASKED else "Asked "
        said.append(f"{asked}{spoken.day(stands.asked_on, today)}.")
        said += [f"Reminded {spoken.day(day, today)}." for day in stands.reminders[-1:]]
    if stands.rest is not None:
        why = _RESTS.get(stands.rest.why, stands.rest.why or "you chose so")
        said.append(f"Since {spoken.day(stands.rest.since, today)}: {why}.")
    tie = read.tie(person)
    if tie.kind in (TieKind.REFERRED, TieKind.INTRODUCED) and tie.via:
        said.append(f"Through {tie.via}.")
    elif tie.kind is not TieKind.NONE:
        said.append(f"{_reasons.WHO[tie.kind] if not tie.via else tie_label(tie)}.")
    return " ".join(said)


_RESTS = {
    "silence": "no answer came, and that says nothing about you",
    "said-no": "they said no, and were thanked",
    "put-off": "they put you off, and peace was made",
    "named-someone": "they named somebody else",
    "chosen": "you chose so",
    "expired": "no answer came in time, and nobody will remind them",
    "never": "they asked not to be written to again",
}


def upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
