"""Time: the page a host picks a time on, who is spared for ever, calendars that are read."""

from __future__ import annotations

from django.db import models

from fifteen.store.models.book import Person
from fifteen.store.models.campaign import Campaign


class HostPage(models.Model):
    """A page for one host, behind a link nobody can guess. Of the link only a hash is kept; the
    link itself is made again from `nonce` and the key of this installation (`store.pages`)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    hash = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32)
    made = models.DateTimeField()
    ends = models.DateTimeField()  # whatever happens, the link ends then
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=12, blank=True)  # withdrawn, never, renewed
    relayed = models.CharField(max_length=64, blank=True)  # hash of what the relay shows; or none
    word = models.CharField(max_length=12, blank=True)  # why what they sent there was not taken

    class Meta:
        indexes = [models.Index(fields=["campaign", "person", "id"], name="host_page_by_person")]


class Relay(models.Model):
    """The server elsewhere that shows a campaign's host pages and keeps what hosts answer. Both
    keys are of this campaign alone: one signs what is told to the relay, one opens answers."""

    campaign = models.OneToOneField(Campaign, models.CASCADE)
    address = models.CharField(max_length=500)
    signs = models.TextField()  # sealed
    opens = models.TextField()  # sealed
    since = models.DateTimeField()
    last = models.PositiveBigIntegerField(default=0)  # the number of the last signed word
    taken = models.PositiveBigIntegerField(default=0)  # answers up to this number are here
    asked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=16, blank=True)
    left_at = models.DateTimeField(
        null=True
    )  # left; known there for a day more, so that one can go back


class Spared(models.Model):
    """Somebody who asked not to be written to again: a keyed hash of their address, for ever.

    It hangs on the owner alone, so that it outlives the person's row and the campaign.
    """

    owner = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    theirs = models.BooleanField(default=False)  # they said so themselves, on their page

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "hash"], name="spared_once")]


class BusyCalendar(models.Model):
    """A calendar of the seeker's that is read for what is taken; nothing else of it is kept."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    key = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)  # file, address, caldav
    address = models.TextField(blank=True)  # sealed: it may be a secret by itself
    user = models.CharField(max_length=320, blank=True)
    password = models.TextField(blank=True)  # sealed
    taken = models.JSONField(default=dict)  # as `method.free.kept` writes it
    left_out = models.PositiveIntegerField(default=0)  # rules that repeat without end
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=16, blank=True)  # why the last reading failed
    writes = models.BooleanField(default=False)  # agreed talks are put into it
    talks = models.JSONField(default=dict)  # those put there, by key: url, etag, start
    off_at = models.DateTimeField(null=True)  # taken off; kept a day, so that it can be undone

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="busy_key")]
