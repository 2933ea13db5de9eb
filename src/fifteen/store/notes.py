"""The field book of a campaign, read from its journal in one query."""

from __future__ import annotations

from fifteen.method import fieldbook, notebook
from fifteen.method.fieldbook import Book, Line, Who
from fifteen.method.words import Entry, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign

_COLUMNS = ("at", "on", "verb", "data", "act", "author")
_WHO = ("person__key", "person__name", "person__field")


def lines(campaign: Campaign) -> list[Line]:
    """The lines of the journal that speak of fields, oldest first, with whom they are about."""
    # Sorted here: to give them in order, the database would rather read the whole journal.
    rows = scope.entries(campaign).filter(verb__in=fieldbook.VERBS).order_by()
    found = sorted(rows.values_list("pk", *_COLUMNS, *_WHO))
    return [
        Line(Entry(at, on, Verb(verb), data, act, author), Who(key, name, field) if key else None)
        for _, at, on, verb, data, act, author, key, name, field in found
    ]


def book(campaign: Campaign) -> Book:
    """All fields with what is known of them, the criteria, the guided page's answers."""
    return notebook.of(lines(campaign))
