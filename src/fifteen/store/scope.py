"""The only reads: everything is reached through its owner, so a stranger finds nothing.

Each function gives a query set or one row; `DoesNotExist` where there is none in this scope.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from fifteen.method.leaving import UNDER_WAY
from fifteen.method.words import Verdict
from fifteen.store import find
from fifteen.store.models import (
    Belief,
    BusyCalendar,
    Campaign,
    Card,
    CardBook,
    Conversation,
    EarlierText,
    Entry,
    Field,
    HostPage,
    Import,
    KnownMail,
    Letter,
    Mailbox,
    MailFile,
    MailPiece,
    Merged,
    Occupation,
    Outgoing,
    Pair,
    Person,
    Rehearsed,
    Relay,
    Tag,
)

LOCAL = "local"
"""The owner of every campaign on one's own computer."""


def campaigns(owner: str = LOCAL) -> QuerySet[Campaign]:
    """All campaigns of an owner, the oldest first, the demo last."""
    return Campaign.objects.filter(owner=owner).order_by("is_demo", "id")


def campaigns_of_all() -> QuerySet[Campaign]:
    """The campaigns of all owners: for the worker's rounds, on no user's path."""
    return Campaign.objects.order_by("id")


def people_of_all(campaigns: Collection[int]) -> QuerySet[Person]:
    """Everybody in several campaigns, for counts: `walls` says of which it may be."""
    return Person.objects.filter(campaign__in=campaigns)


def entries_of_all(campaigns: Collection[int]) -> QuerySet[Entry]:
    """The journals of several campaigns, in no order, for counts."""
    return Entry.objects.filter(campaign__in=campaigns)


def letters_of_all(campaigns: Collection[int]) -> QuerySet[Letter]:
    """The letters of several campaigns, in no order, for counts."""
    return Letter.objects.filter(campaign__in=campaigns, thrown_at=None)


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
    return Import.objects.filter(campaign=campaign).defer("data", "plan", "cards").order_by("-id")


def fields(campaign: Campaign) -> QuerySet[Field]:
    """The fields the seeker wonders or wondered about, in the order they were named."""
    return Field.objects.filter(campaign=campaign).order_by("id")


def open_fields(campaign: Campaign) -> QuerySet[Field]:
    """Those of them that no verdict has closed (P6)."""
    return fields(campaign).exclude(verdict=Verdict.NOT_FOR_ME)


def tags(campaign: Campaign) -> QuerySet[Tag]:
    """All tags, by their word."""
    return Tag.objects.filter(campaign=campaign).order_by("name", "id")


def pairs(campaign: Campaign) -> QuerySet[Pair]:
    """Who may stand in the book twice and is not decided on, the likest first."""
    rows = Pair.objects.filter(campaign=campaign, apart_on=None)
    return rows.select_related("one", "other").order_by("-points", "id")


def pairs_of(person: Person) -> QuerySet[Pair]:
    """Those of them that a person is in."""
    return pairs(person.campaign).filter(Q(one=person) | Q(other=person))


def pair(campaign: Campaign, one: Person, other: Person) -> Pair | None:
    """What is known of two rows together, also where the seeker said that they are two people."""
    first, second = sorted((one.pk, other.pk))
    return Pair.objects.filter(campaign=campaign, one=first, other=second).first()


def apart(campaign: Campaign) -> QuerySet[Pair]:
    """Pairs of whom the seeker said that they are two people, the latest first."""
    rows = Pair.objects.filter(campaign=campaign, apart_on__isnull=False)
    return rows.select_related("one", "other").order_by("-apart_on", "-id")


def merged(campaign: Campaign, key: str) -> Person | None:
    """With whom a row is one now that had this key in its address."""
    row = Merged.objects.filter(campaign=campaign, key=key).select_related("person").first()
    return row.person if row else None


def rehearsed(campaign: Campaign) -> QuerySet[Rehearsed]:
    """All notes for answers to questions that come back."""
    return Rehearsed.objects.filter(campaign=campaign)


def beliefs(campaign: Campaign) -> QuerySet[Belief]:
    """All beliefs, with their fields."""
    return Belief.objects.filter(campaign=campaign).select_related("field").order_by("id")


def occupations(campaign: Campaign) -> QuerySet[Occupation]:
    """The occupations of the seeker's own download, by title."""
    return Occupation.objects.filter(campaign=campaign).order_by("title")


def relay(campaign: Campaign) -> Relay | None:
    """The relay that serves this campaign's host pages; None where there is none."""
    return Relay.objects.filter(campaign=campaign, left_at=None).first()


def relay_left(campaign: Campaign) -> Relay | None:
    """The relay that was left and not let go of yet; None where there is none."""
    return Relay.objects.filter(campaign=campaign, left_at__isnull=False).first()


def relayed(campaign: Campaign) -> int:
    """How many pages of hosts stand on the relay."""
    return HostPage.objects.filter(campaign=campaign).exclude(relayed="").count()


def ways(campaign: Campaign, people: Iterable[Person]) -> dict[str, str]:
    """How long the way to the talks of these people takes, in the seeker's words, by their key."""
    rows = conversations(campaign).filter(person__in=[p.pk for p in people], ended_at=None)
    return dict(rows.exclude(way="").values_list("key", "way"))


def busy_calendars(campaign: Campaign) -> QuerySet[BusyCalendar]:
    """The calendars that are read for what is taken, in the order they were added."""
    return BusyCalendar.objects.filter(campaign=campaign, off_at=None).order_by("id")


def mailbox(campaign: Campaign) -> Mailbox | None:
    """The seeker's own mailbox, where one is connected."""
    return Mailbox.objects.filter(campaign=campaign).first()


def outgoing(campaign: Campaign) -> QuerySet[Outgoing]:
    """Letters that leave or left through the mailbox, the newest first, without their bytes."""
    rows = Outgoing.objects.filter(campaign=campaign).defer("data").order_by("-id")
    return rows.select_related("person", "letter")


def leaving(campaign: Campaign) -> QuerySet[Outgoing, int]:
    """The ids of the people a letter is on its way to, to be put into another question."""
    rows = Outgoing.objects.filter(campaign=campaign, state__in=UNDER_WAY)
    return rows.values_list("person_id", flat=True)


def mails(campaign: Campaign) -> QuerySet[KnownMail]:
    """The mails that belong to a campaign, the latest first."""
    rows = KnownMail.objects.filter(campaign=campaign).order_by("-at", "-id")
    return rows.select_related("person")


def mail_files(campaign: Campaign) -> QuerySet[MailFile]:
    """The files of mails that are or were read by a worker, the newest first."""
    return MailFile.objects.filter(campaign=campaign).select_related("person").order_by("-id")


def mail_pieces(file: MailFile) -> QuerySet[MailPiece]:
    """What of such a file is still here, in its order."""
    rows = MailPiece.objects.filter(campaign_id=file.campaign_id, file=file)
    return rows.order_by("number")


def card_books(campaign: Campaign) -> QuerySet[CardBook]:
    """The address books on a server that are read, in the order they were added."""
    return CardBook.objects.filter(campaign=campaign).order_by("id")


def cards(campaign: Campaign) -> QuerySet[Card]:
    """What is known of the cards of such books."""
    return Card.objects.filter(campaign=campaign).select_related("person").order_by("id")
