"""A fact of a person by its name: most are columns, those of an offer (O2) stand in `extra`."""

from __future__ import annotations

from fifteen.method import offers
from fifteen.store.models import Person


def told(person: Person, name: str) -> object:
    """The fact as it is; None for what is no fact."""
    if name in offers.KEPT:
        return person.extra.get(offers.KEPT[name], "")
    return getattr(person, name, None)


def tell(person: Person, name: str, value: object) -> None:
    """Put a fact on the row, not saved."""
    if name in offers.KEPT:
        person.extra = offers.with_fact(person.extra, name, str(value))
    else:
        setattr(person, name, value)


def column(name: str) -> str:
    """The column that a fact is saved in."""
    return "extra" if name in offers.KEPT else name
