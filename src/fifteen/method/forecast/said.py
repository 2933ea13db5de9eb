"""The forecast in sentences: counts and ranges, never a chance (EVIDENCE.md)."""

from __future__ import annotations

from datetime import date

from fifteen.method.forecast.counts import Range
from fifteen.method.spoken import count_of, in_words


def day_of(then: date, today: date) -> str:
    """Such as "18 December", with the year where it is another one."""
    year = "" if then.year == today.year or (then - today).days < 60 else f" {then.year}"
    return f"{then.day} {then:%B}{year}"


def between(low: int, high: int) -> str:
    """Such as "three to seven", "6 to 14", "up to four" or "two": never half in figures."""
    if low == high:
        return in_words(low)
    if low == 0:
        return f"up to {in_words(high)}"
    if in_words(low).isalpha() and not in_words(high).isalpha():
        return f"{low} to {high}"
    return f"{in_words(low)} to {in_words(high)}"


def outlook(said: Range, by: date, today: date) -> str:
    """The forecast in one sentence, about conversations still to come."""
    when = day_of(by, today)
    if said.high90 == 0:
        return f"Nothing is on its way that would bring a conversation by {when}."
    if said.low90 == said.high90:
        return f"{count_of(said.low90, 'more conversation').capitalize()} by {when}."
    span = between(said.low90, said.high90).capitalize()
    things = "conversation" if said.high90 == 1 else "conversations"
    if not said.likely:
        return f"{span} more {things} by {when}, and perhaps none yet."
    return f"{span} more {things} by {when}, most likely {in_words(said.likely)}."


def was_said(made: date, low: int, high: int, by: date, came: int, today: date) -> str:
    """Such as "On 2 November it said three to seven by the 23rd. It was five."."""
    same_month = made.year == by.year and made.month == by.month
    then = f"the {by.day}{_ending(by.day)}" if same_month else day_of(by, today)
    was = "were" if came != 1 else "was"
    return (
        f"On {day_of(made, today)} it said {between(low, high)} by {then}. "
        f"There {was} {in_words(came) if came else 'none'}."
    )


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


SHORT = {
    "list": "The list is what is short: there was hardly anybody left to ask.",
    "pace": "Asking is what is short; answers can only follow it.",
    "answers": "Answers are what is short. One time in ten that is chance alone, and who is "
    "answered is not only a matter of writing.",
    "yeses": "The answers came, but fewer of them were a yes. Those who know you, or know somebody "
    "who does, say yes more readily.",
    "times": "The yeses are there, the talks still to be held. Offer two or three times today.",
}
"""Which part of the chain is short, in a sentence. None of it is anybody's fault."""
