"""A programme and what belongs to it.

A programme is a campaign of another kind: its row in `store_campaign` gives it an owner, a zone,
a journal of what the office did, and jobs, so that one wall stands around everything (the rows of
its hosts and requests name that campaign). `Seat` and `Known` belong to a seeker's campaign.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fifteen.method.programme import words
from fifteen.server._keys import new_key
from fifteen.store.models import Campaign, Person


class Programme(models.Model):
    """An alumni office or an association that brings seekers and hosts together."""

    campaign = models.OneToOneField(Campaign, models.CASCADE)
    key = models.CharField(max_length=32, unique=True, default=new_key)
    name = models.CharField(max_length=120)
    made = models.DateTimeField()
    hosts_nonce = models.CharField(max_length=32, default=new_key)  # of the link hosts join by
    hosts_hash = models.CharField(max_length=64, unique=True)
    seekers_nonce = models.CharField(max_length=32, default=new_key)
    seekers_hash = models.CharField(max_length=64, unique=True)
    mails_a_day = models.PositiveIntegerField(default=2_000)  # invitations to the list

    objects: ClassVar[models.Manager[Programme]] = models.Manager()


class Office(models.Model):
    """Somebody who works at a programme's office: by mail address until they come."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    email = models.EmailField(max_length=254, db_index=True)
    account = models.CharField(max_length=32, blank=True, db_index=True)
    made = models.DateTimeField()

    objects: ClassVar[models.Manager[Office]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "email"], name="office_member_once")
        ]


class AlumniList(models.Model):
    """A list of the office on its way in; of its lines nothing is kept once it is read."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    key = models.CharField(max_length=32, unique=True, default=new_key)
    made = models.DateTimeField()
    filename = models.CharField(max_length=300)
    basis = models.CharField(max_length=12)
    basis_words = models.CharField(max_length=500)
    size = models.BigIntegerField(default=0)
    read = models.BigIntegerField(default=0)  # bytes
    lines = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)  # in the programme already, or twice in it
    spared = models.PositiveIntegerField(default=0)  # asked not to be written to
    unreadable = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default="reading")  # reading, read, failed
    message = models.CharField(max_length=300, blank=True)
    inviting = models.DateTimeField(null=True)  # since when its people are written to

    objects: ClassVar[models.Manager[AlumniList]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["campaign", "-id"], name="alumni_list_newest")]


class ListPart(models.Model):
    """A piece of such a file while it is being read: a worker elsewhere has to find it."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    list = models.ForeignKey(AlumniList, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    objects: ClassVar[models.Manager[ListPart]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "list", "number"], name="list_part_once")
        ]


class Host(models.Model):
    """A host: who they are, what they offered, and the link that is their key. Of the link a hash
    is kept; the link itself is made again from `nonce` and the key of this installation."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    key = models.CharField(max_length=32, unique=True, default=new_key)
    nonce = models.CharField(max_length=32, default=new_key)
    hash = models.CharField(max_length=64, unique=True)
    part = models.CharField(max_length=8, default=words.Part.LISTED)
    made = models.DateTimeField()
    since = models.DateTimeField(null=True)  # when they opted in
    invited = models.DateTimeField(null=True)
    brought_by = models.ForeignKey(AlumniList, models.SET_NULL, null=True)
    basis = models.CharField(max_length=12, blank=True)  # before they opted in

    name = models.CharField(max_length=300)
    email = models.CharField(max_length=320)
    mark = models.CharField(max_length=64)  # keyed hash of the address: one row a person
    role = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=120, blank=True)
    schools = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    zone = models.CharField(max_length=64, default="UTC")

    topics = models.CharField(max_length=500, blank=True)
    ways = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    monthly = models.PositiveSmallIntegerField(default=1)
    rest_days = models.PositiveSmallIntegerField(default=words.REST_DAYS)
    paused_from = models.DateField(null=True)  # a holiday to come; None: at once
    paused_until = models.DateField(null=True)
    gives_mail = models.BooleanField(default=False)  # to whom they said yes
    signs = ArrayField(models.TextField(), default=list)  # words to find them by; none: not found
    fame = models.PositiveIntegerField(default=0)  # how often asked, all in all
    yes = models.PositiveIntegerField(default=0)

    campaign_id: int
    brought_by_id: int | None
    objects: ClassVar[models.Manager[Host]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "mark"], name="host_once")]
        indexes = [
            models.Index(fields=["campaign", "part", "name", "id"], name="host_by_part"),
            models.Index(
                fields=["campaign", "brought_by", "id"],
                name="host_to_invite",
                condition=models.Q(part=words.Part.LISTED),
            ),
        ]


class Request(models.Model):
    """A seeker asked a host. Who the seeker is stands in their own campaign: with the seat gone,
    nothing here leads to them. `state` is what their journal says (`following.py`)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    key = models.CharField(max_length=32, unique=True, default=new_key)
    host = models.ForeignKey(Host, models.SET_NULL, null=True)
    seat = models.CharField(max_length=32)
    state = models.CharField(max_length=8, default=words.State.OPEN)
    asked = models.DateTimeField()
    asked_on = models.DateField()  # on the host's calendar
    ends = models.DateTimeField()  # unanswered until then, it expires
    answered = models.DateTimeField(null=True)
    talk_on = models.DateField(null=True)  # on the host's calendar
    field = models.CharField(max_length=120, blank=True)  # of the host, for counts
    other = models.CharField(max_length=32, blank=True)  # whom to ask next, once expired
    line = models.CharField(max_length=300, blank=True)  # for the host's yearly letter

    campaign_id: int
    host_id: int | None
    objects: ClassVar[models.Manager[Request]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "host"],
                name="one_open_request_a_host",
                condition=models.Q(state=words.State.OPEN),
            )
        ]
        indexes = [
            models.Index(fields=["campaign", "host", "-asked_on"], name="request_by_host"),
            models.Index(fields=["campaign", "seat", "-id"], name="request_by_seat"),
            models.Index(
                fields=["campaign", "ends"],
                name="request_waits",
                condition=models.Q(state=words.State.OPEN),
            ),
        ]


class Counted(models.Model):
    """A quarter as the office sees it: what is shown, no true count; never counted again."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    first = models.DateField()  # of the quarter
    rows = models.JSONField(default=list)  # field, and its counts as shown
    waiting = models.PositiveSmallIntegerField(null=True)  # days
    gini = models.FloatField(null=True)

    objects: ClassVar[models.Manager[Counted]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "first"], name="quarter_counted_once")
        ]


class Seat(models.Model):
    """A seeker takes part in a programme."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)  # the seeker's
    key = models.CharField(max_length=32, unique=True, default=new_key)
    programme = models.CharField(max_length=32, db_index=True)  # its key
    name = models.CharField(max_length=120)  # the programme's
    languages = models.JSONField(default=list)
    made = models.DateTimeField()
    proposed = models.CharField(max_length=32, blank=True)  # a host, by the matching
    why = models.CharField(max_length=500, blank=True)

    objects: ClassVar[models.Manager[Seat]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "programme"], name="one_seat_a_programme")
        ]


class Known(models.Model):
    """Which person of a seeker's book is which host."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)  # the seeker's
    person = models.OneToOneField(Person, models.CASCADE)
    seat = models.ForeignKey(Seat, models.CASCADE)
    host = models.CharField(max_length=32)

    seat_id: int
    objects: ClassVar[models.Manager[Known]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "seat", "host"], name="known_once")
        ]


class Post(models.Model):
    """A mail to a host: waiting, being sent, sent; refused or unsure (it was being sent when its
    worker died), of which the office is told; over, where there is nothing to say any more."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    host = models.ForeignKey(Host, models.CASCADE)
    kind = models.CharField(max_length=12)
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=8, default="waits")
    made = models.DateTimeField()
    since = models.DateTimeField(null=True)  # when it was last taken in hand
    sent = models.DateTimeField(null=True)

    host_id: int
    objects: ClassVar[models.Manager[Post]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["campaign", "id"], name="post_waits", condition=models.Q(state="waits")
            ),
            models.Index(fields=["campaign", "host", "kind"], name="post_by_host"),
        ]
