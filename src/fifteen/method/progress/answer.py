"""Is it working? The answer in a sentence, and what speaks for asking along which line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fifteen.method.progress.funnel import KNOWN, Funnel, of
from fifteen.method.progress.lives import Life
from fifteen.method.progress.tree import Forest
from fifteen.method.spoken import count_of, in_words

ENOUGH = 4  # people asked, before a share is spoken of (a judgement: below, the band is everything)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its row."""

    text: str
    row: str


def headline(everybody: Funnel, talks: int, settled: int) -> str:
    """The answer to "is it working?"; silence is never a reproach."""
    if talks:
        told = f"It is working: {count_of(talks, 'conversation')}"
        if settled:
            told += f", {count_of(settled, 'belief')} settled"
        return told + "."
    asked = _capital(count_of(everybody.asked, "person", "people"))
    if everybody.answered.count:
        answered = in_words(everybody.answered.count)
        return f"{asked} asked, {answered} answered. The first talk is near."
    if everybody.asked:
        return f"{asked} asked. It is too early to tell."
    return "Nothing to count yet. The first request begins it."


def lede(lives: Sequence[Life]) -> Told:
    """Which line to ask along: those who know you, or everybody else (C6, C1)."""
    known = of([x for x in lives if x.who.tie.kind in KNOWN])
    strangers = of([x for x in lives if x.who.tie.kind not in KNOWN])
    if known.asked < ENOUGH or not known.met.count:
        return Told("Begin with those who know you, or know somebody who does.", "C6")
    near = f"People who know you, or know somebody who does, meet you {_times(known)}."
    if strangers.asked < ENOUGH:
        return Told(near, "C6")
    others = "none yet" if not strangers.met.count else in_words(strangers.met.count)
    further = f" Of {in_words(strangers.asked)} others, {others}."
    if known.met.share > strangers.met.share:
        return Told(f"{near}{further} Ask along that line.", "C6")
    return Told(near + further, "C1")


def _times(funnel: Funnel) -> str:
    """A share as one says it: "two times in three"."""
    parts = ((n, d) for d in (2, 3, 4, 5, 10) for n in range(1, d + 1))
    n, d = min(parts, key=lambda p: (round(abs(p[0] / p[1] - funnel.met.share), 2), p[1]))
    if n == d:
        return "almost always" if funnel.met.count < funnel.asked else "every time"
    return f"{in_words(n)} {'time' if n == 1 else 'times'} in {in_words(d)}"


def tree(forest: Forest) -> str:
    """What came through somebody, in a sentence."""
    led = forest.led
    if not led:
        return "Nobody has named a further person yet."
    held = sum(bool(life.met) for life in led)
    coming = sum(not life.met and life.who.stage in _COMING for life in led)
    if len(led) == 1:
        if held:
            return "One came through somebody, and you have met them."
        return f"One came through somebody{_ON_THE_WAY if coming else _NOT_YET}"
    told = f"{_capital(in_words(len(led)))} came through somebody; you have met "
    told += f"{in_words(held) if held else 'none'} of them"
    if coming:
        told += f", and {in_words(coming)} {'is' if coming == 1 else 'are'} on the way"
    return told + "."


_COMING = frozenset({"asked", "yes", "booked"})
_ON_THE_WAY = " and is on the way."
_NOT_YET = "; you have not met them yet."


def learned(everybody: Funnel) -> str:
    """What one request in so many ends in."""
    if not everybody.learned.count:
        return "Nothing is written up yet."
    if everybody.learned.count == everybody.asked:
        who = "The one person" if everybody.asked == 1 else "Everybody"
        return f"{who} you asked taught you something."
    one_in = round(everybody.asked / everybody.learned.count)
    if one_in <= 1:
        return "Nearly everybody you asked taught you something."
    return f"One in {in_words(one_in)} you ask ends in something learned."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


__all__ = ["ENOUGH", "Told", "headline", "learned", "lede", "tree"]
