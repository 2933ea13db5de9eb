"""What a check found, as the letter page shows it: underlines, numbers, words, the way past a stop.

Pure: findings and texts in, plain values and escaped HTML out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from fifteen.method.folding import fold
from fifteen.method.letters.drafts import Blank
from fifteen.method.spoken import count_of
from fifteen.method.words import Finding, Level


class Place(NamedTuple):
    """Where words of a field stand, and the words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding with its number; `hit` where words of the body are underlined for it."""

    n: int
    finding: Finding
    title: str
    hint: str = ""  # for a blank: what belongs there

    @property
    def stop(self) -> bool:
        """Whether the letter is not ready because of it."""
        return self.finding.level is Level.STOP

    @property
    def reason(self) -> str:
        """Why, without the row's id: it stands behind it as a link."""
        return self.finding.reason.removesuffix(f"[{self.finding.row}]").strip()

    @property
    def hit(self) -> bool:
        """Whether it is about words of the body."""
        return self.finding.field == "body" and self.finding.end > self.finding.start

    @property
    def takes(self) -> bool:
        """Whether there is a better wording to take, or words to take out."""
        return self.place is not None

    @property
    def place(self) -> Place | None:
        """What gives way to the better wording; None where there is none."""
        f = self.finding
        if f.replacement is None:
            return Place(*f.cut) if f.cut else None
        there = f.field in ("body", "subject") and f.end > f.start
        return Place(f.start, f.end, f.quote) if there else None


def shown(findings: Iterable[Finding], blanks: Sequence[Blank] = ()) -> tuple[Shown, ...]:
    """The findings in the order in which they stand, stops and advice alike, numbered from one."""
    ordered = sorted(findings, key=lambda f: (f.end <= f.start, f.field != "subject", f.start))
    return tuple(
        Shown(n, f, f"{_LEVELS[f.level]}: it {says(f.rule)}", _hint(f, blanks))
        for n, f in enumerate(ordered, 1)
    )


def _hint(finding: Finding, blanks: Sequence[Blank]) -> str:
    quote = finding.quote.strip("[] ")
    return next((b.hint for b in blanks if quote and quote in b.text), "")


def marks(text: str, found: Sequence[Shown], of: str = "") -> SafeString:
    """The text, escaped, each finding's words in a `<mark>`; offsets are code points.

    Where two findings share words the text is cut at their ends: each piece is marked once for
    every finding that begins there, and the number stands only where a finding begins. `of` tells
    the letters of one page apart.
    """
    hits = [s for s in found if s.hit and s.finding.start < len(text)]
    cuts = sorted({0, len(text)} | {at for s in hits for at in _span(s, text)})
    pieces = pairwise(cuts)
    return mark_safe("".join(_piece(text[a:b], a, _over(hits, a, b, text), of) for a, b in pieces))  # noqa: S308  (every piece is escaped)


def _span(one: Shown, text: str) -> tuple[int, int]:
    return max(0, one.finding.start), min(one.finding.end, len(text))


def _over(hits: Sequence[Shown], start: int, end: int, text: str) -> list[Shown]:
    spans = ((s, _span(s, text)) for s in hits)
    return [s for s, (a, b) in spans if a <= start and end <= b]


def _piece(text: str, start: int, over: Sequence[Shown], of: str) -> str:
    html: str = escape(text)
    begins = [s for s in over if max(0, s.finding.start) == start]
    going_on = [s for s in over if s not in begins]
    for s in reversed(begins):
        html = format_html(
            '<mark{} data-n="{}" id="hit-{}{}">{}</mark>',
            _stop(s.stop),
            s.n,
            of,
            s.n,
            mark_safe(html),  # noqa: S308
        )
    graver = any(s.stop for s in going_on) and not any(s.stop for s in begins)
    if going_on and (graver or not begins):
        html = format_html("<mark{}>{}</mark>", _stop(graver), mark_safe(html))  # noqa: S308
    return html


def _stop(is_stop: bool) -> SafeString:
    return mark_safe(' class="stop"' if is_stop else "")  # noqa: S308  (our own constant)


FAR = 3
"""From so many stops on a letter is not called nearly ready."""


def headline(findings: Iterable[Finding], spoken: bool = False) -> str:
    """Whether the letter is ready, in one sentence: the answer of the page."""
    levels = [f.level for f in findings]
    stops, advice = levels.count(Level.STOP), levels.count(Level.ADVISE)
    pieces = count_of(advice, "piece") + " of advice"
    if stops:
        how_far = "Nearly ready" if stops < FAR else "Not ready yet"
        also = f" and {pieces}" if advice else ""
        return f"{how_far}: {count_of(stops, 'stop')}{also}"
    if advice:
        return f"Ready, with {pieces}"
    return "Ready to call" if spoken else "Ready to leave"


def let_go(findings: Iterable[Finding], spoken: bool = False) -> str:
    """The same once all that stops the letter was overruled."""
    stops = [f for f in findings if f.level is Level.STOP]
    what = "the stop" if len(stops) == 1 else "the stops"
    as_it_stands = "You may call as it stands" if spoken else "It may leave as it stands"
    return f"{as_it_stands}: you overruled {what}"


def applied(text: str, one: Shown) -> str:
    """The text with the better wording in place of the words it is about, or without them."""
    if one.place is None:
        return text
    return text[: one.place.start] + (one.finding.replacement or "") + text[one.place.end :]


def says_each(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What has to be typed to send a letter as it stands; empty where nothing stops it."""
    return tuple(says(rule) for rule in _stops(findings))


def overruled(typed: str, findings: Iterable[Finding]) -> frozenset[str]:
    """The rules whose words were typed: knowingly overruled (A1)."""
    words = fold(typed)
    return frozenset(rule for rule in _stops(findings) if fold(says(rule)) in words)


def _stops(findings: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(f.rule for f in findings if f.level is Level.STOP))


def says(rule: str) -> str:
    """What a letter does against a rule, such as "asks for a job"."""
    return _SAYS.get(rule, rule.replace("-", " "))


_LEVELS = {Level.STOP: "Stop", Level.ADVISE: "Advice"}
_SAYS = {
    "asks-for-job": "asks for a job",
    "names-the-term": "calls the talk an interview",
    "no-length": "names no length",
    "too-much-time": "asks for too much time",
    "resume-enclosed": "encloses a résumé",
    "purpose-unclear": "does not say what the talk is for",
    "nothing-personal": "says nothing that is about them alone",
    "impersonal-greeting": "greets nobody by name",
    "placeholder-left": "has a blank left",
    "wrong-name": "has a wrong name",
    "tie-not-named": "does not name what you share",
    "no-clear-ask": "never asks for the talk",
    "several-asks": "asks for more than the talk",
    "pressing": "presses",
    "too-long": "is long",
    "no-sign-off": "does not end with your name",
    "no-subject": "has no telling subject",
    "no-thanks": "does not thank",
    "nothing-specific": "names nothing they said or did",
    "new-ask": "asks for something new",
    "promise-forgotten": "is silent about a promise",
    "not-to-be-remembered": "does not ask to be remembered",
    "purpose-not-restated": "does not say again what you were after",
    "late": "comes more than a day after the talk",
}
