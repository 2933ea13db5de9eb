"""Address books on a server (CardDAV): read on a schedule, never written to.

The server's book stays the master: a changed card brings its person up to date, but for what the
seeker set by hand; a new one comes in; one that is gone takes nobody away, the seeker is asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from fifteen.actions import _import_cards, _import_plan, imports
from fifteen.actions._write import Done, new_key, today_of
from fifteen.adapters.dav.failures import SAID, DavError, Why
from fifteen.adapters.dav.http import Session
from fifteen.adapters.people import distant
from fifteen.method.folding import tidy
from fifteen.method.same import BY_NAME_ALONE
from fifteen.method.words import Refusal
from fifteen.store import scope, sealed
from fifteen.store.models import Campaign, Card, CardBook, Import, Job

KIND = "read-book"
MOST = 4  # servers
FRESH = timedelta(hours=1)
"""How old the reading of a book may become."""

_OPEN = ("reading", "ready", "writing")
_ADDRESS, _PASSWORD, _TOKENS = "book address", "book password", "book tokens"


@transaction.atomic
def connect(
    campaign: Campaign, address: str, user: str, password: str, now: datetime
) -> Done | Refusal:
    """Read an address book on a server from now on; what it holds is shown before it comes in."""
    address = address.strip()
    if not address.startswith(("https://", "http://")) or len(address) > 2_000:
        return Refusal(SAID[Why.ADDRESS], "address")
    if scope.card_books(campaign).count() >= MOST:
        return Refusal(f"{MOST} servers are the most. Take one off first.", "address")
    host = address.split("/")[2].rpartition("@")[2]
    row = CardBook(campaign=campaign, key=new_key(), name=tidy(host, 200), user=tidy(user, 320))
    row.address = sealed.seal(campaign, _ADDRESS, address)
    row.password = sealed.seal(campaign, _PASSWORD, password) if password else ""
    row.save()
    _later(row, now)
    return Done("It is being read. What it holds is shown here before anybody comes in.")


@transaction.atomic
def remove(campaign: Campaign, key: str) -> Done:
    """Read a book no longer; everybody who came with it stays."""
    scope.card_books(campaign).filter(key=key).delete()
    open_ones = scope.imports(campaign).filter(book=key, status__in=("reading", "ready"))
    open_ones.update(status="left", data=b"", plan=b"", cards={})
    return Done("That address book is no longer read. Everybody who came with it stays.")


@transaction.atomic
def read_again(campaign: Campaign, key: str, now: datetime, everything: bool = False) -> Done:
    """Read a book now; with `everything` also the cards that are nobody's here."""
    for row in scope.card_books(campaign).filter(key=key):
        if everything:
            scope.cards(campaign).filter(book=row, person=None).delete()
            row.tokens = ""
            row.save(update_fields=["tokens"])
        _later(row, now)
    return Done("It is being read.")


def read_the_old(campaign: Campaign, now: datetime) -> int:
    """Have every book read whose reading is old; returns how many."""
    rows = scope.card_books(campaign)
    old = [row for row in rows if row.read_at is None or row.read_at < now - FRESH]
    shown = waiting(campaign)  # a whole book that is looked through is not read anew beneath
    old = [r for r in old if r.key not in shown or scope.cards(campaign).filter(book=r).exists()]
    for row in old:
        _later(row, now)
    return len(old)


def _later(row: CardBook, now: datetime) -> None:
    waiting = Job.objects.filter(campaign=row.campaign, kind=KIND, done_at=None)
    if not waiting.filter(data__book=row.key).exists():
        Job.objects.create(campaign=row.campaign, kind=KIND, data={"book": row.key}, run_at=now)


def read_now(campaign: Campaign, key: str, now: datetime) -> None:
    """The worker's part: ask the server, bring what is new, or keep why it could not be read.
    Nothing that was read before is lost where the server does not answer."""
    row = scope.card_books(campaign).filter(key=key).select_related("campaign").first()
    if row is None:
        return
    found = _ask(row)
    if isinstance(found, Why):
        CardBook.objects.filter(pk=row.pk).update(trouble=str(found))
        return
    with transaction.atomic():
        row = CardBook.objects.select_for_update().select_related("campaign").get(pk=row.pk)
        first = not scope.cards(campaign).filter(book=row).exists()
        _gone(row, found.gone, now)
        brought = _bring(row, found.cards, now)
        row.tokens = sealed.seal(campaign, _TOKENS, json.dumps(dict(found.tokens)))
        row.read_at, row.trouble = now, ""
        row.save(update_fields=["tokens", "read_at", "trouble"])
        if brought is not None and first:
            imports.have_read(brought, now)
    if brought is not None and not first:
        _take(brought, now)


def _ask(row: CardBook) -> distant.Found | Why:
    campaign = row.campaign
    try:
        address = sealed.unseal(campaign, _ADDRESS, row.address)
        password = sealed.unseal(campaign, _PASSWORD, row.password) if row.password else ""
        tokens = json.loads(sealed.unseal(campaign, _TOKENS, row.tokens)) if row.tokens else {}
        rows = scope.cards(campaign).filter(book=row, gone_on=None)
        known = {p: (c, e) for p, c, e in rows.values_list("place", "collection", "etag")}
        with Session(address, row.user, password, settings.PRIVATE_HOSTS) as session:
            return distant.read(session, tokens, known)
    except DavError as failure:
        return failure.why
    except sealed.Unreadable:
        return Why.PASSWORD


def _gone(row: CardBook, places: frozenset[str], now: datetime) -> None:
    """What the server has no longer: nobody is taken away, the seeker is asked about each."""
    there = scope.cards(row.campaign).filter(book=row, place__in=places)
    there.filter(person=None).delete()
    there.update(gone_on=today_of(row.campaign, now))


def _bring(row: CardBook, cards: tuple[distant.Card, ...], now: datetime) -> Import | None:
    """The cards as a file on its way in, but for those that wait for a word already or are nobody's
    here by the seeker's own word."""
    campaign = row.campaign
    open_ones = Import.objects.filter(campaign=campaign, book=row.key, status__in=_OPEN)
    waiting = {card[1] for one in open_ones for card in one.cards.values()}
    nobody = scope.cards(campaign).filter(book=row, person=None, gone_on=None)
    left = waiting | set(nobody.values_list("place", flat=True))
    text: list[str] = []
    lines: dict[str, list[str]] = {}
    number = 1
    for card in cards:
        if card.place not in left:
            lines[str(number)] = [card.collection, card.place, card.etag]
            text.append(card.text)
            number += card.text.count("\n")
    if not lines:
        return None
    return Import.objects.create(
        campaign=campaign,
        key=new_key(),
        made=now,
        filename=f"{row.name}.vcf",
        data="".join(text).encode(),
        book=row.key,
        cards=lines,
    )


def _take(brought: Import, now: datetime) -> None:
    """What a later reading brings: written at once where it is sure, shown where it is not."""
    brought = imports.read(brought, now)
    if brought.status != "ready":
        _nobody(brought)  # not one person in it: groups, or cards that cannot be read
        return
    rows = imports.rows(brought)
    for row in rows:
        if row["why"] in BY_NAME_ALONE and not row["of_line"]:
            row["kind"] = "unsure"  # nobody looks at what comes in here: no name is proof enough
    unsure = [row for row in rows if row["kind"] == "unsure"]
    with transaction.atomic():
        if unsure:
            _show(brought, unsure)
            lines = {str(row["line"]) for row in unsure}
            rows = [row for row in rows if row["kind"] != "unsure"]
            brought.cards = {n: card for n, card in brought.cards.items() if n not in lines}
            brought.counts = {**brought.counts, "unsure": 0}
        brought.plan, brought.status = _import_plan.pack(rows), "writing"
        brought.save(update_fields=["plan", "status", "cards", "counts"])
    if any(row["kind"] in ("new", "changed") for row in rows):
        imports.write(brought, {}, now)
    else:
        _import_cards.keep(brought, rows, {}, {})
        brought.delete()


def _show(brought: Import, rows: list[_import_plan.Row]) -> None:
    lines = {str(row["line"]) for row in rows}
    Import.objects.create(
        campaign=brought.campaign,
        key=new_key(),
        made=brought.made,
        filename=brought.filename,
        status="ready",
        kind=brought.kind,
        total=len(rows),
        done=len(rows),
        reading=brought.reading,
        counts={"new": 0, "same": 0, "changed": 0, "unsure": len(rows), "unreadable": 0},
        plan=_import_plan.pack(rows),
        book=brought.book,
        cards={n: card for n, card in brought.cards.items() if n in lines},
    )


def _nobody(brought: Import) -> None:
    _import_cards.keep(brought, [], {}, {})
    brought.delete()


@transaction.atomic
def stays(campaign: Campaign, person_key: str) -> Done | Refusal:
    """Somebody whose card is gone stays here all the same; nothing is asked about them again."""
    gone = scope.cards(campaign).filter(gone_on__isnull=False, person__key=person_key)
    person = next((card.person for card in gone), None)
    if person is None:
        return Refusal("Nothing is asked about this person any more.")
    Card.objects.filter(pk__in=[card.pk for card in gone]).delete()
    return Done(f"{person.name} stays.")


def waiting(campaign: Campaign) -> Mapping[str, Import]:
    """By the key of a book: what of it waits for the seeker's yes."""
    rows = scope.imports(campaign).exclude(book="").filter(status__in=("reading", "ready"))
    return {one.book: one for one in reversed(rows)}
