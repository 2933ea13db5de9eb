"""A picture, and the few marks all of them are drawn with.

Places along the width are shares of it ("42.5%"), heights and texts are pixels: the drawing fits
every width and its words keep their size. Colours are classes; `progress.css` and `leaving.py`
know them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Cell = str | int | date

MOST_ROWS = 60  # of a table on a page


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with everything that goes with it."""

    name: str  # of its files and of its ids
    title: str
    says: str  # the figures in words, for those who do not see the drawing
    body: str  # the drawing
    height: int  # pixels
    plot: str  # which margins it has: see `MARGINS`
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()  # the columns that are numbers
    note: str = ""  # what stands under the title of the file; else the words

    @property
    def shown(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that stand on a page, days as one says them; the file has them all, and ISO."""
        return tuple(tuple(map(_told, row)) for row in self.rows[:MOST_ROWS])

    @property
    def drawing(self) -> SafeString:
        """The body for a page."""
        return mark_safe(self.body)  # noqa: S308  (built of our own marks, every text escaped)


def _told(cell: Cell) -> Cell:
    return f"{cell.day} {cell:%b} {cell.year}" if isinstance(cell, date) else cell


MARGINS = {"o": (0, 0), "a": (132, 64), "b": (30, 34), "c": (96, 84)}
"""Pixels left and right of the plot, by its letter; `progress.css` has the same ones."""


def share(value: float) -> str:
    """A share of the width, from 0 to 1, as it is drawn."""
    return f"{100 * value:.2f}%".replace(".00%", "%")


def text(
    words: str, x: str, y: float, css: str = "", anchor: str = "", dx: float = 0, more: str = ""
) -> str:
    """Words at a place; `more` is drawn behind them, a `tspan`."""
    told = f' class="{css}"' if css else ""
    told += f' text-anchor="{anchor}"' if anchor else ""
    told += f' dx="{dx:g}"' if dx else ""
    return f'<text x="{x}" y="{y:g}"{told}>{escape(words)}{more}</text>'


def span(words: str, css: str, dx: float = 8) -> str:
    """Further words of a text, in another ink."""
    return f'<tspan class="{css}" dx="{dx:g}">{escape(words)}</tspan>' if words else ""


def line(x1: str, x2: str, y1: float, y2: float, css: str) -> str:
    """A straight line."""
    return f'<line class="{css}" x1="{x1}" x2="{x2}" y1="{y1:g}" y2="{y2:g}"/>'


def rect(x: str, y: float, width: str, height: float, css: str, rx: float = 2) -> str:
    """A bar."""
    return (
        f'<rect class="{css}" x="{x}" y="{y:g}" width="{width}" height="{height:g}" rx="{rx:g}"/>'
    )


def dot(x: str, y: float, css: str, r: float = 5) -> str:
    """A round mark."""
    return f'<circle class="{css}" cx="{x}" cy="{y:g}" r="{r:g}"/>'


def diamond(x: str, y: float, css: str) -> str:
    """A mark on its corner, told from a round one without colour."""
    return f'<svg class="mk" x="{x}" y="{y:g}"><path class="{css}" d="M0-6 6 0 0 6-6 0z"/></svg>'


def area(points: Sequence[tuple[float, float]], top: float, height: float, css: str) -> str:
    """A filled area: points as shares of the width and of the height (from above)."""
    path = "L".join(f"{100 * x:.2f} {100 * y:.2f}" for x, y in points)
    return (
        f'<svg y="{top:g}" width="100%" height="{height:g}" viewBox="0 0 100 100" '
        f'preserveAspectRatio="none"><path class="{css}" d="M{path}z"/></svg>'
    )


def steps(most: float, lines: int = 4) -> list[int]:
    """Where an axis from 0 to `most` has its lines: whole, even numbers, few of them."""
    size = next(s * 10**p for p in range(9) for s in (1, 2, 5) if s * 10**p * lines >= most)
    return list(range(0, int(-(-most // size)) * size + 1, size)) if most > 0 else [0, 1]
