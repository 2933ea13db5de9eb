"""The forecast over 1,000 open requests, beside reading the same from their journals, in one run.

python -m bench.forecast
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import process_time

from fifteen.method import priors
from fifteen.method.forecast import plan, requests
from fifteen.method.forecast.belief import learn
from fifteen.method.forecast.outlook import Outlook, Plan
from fifteen.method.forecast.requests import Request
from fifteen.method.priors import Bond
from fifteen.method.words import Entry, Verb

OPEN = 1_000
ROUNDS = 15
TODAY = date(2026, 11, 24)


def journals() -> list[tuple[Bond, list[Entry]]]:
    """As many people who were asked within six weeks: most silent, some reminded, some answered."""
    dice = random.Random(1)
    found = []
    for number in range(OPEN):
        on = TODAY - timedelta(days=dice.randrange(42))
        days = [(Verb.ASKED, 0)]
        fate = dice.random()
        if fate < 0.2:
            days.append((Verb.SAID_YES, dice.randrange(4)))
        elif fate < 0.6:
            days.append((Verb.REMINDED, 9))
        lines = [
            Entry(
                datetime(2026, 1, 1, tzinfo=UTC), on + timedelta(days=d), verb, {}, f"{number}-{d}"
            )
            for verb, d in days
            if on + timedelta(days=d) <= TODAY
        ]
        found.append((dice.choice(list(Bond)), lines))
    return found


def best(run: Callable[[], object]) -> float:
    """Milliseconds of the processor for the best of many rounds: the one least disturbed."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        run()
        times.append((process_time() - start) * 1000)
    return min(times)


def main() -> None:
    """Print the figures."""
    told, people = priors.default(), journals()

    def read() -> tuple[Request, ...]:
        return tuple(r for b, lines in people for r in requests.of(lines, b, TODAY, "DE"))

    asked = read()
    new = Plan(plan.spread([Bond.REFERRED, Bond.ALUMNI] * 20, 5, 15))

    def forecast() -> object:
        return Outlook(learn(asked, told), asked, new).talks(15).range

    print(f"{sum(not r.over for r in asked):,} open requests: {forecast()}")
    reading, ahead = best(read), best(forecast)
    few = asked[:15]
    small = best(lambda: Outlook(learn(few, told), few, new).talks(15).range)
    print(f"forecast {ahead:.1f} ms, reading them {reading:.1f} ms, ratio {ahead / reading:.1f}")
    print(f"15 open requests: {small:.1f} ms")


if __name__ == "__main__":
    main()
