"""Cards of an address book on a server, on their way through an import: who they are here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fifteen.actions._import_plan import Row
from fifteen.store import scope
from fifteen.store.models import Card, CardBook, Import

_AT_ONCE = 500

Cards = Mapping[str, Sequence[str]]
"""line -> collection, place and version, as an import keeps them."""


def known(brought: Import) -> dict[int, str]:
    """The people whose cards these are already, by line: whatever else a card says now."""
    places = {card[1]: int(line) for line, card in brought.cards.items()}
    if not places:
        return {}
    rows = scope.cards(brought.campaign).filter(book__key=brought.book, person__isnull=False)
    there = rows.values_list("place", "person_id")
    return {places[place]: str(pk) for place, pk in there if place in places}


def keep(
    brought: Import, rows: Sequence[Row], keys: Mapping[int, str], decisions: Mapping[str, str]
) -> None:
    """Once an import is written: which card is whom, so that the next reading knows."""
    book = scope.card_books(brought.campaign).filter(key=brought.book).first()
    if book is not None and brought.cards:
        who = _people(brought, rows, keys, decisions)
        put(book, brought.cards, who)


def put(book: CardBook, cards: Cards, who: Mapping[int, int]) -> None:
    """Remember these cards as read; of a line that is missing in `who` the card is nobody's."""
    read = [
        Card(
            campaign_id=book.campaign_id,
            book=book,
            person_id=who.get(int(line)),
            collection=collection,
            place=place,
            etag=etag[:500],
        )
        for line, (collection, place, etag) in cards.items()
    ]
    Card.objects.bulk_create(
        read,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["book", "place"],
        update_fields=["person", "collection", "etag", "gone_on"],
    )


def _people(
    brought: Import, rows: Sequence[Row], keys: Mapping[int, str], decisions: Mapping[str, str]
) -> dict[int, int]:
    """The ids of the people that lines became, or were."""
    wanted = list(keys.values())
    new: dict[str, int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = scope.people(brought.campaign).filter(key__in=wanted[start : start + _AT_ONCE])
        new |= dict(some.values_list("key", "pk"))
    who = {line: new[key] for line, key in keys.items() if key in new}
    there = {row["line"]: row for row in rows}
    for line, row in there.items():
        if line in who or not _is_somebody(row, decisions):
            continue
        if row["of_line"]:
            found = who.get(row["of_line"])
            who |= {line: found} if found else {}
        elif row["id"].isdecimal():
            who[line] = int(row["id"])
    return who


def _is_somebody(row: Row, decisions: Mapping[str, str]) -> bool:
    if row["kind"] == "unsure":
        return decisions.get(str(row["line"])) == "same"
    return row["kind"] in ("same", "changed")
