"""A picture as a file to keep: SVG with its own colours, PNG, CSV with cells that do nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

import typst
from django.utils.html import escape

from fifteen.pages.pictures.picture import MARGINS, Cell, Picture

WIDTH = 760  # pixels
_EDGE = 28  # around everything
_LINE = 19  # a line of words under the title
_WORDS_A_LINE = 104  # characters
_PPI = 144.0  # twice as fine as the drawing's pixels

_SANS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_SERIF = "Charter, 'Iowan Old Style', Georgia, 'DejaVu Serif', serif"

INKS = {
    "k": {"fill": "#25221d", "font-size": "13"},
    "b": {"fill": "#25221d", "font-weight": "600"},
    "dm": {"fill": "#564f44", "font-weight": "400"},
    "q": {"fill": "#25221d", "font-family": _SERIF, "font-size": "14"},
    "ax": {"stroke": "#dfd7c8"},
    "tr": {"stroke": "#8c8271", "fill": "none"},
    "ln": {"stroke": "#1d5b43", "stroke-width": "2"},
    "dash": {"stroke-dasharray": "4 4"},
    "pace-l": {"stroke": "#675f52", "stroke-dasharray": "2 4"},
    "w": {"stroke": "#1d5b43", "stroke-width": "6", "stroke-linecap": "round", "opacity": ".24"},
    "f1": {"fill": "#1d5b43", "fill-opacity": ".34"},
    "f2": {"fill": "#1d5b43", "fill-opacity": ".14"},
    "g": {"fill": "#1d5b43"},
    "e": {"fill": "#e6dece"},
    "ho": {"fill": "none", "stroke": "#1d5b43", "stroke-width": "1.5"},
    "o": {"fill": "#fcf9f2", "stroke": "#1d5b43", "stroke-width": "1.75"},
    "mk": {"overflow": "visible"},
    "ov": {"paint-order": "stroke", "stroke": "#fcf9f2", "stroke-width": "4"},
    "far": {},
}
"""What a class of the page is on its own; a later class of an element wins."""


def svg(picture: Picture) -> str:
    """The picture as a file that stands alone: 760 pixels wide, on paper."""
    left, right = MARGINS[picture.plot]
    told = _lines(picture.note or picture.says)
    top = _EDGE + 26 + _LINE * len(told) + 16
    height = top + picture.height + _EDGE
    width = WIDTH - 2 * _EDGE - left - right
    words = "".join(
        f'<text x="{_EDGE}" y="{_EDGE + 44 + _LINE * n}" font-size="13">{escape(line)}</text>'
        for n, line in enumerate(told)
    )
    title = escape(picture.title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" font-family="{_SANS}" font-size="12" '
        f'fill="#675f52"><title>{title}</title><desc>{escape(picture.says)}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#fcf9f2"/>'
        f'<text x="{_EDGE}" y="{_EDGE + 16}" font-family="{_SERIF}" font-size="20" '
        f'fill="#25221d">{title}</text>{words}'
        f'<svg x="{_EDGE + left}" y="{top}" width="{width}" height="{picture.height}" '
        f'overflow="visible">{_inked(picture.body)}</svg></svg>\n'
    )


def _inked(body: str) -> str:
    """The drawing with colours in place of classes: programs that know no style sheet show it."""

    def ink(found: re.Match[str]) -> str:
        names = found[1].split()
        inks = {key: value for name in names for key, value in INKS[name].items()}
        return "".join(f' {key}="{value}"' for key, value in inks.items())

    return re.sub(r' class="([^"]*)"', ink, body)


def _lines(words: str) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > _WORDS_A_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


_PAGE = (
    b"#set page(width: auto, height: auto, margin: 0pt)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg", width: 760pt)\n'
)


def png(picture: Picture) -> bytes:
    """The picture as pixels, twice as many as it is wide; nothing is fetched for it."""
    made = typst.compile(_PAGE, format="png", ppi=_PPI, sys_inputs={"svg": svg(picture)})
    assert isinstance(made, bytes)  # one page
    return made


def table(head: Iterable[Cell], rows: Iterable[Iterable[Cell]]) -> str:
    """The figures as CSV, with a mark that lets a spreadsheet read the letters right."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow([_defused(cell) for cell in head])
    lines.writerows([_defused(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def _defused(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula begins with an apostrophe instead."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_ACTIVE) else cell
