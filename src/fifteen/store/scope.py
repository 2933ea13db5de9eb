"""The only reads: everything is reached through its owner, so a stranger finds nothing.

Each function gives a query set or one row; `DoesNotExist` where there is none in this scope.
"""

from __future__ import annotations

from django.db.models import QuerySet

from fifteen.method.words import Verdict
from fifteen.store import find
from fifteen.store.models import (
    Belief,
    Campaign,
    Conversation,
    EarlierText,
    Entry,
    Field,
    Import,
    Letter,
    Occupation,
    Person,
    Rehearsed,
    Tag,
)

LOCAL = "local"
"""The owner of every campaign on one's own computer."""


def campaigns(owner: str = LOCAL) -> QuerySet[Campaign]:
    """All campaigns of an owner, the oldest first, the demo last."""
    return Campaign.objects.filter(owner=owner).order_by("is_demo", "id")


def people(campaign: Campaign) -> QuerySet[Person]:
    """Everybody in a campaign."""
    return Person.objects.filter(campaign=campaign)


def listed(campaign: Campaign) -> QuerySet[Person]:
    """Everybody in a campaign as a list shows them: without long texts and what files brought."""
    return people(campaign).defer("note", "why", "read", "heard", "extra", "edited")


# Two conditions of indexes, word for word and not bound: by them the database knows that the small
# index holds all that is asked for.


def underway(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Those of them who were asked at any time."""
    return rows.extra(where=["NOT (store_person.stage = 'to-ask')"])


def with_field(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Those of them who belong to a field."""
    return rows.extra(where=["NOT (store_person.field = '')"])


def found(rows: QuerySet[Person], expression: str, most: int) -> QuerySet[Person]:
    """Those of them whom a search expression of `find` names, of its `most` newest matches: to
    read all matches of a common word takes longer the larger the book."""
    return rows.extra(where=[find.among()], params=[expression, most])  # noqa: S610  (bound)


def person(campaign: Campaign, key: str) -> Person:
    """One person by the key in the address."""
    return people(campaign).get(key=key)


def entries(campaign: Campaign) -> QuerySet[Entry]:
    """The whole journal of a campaign, in the order it was written."""
    return Entry.objects.filter(campaign=campaign).order_by("id")


def entries_of(person: Person) -> QuerySet[Entry]:
    """The journal of one person, in the order it was written."""
    return entries(person.campaign).filter(person=person)


def letters(campaign: Campaign) -> QuerySet[Letter]:
    """All letters, drafts included, but not those that were thrown away."""
    return Letter.objects.filter(campaign=campaign, thrown_at=None).select_related("person")


def letter(campaign: Campaign, person_key: str, key: str) -> Letter:
    """One letter to one person."""
    return letters(campaign).get(person__key=person_key, key=key)


def thrown_letters(campaign: Campaign) -> QuerySet[Letter]:
    """The drafts that were thrown away."""
    rows = Letter.objects.filter(campaign=campaign, thrown_at__isnull=False)
    return rows.select_related("person")


def earlier_texts(campaign: Campaign) -> QuerySet[EarlierText]:
    """What stood in letters before, the latest first."""
    return EarlierText.objects.filter(campaign=campaign).order_by("-id")


def conversations(campaign: Campaign) -> QuerySet[Conversation]:
    """All conversations, with their people."""
    return Conversation.objects.filter(campaign=campaign).select_related("person")


def conversation(campaign: Campaign, key: str) -> Conversation:
    """One conversation by the key in the address."""
    return conversations(campaign).get(key=key)


def imports(campaign: Campaign) -> QuerySet[Import]:
    """All imports, the newest first, without the bytes of their files."""
    return Import.objects.filter(campaign=campaign).defer("data", "plan").order_by("-id")


def fields(campaign: Campaign) -> QuerySet[Field]:
    """The fields the seeker wonders or wondered about, in the order they were named."""
    return Field.objects.filter(campaign=campaign).order_by("id")


def open_fields(campaign: Campaign) -> QuerySet[Field]:
    """Those of them that no verdict has closed (P6)."""
    return fields(campaign).exclude(verdict=Verdict.NOT_FOR_ME)


def tags(campaign: Campaign) -> QuerySet[Tag]:
    """All tags, by their word."""
    return Tag.objects.filter(campaign=campaign).order_by("name", "id")


def rehearsed(campaign: Campaign) -> QuerySet[Rehearsed]:
    """All notes for answers to questions that come back."""
    return Rehearsed.objects.filter(campaign=campaign)


def beliefs(campaign: Campaign) -> QuerySet[Belief]:
    """All beliefs, with their fields."""
    return Belief.objects.filter(campaign=campaign).select_related("field").order_by("id")


def occupations(campaign: Campaign) -> QuerySet[Occupation]:
    """The occupations of the seeker's own download, by title."""
    return Occupation.objects.filter(campaign=campaign).order_by("title")
