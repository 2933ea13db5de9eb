"""Whoever put off until a day; on their own page, nothing is to be written to them before it."""

from __future__ import annotations

from datetime import date

from fifteen.method.words import Standing, Verb


def quiet_until(s: Standing) -> date | None:
    """That day; None where they named none, or were written to again since."""
    return s.put_off_until if _is_quiet(s) and not came_back(s) else None


def came_back(s: Standing) -> bool:
    """Whether they were asked again, as they had wished."""
    waits = _is_quiet(s) or is_dated(s)
    return waits and any(on >= (s.put_off_until or on) for on in s.reminders)


def is_dated(s: Standing) -> bool:
    """Whether they put off for the first time and named a day after it: nothing is unclear then,
    and there is nothing to clarify (R3)."""
    until, on = s.put_off_until, s.open_answer_on
    first = s.open_answer is Verb.PUT_OFF and s.put_offs == 1
    return first and until is not None and on is not None and until > on


def _is_quiet(s: Standing) -> bool:
    return s.open_answer is Verb.PUT_OFF and bool(s.open_answer_data.get("quiet"))
