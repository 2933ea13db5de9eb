"""The seeker's own mail about a week, on its Sunday evening: what was learned, given, promised, and
what the next week should hold (C4, F6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from fifteen.method.progress import review
from fifteen.method.progress.review import Intention, Week
from fifteen.method.progress.weeks import monday

EVENING = time(17)
_SUNDAY = 6


def due(now: datetime) -> date | None:
    """The Monday of the week that is to be told of at this moment on the seeker's clock: from
    Sunday at five in the afternoon until Monday is over. Else None."""
    if now.weekday() == 0:
        return now.date() - timedelta(days=7)
    if now.weekday() == _SUNDAY and now.time() >= EVENING:
        return monday(now.date())
    return None


def is_worth_it(week: Week) -> bool:
    """Whether there is something to tell: of a week without anything nobody needs a mail."""
    came = (week.asked, week.answered, week.met, week.said, week.settled, week.names)
    gave = (week.gave, week.thanked, week.told, week.kept)
    return any((*came, *gave, week.promises, week.booked, week.intended))


def text(
    week: Week, name: str, asks: Sequence[str] = (), meant: Intention | None = None
) -> tuple[str, str]:
    """Subject and body; `asks` are the names next on the list, `meant` what was kept already."""
    body = review.as_text(week, name, asks, meant)
    where = "It stands under Progress in Fifteen" + (
        "." if meant else ", where you keep what the new week should hold."
    )
    return f"Your week, {review.span(week)}", f"{body}\n{where}\n"
