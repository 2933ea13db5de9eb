"""Lists of people kept under a name: what the journal adds up to (a filter, not the people)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fifteen.method import standing
from fifteen.method.words import Entry, Verb

ASKED = ("q", "stage", "tie", "field", "source", "tag", "due")
"""What narrows a list of people, as the address of the page has it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One list: its key, its name, what it asks for (by the names of `ASKED`), how it is shown."""

    key: str
    name: str
    query: Mapping[str, str]
    view: str = ""


def of(entries: Iterable[Entry]) -> tuple[Kept, ...]:
    """The lists that entries, oldest first, add up to, in the order they were first kept. An entry
    with a key that is there already says the list anew."""
    lists: dict[str, Kept] = {}
    for entry in standing.counting(entries):
        key = str(entry.data.get("key", ""))
        if entry.verb is Verb.UNLISTED:
            lists.pop(key, None)
        elif entry.verb is Verb.LISTED and key:
            lists[key] = Kept(key, str(entry.data.get("name", "")), _query(entry), _view(entry))
    return tuple(lists.values())


def _query(entry: Entry) -> Mapping[str, str]:
    asked = entry.data.get("query")
    if not isinstance(asked, Mapping):
        return {}
    return {name: str(asked[name]) for name in ASKED if asked.get(name)}


def _view(entry: Entry) -> str:
    return str(entry.data.get("view", ""))
