"""Counted people: from asking to learning, the share by tie, the weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fifteen.method import spoken
from fifteen.method.forecast.funnel import Part
from fifteen.method.progress.funnel import Funnel
from fifteen.method.progress.weeks import Span, Weeks
from fifteen.pages.pictures.picture import Picture, dot, line, rect, share, steps, text

_BAR = 48  # pixels a bar of the funnel takes
_ROW = 34  # pixels a tie takes
_HEIGHT = 180  # of the weeks, without the days below
_MOST_DAYS = 5  # days written under the bars; more run into each other on a phone
_FEW = 6  # bars for which there is room at least: of a single one nobody wants a wall


def percent(value: float) -> str:
    """A share in hundredths, such as "56 %"."""
    return f"{round(100 * value)} %"


def between(part: Part) -> str:
    """Where the true share lies nine times in ten: "43 to 68 %"."""
    return f"{round(100 * part.low)} to {round(100 * part.high)} %"


def funnel(everybody: Funnel, ties: Sequence[Funnel]) -> Picture:
    """Asked, answered, met, learned from: all together."""
    stages = (
        ("Asked", Part(everybody.asked, everybody.asked, 1, 1)),
        ("Answered", everybody.answered),
        ("Met", everybody.met),
        ("Learned from", everybody.learned),
    )
    body = ""
    for number, (label, part) in enumerate(stages):
        top = number * _BAR
        body += text(label, "-96", top + 20, "k") + rect("0", top + 4, "100%", 22, "e", 3)
        if part.count:
            body += rect("0", top + 4, share(part.share), 22, "g", 3)
        body += text(f"{part.count:,}", "100%", top + 20, "k b", "end", 36)
        if number:
            body += text(percent(part.share), "100%", top + 20, "", "end", 84)
            body += line(share(part.low), share(part.high), top + 33, top + 33, "w")
    counts = ", ".join(f"{label.lower()} {part.count}" for label, part in stages)
    says = f"{counts[:1].upper()}{counts[1:]}. The band under a bar is where the true share "
    says += "lies nine times in ten."
    return Picture(
        "funnel",
        "From asking to learning",
        says,
        body,
        len(stages) * _BAR,
        "c",
        _FUNNEL,
        tuple(_funnel_row(f) for f in (everybody, *ties)),
        frozenset({1, 2, 3, 5}),
    )


_FUNNEL = (
    *("Tie", "Asked", "Answered", "Met", "Met, nine times in ten"),
    *("Learned from", "Learned, nine times in ten"),
)


def _funnel_row(f: Funnel) -> tuple[str | int, ...]:
    return (
        *(f.label, f.asked, f.answered.count, f.met.count, between(f.met)),
        *(f.learned.count, between(f.learned)),
    )


def ties(funnels: Sequence[Funnel]) -> Picture:
    """The share of those asked that led to a conversation, by tie, with its interval."""
    height = len(funnels) * _ROW
    body = ""
    for x, label in ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")):
        body += line(share(x), share(x), 0, height, "ax")
        body += text(label, share(x), height + 20, "", "middle")
    for number, f in enumerate(funnels):
        y = number * _ROW + 17
        body += text(f.label, "-132", y + 4, "k")
        body += line(share(f.met.low), share(f.met.high), y, y, "w")
        body += dot(share(f.met.share), y, "g")
        body += text(f"{f.met.count} of {f.asked}", "100%", y + 4, "", "end", 64)
    told = [f"{f.label.lower()} {f.met.count} of {f.asked} ({between(f.met)})" for f in funnels]
    return Picture(
        "ties",
        "By tie",
        f"Met, of those asked, and where the true share lies nine times in ten: {'; '.join(told)}.",
        body,
        height + 26,
        "a",
        _FUNNEL,
        tuple(_funnel_row(f) for f in funnels),
        frozenset({1, 2, 3, 5}),
    )


def day(when: date) -> str:
    """A day under a bar: "21 Sep"."""
    return f"{when.day} {when:%b}"


def weeks(found: Weeks, today: date) -> Picture:
    """People asked as hollow bars, conversations as filled ones, the pace as a dotted line."""
    most = max([1, found.pace, *(max(s.asked, s.met) for s in found.spans)])
    marks = steps(most)
    scale = _HEIGHT / marks[-1]
    body = ""
    for mark in marks:
        y = 8 + _HEIGHT - mark * scale
        body += line("0", "100%", y, y, "ax") + text(f"{mark}", "-12", y + 4, "", "end")
    slot = 1 / max(len(found.spans), _FEW)
    every = -(-len(found.spans) // _MOST_DAYS)
    for number, span in enumerate(found.spans):
        x, width = share((number + 0.14) * slot), share(0.72 * slot)
        for count, css in ((span.asked, "ho"), (span.met, "g")):
            if count:
                body += rect(x, 8 + _HEIGHT - count * scale, width, count * scale, css)
        last = len(found.spans) - 1
        if number == last or (number % every == 0 and last - number >= every):
            words = "now" if number == last else _start(span, found.unit, today)
            body += text(words, share((number + 0.5) * slot), _HEIGHT + 32, "", "middle")
    pace = 8 + _HEIGHT - found.pace * scale
    body += line("0", "100%", pace, pace, "pace-l")
    return Picture(
        "weeks",
        f"Your {found.unit}s",
        _weeks_in_words(found),
        body,
        _HEIGHT + 40,
        "b",
        (f"{found.unit.capitalize()} from", "Asked", "Conversations", "Pace chosen"),
        tuple((s.start, s.asked, s.met, round(found.pace)) for s in found.spans),
        frozenset({1, 2, 3}),
        f"{_weeks_in_words(found)} Hollow bars are people asked, filled ones conversations.",
    )


def _start(span: Span, unit: str, today: date) -> str:
    if unit == "week":
        return day(span.start)
    return f"{span.start:%b}" if span.start.year == today.year else f"{span.start:%b %Y}"


def _weeks_in_words(found: Weeks) -> str:
    asked, met = (sum(getattr(s, name) for s in found.spans) for name in ("asked", "met"))
    kept = sum(s.asked >= round(found.pace) for s in found.spans)
    return (
        f"In {spoken.count_of(len(found.spans), found.unit)} "
        f"{spoken.count_of(asked, 'person was', 'people were')} asked and "
        f"{spoken.count_of(met, 'conversation')} held. The pace chosen is "
        f"{round(found.pace)} a {found.unit}; {spoken.count_of(kept, found.unit)} kept it."
    )
