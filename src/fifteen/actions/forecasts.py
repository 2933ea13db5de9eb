"""Freezing a forecast once a week, so that it can be scored; the user's own guess (C5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from fifteen.actions._write import Done, Line, append, today_of
from fifteen.method.forecast.frozen import STALL_AFTER, Check, frozen
from fifteen.method.words import Refusal, Verb
from fifteen.store import forecast, read
from fifteen.store.models import Campaign

EVERY = timedelta(days=7)
GUESS_OF = 10
"""The next so many people the user guesses about."""


@transaction.atomic
def freeze(campaign: Campaign, now: datetime) -> bool:
    """Keep today's forecast, where a week has passed since the last and somebody was asked.

    Returns whether one was kept. Run by the worker every day.
    """
    today = today_of(campaign, now)
    before = forecast.frozen_ones(campaign)
    if before and today - before[-1].forecast.made < EVERY:
        return False
    seen = forecast.record(campaign, today)
    if not seen.requests:
        return False
    numbers = read.numbers_of(campaign)
    length = timedelta(days=numbers.forecast_days)
    until = forecast.days_until(campaign, today, today + length)
    ahead = forecast.outlook(campaign, forecast.fed(campaign, seen, until), until)
    checks = []
    for week in range(STALL_AFTER // EVERY, length // EVERY + 1):
        on = today + week * EVERY
        days = forecast.days_until(campaign, today, on)
        outlooks = (ahead.answers(days), ahead.yeses(days), ahead.talks(days))
        low = [one.quantile(numbers.stall_below / 100) for one in outlooks]
        checks.append(Check(on, sum(start <= days for _, start in ahead.plan.new), *low))
    kept = frozen(today, today + length, ahead.talks(until).range, checks)
    append(campaign, None, [Line(Verb.FORECAST, today, kept.data())], now, author="fifteen")
    return True


@transaction.atomic
def guess(campaign: Campaign, answers: int, now: datetime) -> Done | Refusal:
    """Keep how many of the next ten people asked will answer, as the user guesses."""
    if not 0 <= answers <= GUESS_OF:
        return Refusal(f"A number from 0 to {GUESS_OF}, please.", "answers")
    line = Line(Verb.GUESSED, today_of(campaign, now), {"answers": answers, "of": GUESS_OF})
    act = append(campaign, None, [line], now)
    return Done("Your guess is kept. We shall see.", act)
