"""What the forecast assumes before a user's own record speaks, and own values over it.

Shares are Beta distributions as (hits, misses); times are medians in business days with the sigma
of a log-normal. A user changes the share or the days; how much of their record outweighs it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from fifteen.method import numbers
from fifteen.method.words import Refusal, TieKind

Beta = tuple[float, float]


class Bond(StrEnum):
    """The ties as the forecast tells them apart, those who answer most readily first."""

    CLOSE = "close"
    REFERRED = "referred"
    DORMANT = "dormant"
    ALUMNI = "alumni"
    WEAK = "weak"
    COLD = "cold"  # no tie, but a specific reason to write
    GENERIC = "generic"  # no tie and no reason: nothing is planned on it


_BONDS = {
    TieKind.FAMILY: Bond.CLOSE,
    TieKind.FRIEND: Bond.CLOSE,
    TieKind.COLLEAGUE: Bond.CLOSE,
    TieKind.REFERRED: Bond.REFERRED,
    TieKind.INTRODUCED: Bond.REFERRED,
    TieKind.DORMANT: Bond.DORMANT,
    TieKind.ALUMNI: Bond.ALUMNI,
    TieKind.GROUP: Bond.ALUMNI,
    TieKind.WEAK: Bond.WEAK,
}


def bond(tie: TieKind, has_reason: bool) -> Bond:
    """How the forecast sees a tie; `has_reason`: there is a fact about them that made you write."""
    return _BONDS.get(tie) or (Bond.COLD if has_reason else Bond.GENERIC)


@dataclass(frozen=True, slots=True)
class TiePrior:
    """What one tie is assumed to do: first letters answered, yes given an answer, the delay."""

    answered: Beta
    yes: Beta
    days: float  # business days, median
    spread: float


@dataclass(frozen=True, slots=True)
class Priors:
    """Everything the forecast assumes."""

    ties: tuple[tuple[Bond, TiePrior], ...]  # of every bond, in their order
    held: Beta
    reminder: Beta
    second_reminder: Beta
    name: Beta
    talk_days: float
    talk_spread: float
    shared: float
    slower: tuple[tuple[float, float], ...]  # factor on all days, its weight
    wider: tuple[tuple[float, float], ...]  # factor on all spreads, its weight

    def of(self, which: Bond) -> TiePrior:
        """The assumptions for one tie."""
        return next(prior for there, prior in self.ties if there is which)


@cache
def table() -> dict[str, Any]:
    """What numbers.toml has the forecast assume."""
    assumed: dict[str, Any] = numbers.whole()["assumed"]
    return assumed


@cache
def default() -> Priors:
    """The assumptions nobody has changed."""
    return with_own({})


PERCENT = (1, 99)
DAYS = (0.1, 20.0)
"""The ranges of what a user may change: shares in percent, medians in business days."""


def names() -> dict[str, float]:
    """Everything a user can change, by name, with our value: percent, or business days where the
    name ends in ".days"."""
    found: dict[str, float] = {}
    for which, line in table()["tie"].items():
        found[f"{which}.answered"] = _percent(line["answered"])
        found[f"{which}.yes"] = _percent(line["yes"])
        found[f"{which}.days"] = line["days"]
    for which, line in table()["share"].items():
        found[which] = _percent(line["beta"])
    found["talk.days"] = table()["wait"]["talk"]["days"]
    return found


def allowed(name: str, value: float) -> Refusal | None:
    """A refusal where a value of `names` lies outside its range."""
    low, high = DAYS if name.endswith(".days") else PERCENT
    if low <= value <= high:
        return None
    what = "business days" if name.endswith(".days") else "percent"
    return Refusal(f"Between {low:g} and {high:g} {what}, please.", name)


def with_own(own: Mapping[str, float]) -> Priors:
    """The assumptions with a user's own over them; unknown names are left aside."""
    told = table()
    share = {k: _moved(line["beta"], own.get(k)) for k, line in told["share"].items()}
    person, talk = told["person"], told["wait"]["talk"]
    return Priors(
        ties=tuple((b, _tie(b, told["tie"][b], own)) for b in Bond),
        held=share["held"],
        reminder=share["reminder"],
        second_reminder=share["second_reminder"],
        name=share["name"],
        talk_days=own.get("talk.days", talk["days"]),
        talk_spread=talk["spread"],
        shared=person["shared"],
        slower=tuple(zip(person["slower"], person["slower_weights"], strict=True)),
        wider=tuple(zip(person["wider"], person["wider_weights"], strict=True)),
    )


def _tie(which: Bond, line: Mapping[str, Any], own: Mapping[str, float]) -> TiePrior:
    return TiePrior(
        answered=_moved(line["answered"], own.get(f"{which}.answered")),
        yes=_moved(line["yes"], own.get(f"{which}.yes")),
        days=own.get(f"{which}.days", line["days"]),
        spread=line["spread"],
    )


def _percent(beta: list[float]) -> float:
    return round(100 * beta[0] / sum(beta), 1)


def _moved(beta: list[float], percent: float | None) -> Beta:
    """The same weight at another share."""
    hits, misses = beta
    if percent is None:
        return hits, misses
    weight = hits + misses
    return weight * percent / 100, weight * (1 - percent / 100)
