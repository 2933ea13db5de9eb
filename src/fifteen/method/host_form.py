"""What a host may write into the forms of their page, read in one place: by this computer, and by a
relay before it seals a form, so that nothing comes back as not understood an hour later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fifteen.method.folding import is_email, tidy
from fifteen.method.words import Medium, Refusal

LONGEST = 2_000  # characters of one field
GONE = "That time has just been taken. These are still free."
UNKNOWN = Refusal("That form is not one of this page. Nothing was changed.")
FORMS = ("pick", "off", "words", "now", "later", "else", "never")
_LEAST_DIGITS = 5  # of a telephone number


def picked(form: Mapping[str, str]) -> tuple[datetime, Medium] | Refusal:
    """The time and the way that a host chose."""
    if form.get("how", "") not in set(Medium):
        return Refusal("By phone, by video or over a coffee?", "how")
    try:
        start = datetime.fromisoformat(form.get("t", ""))
    except ValueError:
        start = None
    if start is None or start.tzinfo is None:
        return Refusal("Choose one of the times first.", "t")
    return start, Medium(form["how"])


def wording(text: str) -> str | Refusal:
    """When it would suit them, in their words; lines stay lines."""
    words = tidy(text, LONGEST, lines=True)
    return words or Refusal("When would suit you? “Wednesday after four” is enough.", "words")


def number(text: str) -> str | Refusal:
    """The number they may be called on."""
    found = tidy(text, 80)
    enough = sum(sign.isdigit() for sign in found) >= _LEAST_DIGITS
    return found if enough else Refusal("Which number may be called?", "number")


def until(text: str, today: date) -> date | Refusal | None:
    """The day from which on they may be asked again; None for no."""
    try:
        day = date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        return Refusal("A day such as 2027-03-01, or nothing.", "until")
    return not_past(day, today)


def not_past(day: date | None, today: date) -> date | Refusal | None:
    """The same day, where it is still ahead."""
    if day is not None and day <= today:
        return Refusal("That day has passed. A later one, or none.", "until")
    return day


def somebody(name: str, email: str) -> tuple[str, str] | Refusal:
    """Who would be better: a name, and their address or nothing."""
    name, email = tidy(name, 300), tidy(email, 320)
    if not name:
        return Refusal("Whom should be asked? A name is enough.", "name")
    if email and not is_email(email):
        return Refusal("That address is not complete. It can be left out.", "email")
    return name, email


def may_name(data: Mapping[str, Any]) -> bool | None:
    """Whether the seeker may say who named somebody, of the data of that answer; None where nobody
    said."""
    told = data.get("may_name")
    return told if isinstance(told, bool) else _ONCE.get(str(data.get("text", "")))


_ONCE = {"You may say who sent you.": True, "Please do not say who sent you.": False}
"""Sentences of ours that older journals hold where a host's own words stand."""


def typed(data: Mapping[str, Any]) -> str:
    """The words that a person wrote or said themselves, of the data of their answer; what this
    page made a sentence of for them is left out."""
    text = str(data.get("text", ""))
    ours = text in _ONCE or text == right_now(str(data.get("number", "")))
    return "" if ours else text


def right_now(on: str) -> str:
    """The sentence for a number that may be called at once."""
    return f"Right now, on {on}."


def wrong(form: Mapping[str, str], today: date) -> Refusal | None:
    """What the host can mend at once in a form; whether a time is still free is not asked here."""
    do = form.get("do", "")
    if do == "pick":
        read: object = picked(form)
    elif do == "words":
        read = wording(form.get("words", ""))
    elif do == "now":
        read = number(form.get("number", ""))
    elif do == "later":
        read = until(form.get("until", ""), today)
    elif do == "else":
        read = somebody(form.get("name", ""), form.get("email", ""))
    else:
        read = None if do in FORMS else UNKNOWN
    return read if isinstance(read, Refusal) else None
