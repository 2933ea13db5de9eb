"""The mark of whoever asked for peace: set with the entry that says so; undone where it may be."""

from __future__ import annotations

from fifteen.method.words import Refusal
from fifteen.store import spared
from fifteen.store.models import Campaign, Person, Spared

_SPARED = "This person asked not to be written to again. They stay at peace."


def mark(person: Person, theirs: bool = False) -> None:
    """Keep for ever that this person is not written to; `theirs`: they said so on their page.

    Of the demo's people nothing is kept: it leaves without a trace, and comes again.
    """
    if person.campaign.is_demo:
        return
    owner = person.campaign.owner
    for made in _marks(person):
        row, _ = Spared.objects.get_or_create(owner=owner, hash=made)
        if theirs and not row.theirs:
            row.theirs = True
            row.save(update_fields=["theirs"])


def unmark(person: Person) -> None:
    """The seeker had noted it by mistake. What they said themselves stays."""
    owner = person.campaign.owner
    Spared.objects.filter(owner=owner, hash__in=_marks(person), theirs=False).delete()


def _marks(person: Person) -> set[str]:
    known = spared.addresses(person.email, person.link, person.extra)
    return {spared.hash_of(person.campaign.owner, address) for address in known} - {""}


def refusal(campaign: Campaign, *addresses: str, field: str = "") -> Refusal | None:
    """Why nothing goes to whoever has one of these addresses, None where it may."""
    stays = not campaign.is_demo and spared.is_spared(campaign.owner, *addresses)
    return Refusal(_SPARED, field) if stays else None
