"""Simulated campaigns: people with rates and a pace of their own, asked, silent, met, day by day.

Days are whole business days from the first letter. `campaign` gives what a journal would say on its
last day, the plan from then on, and how many conversations and answers came within the horizon.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import date

from fifteen.method import priors
from fifteen.method.forecast.outlook import Plan
from fifteen.method.forecast.requests import Request
from fifteen.method.forecast.shapes import NORMAL, beta_quantile
from fifteen.method.priors import Bond, Priors

DAY = date(2026, 11, 2)
REMINDER = 7
MIX = (Bond.CLOSE, Bond.REFERRED, Bond.REFERRED, Bond.DORMANT, Bond.ALUMNI, Bond.WEAK, Bond.COLD)


@dataclass(frozen=True)
class Person:
    """The truth about one seeker's people."""

    rate: dict[Bond, float]
    yes: dict[Bond, float]
    held: float
    slower: float
    wider: float
    talk: float  # factor on the wait from a yes to the talk


@dataclass(frozen=True)
class Campaign:
    """What was seen by the last day, and what came afterwards."""

    requests: list[Request]
    plan: Plan
    days: int
    talks: int
    answers: int


def person(dice: random.Random, told: Priors, slower: float | None = None) -> Person:
    """A seeker drawn from the assumptions; `slower` sets the pace of answers."""
    z = dice.gauss(0, 1)
    own = math.sqrt(1 - told.shared**2)
    rate = {}
    for bond, tie in told.ties:
        score = min(max(told.shared * z + own * dice.gauss(0, 1), -4), 4)
        rate[bond] = beta_quantile(NORMAL.cdf(score), *tie.answered)
    pace, weights = zip(*told.slower, strict=True)
    wide, wide_weights = zip(*told.wider, strict=True)
    return Person(
        rate=rate,
        yes={b: dice.betavariate(*tie.yes) for b, tie in told.ties},
        held=dice.betavariate(*told.held),
        slower=slower or dice.choices(pace, weights)[0],
        wider=dice.choices(wide, wide_weights)[0],
        talk=math.exp(dice.gauss(0, 0.5)),
    )


@dataclass(frozen=True)
class _Fate:
    """What one request comes to, in days after its letter; infinity: never."""

    reminded: bool
    answered: float
    yes: bool
    talk: float


def _fate(dice: random.Random, who: Person, bond: Bond, told: Priors) -> _Fate:
    tie = told.of(bond)

    def delay() -> float:
        return dice.lognormvariate(math.log(tie.days * who.slower), tie.spread * who.wider)

    p = who.rate[bond]
    answered = delay() if dice.random() < p else math.inf
    reminded = answered >= REMINDER
    again = told.reminder[0] / sum(told.reminder)
    if reminded and dice.random() < again * p:
        answered = min(answered, REMINDER + delay())
    yes = dice.random() < who.yes[bond]
    wait = dice.lognormvariate(math.log(told.talk_days * who.talk), told.talk_spread)
    held = yes and dice.random() < who.held
    talk = math.floor(answered) + math.floor(wait) if held and answered < math.inf else math.inf
    return _Fate(reminded, answered, yes, talk)


def campaign(
    seed: int, pace: int = 5, past: int = 30, days: int = 15, slower: float | None = None
) -> Campaign:
    """One campaign: `pace` requests a week over `past` days, and `days` more at the same pace."""
    dice, told = random.Random(seed), priors.default()
    who = person(dice, told, slower)
    seen, new, talks, answers = [], [], 0, 0
    for number in range((past + days) * pace // 5):
        asked = number * 5 // pace
        bond = dice.choice(MIX)
        fate = _fate(dice, who, bond, told)
        talks += past <= asked + fate.talk <= past + days
        if asked < past:
            seen.append(_seen(fate, bond, past - asked))
        elif asked <= past + days:
            new.append((bond, asked - past))
        answered = asked + math.floor(fate.answered) if fate.answered < math.inf else math.inf
        answers += past <= answered <= past + days
    return Campaign(seen, Plan(tuple(new), REMINDER, 1), days, talks, answers)


def _seen(fate: _Fate, bond: Bond, age: int) -> Request:
    """The request as a journal tells it in the morning of a day, `age` days after its letter."""
    sent = (0, REMINDER) if fate.reminded and age > REMINDER else (0,)
    if fate.answered >= age:
        return Request(bond, DAY, sent, age)
    answered = math.floor(fate.answered)
    sent = tuple(day for day in sent if day <= answered)
    met = fate.talk < age
    agreed = fate.yes
    return Request(
        bond,
        DAY,
        sent,
        elapsed=age,
        answered=answered,
        yes=agreed,
        agreed=age - answered if agreed else None,
        held=True if met else None,
        talk_after=int(fate.talk) - answered if met else None,
        over=met or not agreed,
    )
