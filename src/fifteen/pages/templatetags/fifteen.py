"""Tags and filters of every page. All answers are plain words, escaped where they are shown."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from fifteen.method import motives, rows, spoken
from fifteen.method.words import Stage, Tie, TieKind
from fifteen.pages import _inline
from fifteen.pages.icons import DRAWINGS
from fifteen.store import read
from fifteen.store.models import Person

register = template.Library()

_NEAR_DAYS = 13  # days; further away the date itself says more than the distance

# The dial of the pages knows six states: "said yes" shows as half, like "booked".
_STAGES: dict[Stage, tuple[str, str]] = {
    Stage.TO_ASK: ("", "To ask"),
    Stage.ASKED: ("asked", "Asked"),
    Stage.YES: ("booked", "Said yes"),
    Stage.BOOKED: ("booked", "Booked"),
    Stage.MET: ("met", "Met"),
    Stage.THANKED: ("thanked", "Thanked"),
    Stage.RESTING: ("rest", "Resting"),
}

# What is said when it is known what the tie goes through ("{}"), and when it is not.
_TIES: dict[TieKind, tuple[str, str]] = {
    TieKind.FAMILY: ("Family", "Family"),
    TieKind.FRIEND: ("Friend", "Friend"),
    TieKind.COLLEAGUE: ("Former colleague, {}", "Former colleague"),
    TieKind.REFERRED: ("Referred by {}", "Referred"),
    TieKind.INTRODUCED: ("Introduced by {}", "Introduced"),
    TieKind.DORMANT: ("Long out of touch", "Long out of touch"),
    TieKind.ALUMNI: ("Same school: {}", "Same school"),
    TieKind.GROUP: ("Same group: {}", "Same group"),
    TieKind.WEAK: ("Acquaintance", "Acquaintance"),
    TieKind.NONE: ("No tie yet", "No tie yet"),
}


# These two stand on every page many times and are always the same: kept ready, as are the words
# of a menu that every line of a list repeats.


@register.simple_tag
@cache
def rule(row: str) -> SafeString:
    """The id of a row as a link to its sentence: `{% rule "R6" %}`. Nothing for an empty id.

    Raises KeyError for an id the method does not have.
    """
    if not row:
        return SafeString()
    link = '<a class="rid" href="/method#{}" title="{}">{}</a>'
    return format_html(link, row, rows.of(row), row)


@register.simple_tag
@cache
def icon(name: str, size: int = 20) -> SafeString:
    """A drawing of icons.py, `size` pixels wide. Raises KeyError for a name that is not there."""
    svg = '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 20 20" aria-hidden="true">{1}'
    return format_html(f"{svg}</svg>", size, mark_safe(DRAWINGS[name]))  # noqa: S308  (our own)


@register.simple_tag
@cache
def inline_style(name: str) -> SafeString:
    """A style sheet of ours inside the page, for a page that comes in one answer."""
    return mark_safe(f"<style>{_inline.text(name)}</style>")  # noqa: S308  (our own)


@register.simple_tag
@cache
def inline_script(name: str) -> SafeString:
    """A script of ours inside the page, likewise."""
    return mark_safe(f"<script>{_inline.text(name)}</script>")  # noqa: S308  (our own)


@register.simple_tag
@lru_cache(maxsize=64)
def until_buttons(choices: tuple[tuple[str, date], ...], today: date) -> SafeString:
    """The days that "Later" offers, each a button that sends `until`."""
    button = '<button class="item" name="until" value="{}">{} <kbd>{}</kbd></button>'
    lines = ((day_.isoformat(), words, day(day_, today)) for words, day_ in choices)
    return format_html_join("", button, lines)


@register.simple_tag
@lru_cache(maxsize=64)
def options(values: tuple[str, ...]) -> SafeString:
    """The values of a datalist."""
    return format_html_join("", '<option value="{}">', ((value,) for value in values))


@register.simple_tag
def work(person: Person, css: str) -> SafeString:
    """What somebody does and where, as a paragraph of this class; nothing if not known."""
    said = ", ".join(part for part in (person.role, person.organisation) if part)
    return format_html('<p class="{}">{}</p>', css, said) if said else SafeString()


@register.inclusion_tag("fifteen/_why_yes.html")
def why_yes(person: Person) -> dict[str, object]:
    """Why they may say yes, how to speak to it, and what studies say to the one who doubts."""
    motive = motives.likeliest(read.host(person), read.seeker(person.campaign))
    return {"motive": motive, "doubts": motives.doubts()}


@register.filter
def day(value: date | None, today: date | None = None) -> str:
    """A day as "Tue 24 Nov", with the year where it is not this one; `today` is the seeker's."""
    when = _day_of(value)
    if when is None:
        return ""
    year = "" if when.year == _today(today).year else f" {when.year}"
    return f"{when:%a} {when.day} {when:%b}{year}"


@register.filter
def near(value: date | None, today: date | None = None) -> str:
    """The distance in words ("in three days", "two days ago"); from two weeks on the day."""
    when = _day_of(value)
    if when is None:
        return ""
    away = (when - _today(today)).days
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
    if named:
        return named
    if abs(away) > _NEAR_DAYS:
        return day(when, today)
    days = f"{spoken.in_words(abs(away))} days"
    return f"in {days}" if away > 0 else f"{days} ago"


@register.filter
def in_words(number: int) -> str:
    """Nought to twelve as "no", "one" to "twelve"; figures from thirteen on."""
    return spoken.in_words(number)


@register.filter
def breaks(address: str) -> SafeString:
    """A mail address that a line may break after its "@", not in the middle of a word."""
    name, at, place = address.partition("@")
    return format_html("{}{}<wbr>{}", name, at, place)


@register.filter
def figures(number: int) -> str:
    """A number in figures, such as "3,000"."""
    return f"{number:,}"


@register.filter
def stage_label(stage: Stage | str) -> str:
    """The word beside the dial: "To ask", "Asked", "Said yes" and so on."""
    return _STAGES[Stage(stage)][1]


@register.filter
def stage_class(stage: Stage | str) -> str:
    """The class beside `st` that fills the dial; empty for "to ask"."""
    return _STAGES[Stage(stage)][0]


@register.filter
def tie_label(tie: Tie) -> str:
    """What joins the two, in words: "Referred by Tom Lee", "Same school: Calder"."""
    through, bare = _TIES[tie.kind]
    return through.format(tie.via) if tie.via else bare


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last word: "MH"; one letter for one word."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0].upper() for word in ends)


def _day_of(value: date | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _today(given: date | None) -> date:
    """The day handed in; without one the day it is in the zone of the request."""
    return _day_of(given) or timezone.localdate()
