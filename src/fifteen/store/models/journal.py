"""The journal, and the documents its entries speak of: letters and conversations."""

from __future__ import annotations

from django.db import models

from fifteen.store.models.book import Person
from fifteen.store.models.campaign import Campaign


class Entry(models.Model):
    """One dated line. Appended, never changed; withdrawn by a further one."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, db_index=False)
    at = models.DateTimeField()
    on = models.DateField()
    verb = models.CharField(max_length=24)
    data = models.JSONField(default=dict)
    act = models.CharField(max_length=32)
    author = models.CharField(max_length=64, default="seeker")

    class Meta:
        indexes = [
            models.Index(fields=["campaign", "person", "id"], name="entry_by_person"),
            models.Index(fields=["campaign", "act"], name="entry_by_act"),
            models.Index(fields=["campaign", "verb", "on"], name="entry_by_verb"),
            models.Index(fields=["person"], name="entry_person"),
        ]


class Letter(models.Model):
    """A letter being written, or as it left. `revision` guards against two tabs."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    key = models.CharField(max_length=32)
    kind = models.CharField(max_length=24)
    version = models.CharField(max_length=32, blank=True)
    tone = models.CharField(max_length=12, blank=True)  # of its draft; empty: the usual one
    length = models.CharField(max_length=12, blank=True)
    to = models.CharField(max_length=500, blank=True)  # empty: the person themselves
    subject = models.CharField(max_length=998, blank=True)
    body = models.TextField(blank=True)
    promise = models.CharField(max_length=32, blank=True)
    revision = models.PositiveIntegerField(default=0)
    made = models.DateTimeField()
    changed = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=12, blank=True)
    overruled = models.JSONField(default=list)  # the rules that were knowingly overruled
    thrown_at = models.DateTimeField(null=True)  # thrown away as a draft; can be brought back

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="letter_key")]
        indexes = [models.Index(fields=["campaign", "person", "id"], name="letter_by_person")]


class EarlierText(models.Model):
    """A text that stood in a letter and gave way to another: nothing written is lost."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    letter = models.ForeignKey(Letter, models.CASCADE)
    key = models.CharField(max_length=32)
    made = models.DateTimeField()  # when it gave way
    why = models.CharField(max_length=12)  # replaced, wording, back, window
    subject = models.CharField(max_length=998, blank=True)
    body = models.TextField(blank=True)
    version = models.CharField(max_length=32, blank=True)
    tone = models.CharField(max_length=12, blank=True)
    length = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="earlier_key")]


class Rehearsed(models.Model):
    """Notes for an answer to a question that comes back (Q7): for everybody, or for one person."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True)
    key = models.CharField(max_length=64)  # of the question
    text = models.TextField(blank=True)
    sits = models.BooleanField(null=True)  # how it sounded when last said; null: not said yet
    revision = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person", "key"], name="rehearsed_once"),
            models.UniqueConstraint(
                fields=["campaign", "key"],
                name="rehearsed_once_for_all",
                condition=models.Q(person__isnull=True),
            ),
        ]


class Conversation(models.Model):
    """The working paper of a talk: plan, notes, what was ticked. When it is, the journal says."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    key = models.CharField(max_length=32)
    made = models.DateTimeField()
    goal = models.PositiveSmallIntegerField(default=2)
    way = models.CharField(max_length=300, blank=True)  # how long one travels there, in own words
    resume = models.BooleanField(null=True)  # null: as purpose and goal suggest
    own_questions = models.JSONField(default=list)
    questions = models.JSONField(null=True)  # chosen, in order; null: as the method suggests
    ticked = models.JSONField(default=list)  # of the check list and the questions, by key
    started_at = models.DateTimeField(null=True)
    more_time = models.PositiveSmallIntegerField(default=0)  # minutes they offered
    ended_at = models.DateTimeField(null=True)
    notes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    hands = models.JSONField(default=dict)  # which window sent notes, the number of its last

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="talk_key")]
        indexes = [models.Index(fields=["campaign", "person", "id"], name="talk_by_person")]
