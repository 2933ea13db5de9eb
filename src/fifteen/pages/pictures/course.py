"""How it goes on: the fan of what is to come, beliefs over time, the measures talk by talk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from fifteen.method import spoken
from fifteen.method.beliefs import BeliefState
from fifteen.method.fieldbook import Claim
from fifteen.method.forecast.counts import Range
from fifteen.method.progress.gains import Column
from fifteen.method.words import Measure, Stance
from fifteen.pages.pictures.counts import day
from fifteen.pages.pictures.picture import (
    Cell,
    Picture,
    area,
    diamond,
    dot,
    line,
    rect,
    share,
    steps,
    text,
)

_LOOKED_BACK = 84  # days before today that the fan shows; more would press it to the edge
_HEIGHT = 190
_NEAR = 0.25  # share of the width below which two dates stand on each other on a phone
_BELIEF = 76  # pixels a belief takes
MOST_BELIEFS = 8
_LONGEST = 46  # characters of a belief on a phone
_MEASURE = 46  # pixels a measure takes

Fan = Sequence[tuple[date, Range]]


def fan(talks: Sequence[date], ahead: Fan, today: date) -> Picture:
    """Conversations so far as a line, those to come as a fan: half of all times, nine in ten."""
    now = len(talks)
    first = max(min([*talks, today]), today - timedelta(days=_LOOKED_BACK))
    past = sorted({first, today, *(d for d in talks if d > first)})
    reached = [(d, sum(t <= d for t in talks)) for d in past]
    end = ahead[-1][0]
    low = reached[0][1] if reached[0][1] > _HEIGHT // 10 else 0
    top = steps(now + ahead[-1][1].high90 - low)[-1]

    def x(when: date) -> float:
        return (when - first).days / max((end - first).days, 1)

    def y(number: float) -> float:
        return 1 - (number - low) / top

    body = "".join(_level(low + mark, y(low + mark)) for mark in steps(top))
    here = (x(today), y(now))
    for css, under, over in (("f2", "low90", "high90"), ("f1", "low50", "high50")):
        lower = [here, *((x(d), y(now + getattr(r, under))) for d, r in ahead)]
        upper = [(x(d), y(now + getattr(r, over))) for d, r in ahead]
        body += area([*lower, *reversed(upper)], 8, _HEIGHT, css)
    way = [(x(d), y(n)) for d, n in reached]
    on = [here, *((x(d), y(now + r.median)) for d, r in ahead)]
    body += _way(way, "ln") + _way(on, "ln dash")
    last = ahead[-1][1]
    body += dot(share(here[0]), 8 + _HEIGHT * here[1], "g", 4.5)
    side = ("start", 2) if here[0] < _NEAR else ("end", -2)  # else it runs off the page
    body += text(f"{now} today", share(here[0]), 8 + _HEIGHT * here[1] - 12, "k b ov", *side)
    ends = {last.high90: "", last.low90: "", last.median: "k b"}  # the middle wins where two meet
    for number, css in ends.items():
        body += text(f"{now + number}", "100%", 12 + _HEIGHT * y(now + number), css, "end", 30)
    days = [(today, "start" if first == today else "middle"), (end, "end")]
    days += [(first, "start")] if here[0] >= _NEAR else []
    for when, anchor in days:
        body += text(day(when), share(x(when)), _HEIGHT + 32, "", anchor)
    says = (
        f"{_so_far(now)}; by {end:%A} {end.day} {end:%B} most likely {now + last.likely}, "
        f"nine times in ten {now + last.low90} to {now + last.high90}, half of all times "
        f"{now + last.low50} to {now + last.high50}."
    )
    head = ("By the end of", "Low", "Lower half", "Middle", "Upper half", "High")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (d, *(now + n for n in (r.low90, r.low50, r.median, r.high50, r.high90))) for d, r in ahead
    )
    title, numbers = f"What to expect by {end.day} {end:%B}", frozenset(range(1, 6))
    note = f"{says} The darker band is half of all times."
    return Picture("forecast", title, says, body, _HEIGHT + 40, "b", head, rows, numbers, note)


def _so_far(now: int) -> str:
    return f"{spoken.count_of(now, 'conversation').capitalize()} so far"


def _level(mark: int, y: float) -> str:
    at = 8 + _HEIGHT * y
    return line("0", "100%", at, at, "ax") + text(f"{mark}", "-12", at + 4, "", "end")


def _way(points: Sequence[tuple[float, float]], css: str) -> str:
    return "".join(
        line(share(a[0]), share(b[0]), 8 + _HEIGHT * a[1], 8 + _HEIGHT * b[1], css)
        for a, b in pairwise(points)
    )


def beliefs(claims: Sequence[tuple[str, Claim]], today: date) -> Picture:
    """Each belief as a line from the day it was written down, with what every talk said of it.

    A claim comes with the name of its field. Of many, those spoken of last are drawn.
    """
    shown = sorted(claims, key=_last_spoken, reverse=True)[:MOST_BELIEFS]
    drawn = [claim for claim in claims if claim in shown]
    first = min([claim.made for _, claim in drawn], default=today)
    days = max((today - first).days, 1)
    body = ""
    for number, (_, claim) in enumerate(drawn):
        top = number * _BELIEF
        body += text(f"“{short(claim.text, _LONGEST)}”", "0", top + 16, "q")
        start = share(max(0, (claim.made - first).days) / days)
        body += line(start, "100%", top + 32, top + 32, "ax")
        for voice in claim.voices:
            at = share(min(max((voice.on - first).days / days, 0), 1))
            draw = dot if voice.stance is Stance.FOR else diamond
            body += draw(at, top + 32, "g" if voice.stance is Stance.FOR else "o")
        body += text(_stands(claim), "0", top + 54, "dm")
    settled = sum(claim.state is not BeliefState.OPEN for _, claim in claims)
    says = (
        f"Of {spoken.count_of(len(claims), 'belief')} {spoken.in_words(settled)} "
        f"{'is' if settled == 1 else 'are'} settled. "
        + " ".join(f"“{claim.text}”: {_stands(claim)}." for _, claim in drawn)
    )
    rows = tuple(
        (field, claim.text, claim.made, str(claim.state), _names(claim), _last(claim) or "")
        for field, claim in claims
    )
    head = ("Field", "Belief", "Written down", "State", "Who said so", "Last word on")
    note = f"{says.partition('. ')[0]}. A dot speaks for a belief, a diamond against it."
    height = len(drawn) * _BELIEF
    return Picture(
        "beliefs", "What you pictured", says, body, height, "o", head, rows, frozenset(), note
    )


def _last_spoken(pair: tuple[str, Claim]) -> tuple[str, str]:
    claim = pair[1]
    return str(_last(claim) or ""), str(claim.made)


def _last(claim: Claim) -> date | None:
    return max((v.on for v in claim.voices), default=None)


def _names(claim: Claim) -> str:
    return ", ".join(who.name for who in claim.who)


def _stands(claim: Claim) -> str:
    if claim.contested and claim.state is BeliefState.OPEN:
        return f"open: {spoken.in_words(len(claim.who))} people, and they disagree"
    who = claim.who
    if not who:
        return "open, nobody has spoken of it yet" if claim.settled is None else str(claim.state)
    others = f" and {spoken.in_words(len(who) - 1)} more" if len(who) > 1 else ""
    return f"{claim.state} by {short(who[0].name, 24)}{others}"


def short(words: str, most: int) -> str:
    """Words of at most so many characters; the table below has them all."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


MEASURES = {
    Measure.INFORMATION: "Information",
    Measure.GIVEN: "Given back",
    Measure.CONNECTION: "Connection",
    Measure.LEAD: "Lead",
}


def measures(columns: Sequence[Column]) -> Picture:
    """The four measures in their order, talk by talk, as small bars from nought to three (F5)."""
    slot = 1 / max(len(columns), 1)
    means: list[str] = []
    body = ""
    for row, name in enumerate(MEASURES.values()):
        top = row * _MEASURE
        said = [(c.scores[row], c.count) for c in columns]
        body += text(name, "-96", top + 32, "k") + line("0", "100%", top + 36, top + 36, "ax")
        for number, (score, _) in enumerate(said):
            if score is not None:
                high = max(2.0, 32 * score / 3)
                x, width = share((number + 0.2) * slot), share(0.6 * slot)
                body += rect(x, top + 36 - high, width, high, "g" if score else "e", 1)
        count = sum(n for s, n in said if s is not None)
        mean = sum(s * n for s, n in said if s is not None) / count if count else 0
        means.append(f"{name.lower()} {mean:.1f}")
        body += text(f"{mean:.1f} of 3", "100%", top + 32, "", "end", 64)
    by_month = any(not c.label for c in columns)
    head = ("Month" if by_month else "Talk", "With", *MEASURES.values())
    rows = tuple(
        (
            f"{c.on:%B %Y}" if by_month else c.on,
            c.label or spoken.count_of(c.count, "talk"),
            *map(_figure, c.scores),
        )
        for c in columns
    )
    talks = spoken.count_of(sum(c.count for c in columns), "talk")
    says = f"Mean of {talks}, from 0 (no) to 3 (rich): {', '.join(means)}."
    numbers = frozenset(range(2, 6))
    height = len(MEASURES) * _MEASURE
    return Picture("measures", "The four measures", says, body, height, "c", head, rows, numbers)


def _figure(score: float | None) -> str:
    return "" if score is None else f"{score:.1f}".removesuffix(".0")
