"""Asked, answered, agreed, held: by tie, with honest intervals (Jeffreys: nine in ten)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fifteen.method.forecast.requests import Request
from fifteen.method.forecast.shapes import beta_quantile
from fifteen.method.priors import Bond, table

_TAIL = 0.05  # on each side


@dataclass(frozen=True, slots=True)
class Part:
    """How many of those asked came so far, and where the true share lies nine times in ten."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself; 0 where nobody was asked."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Funnel:
    """What became of the requests of one tie, or of all (`bond` is None)."""

    bond: Bond | None
    label: str
    asked: int
    answered: Part
    agreed: Part
    held: Part


def part(count: int, of: int) -> Part:
    """A share with its Jeffreys interval; the ends stay 0 and 1 where nothing speaks against."""
    low = beta_quantile(_TAIL, count + 0.5, of - count + 0.5) if count else 0.0
    high = beta_quantile(1 - _TAIL, count + 0.5, of - count + 0.5) if count < of else 1.0
    return Part(count, of, low, high)


def of(requests: Sequence[Request], bond: Bond | None, label: str) -> Funnel:
    """The funnel of these requests."""
    asked = len(requests)
    return Funnel(
        bond,
        label,
        asked,
        part(sum(r.answered is not None for r in requests), asked),
        part(sum(r.yes is True for r in requests), asked),
        part(sum(r.held is True for r in requests), asked),
    )


def by_bond(requests: Sequence[Request]) -> list[Funnel]:
    """One funnel for each tie that was asked at all, those who answer most readily first."""
    ties = table()["tie"]
    found = ((b, [r for r in requests if r.bond is b]) for b in Bond)
    return [of(mine, b, ties[b]["label"]) for b, mine in found if mine]


def of_all(requests: Sequence[Request]) -> Funnel:
    """The funnel of all requests together."""
    return of(requests, None, "Everybody")
