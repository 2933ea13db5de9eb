"""The address book: people and the imports they came with."""

from __future__ import annotations

from django.db import models

from fifteen.method.words import Stage, StepKind, TieKind
from fifteen.store.models.campaign import Campaign


class Import(models.Model):
    """One file brought in: read, shown, then written or left; undone as one act."""

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    key = models.CharField(max_length=32)
    made = models.DateTimeField()
    filename = models.CharField(max_length=300)
    data = models.BinaryField(default=b"")  # emptied once written or left
    mapping = models.JSONField(null=True)
    status = models.CharField(max_length=12, default="reading")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=16, blank=True)
    reading = models.JSONField(default=dict)  # columns, mapping, sample, encoding
    plan = models.BinaryField(default=b"")  # compressed: what will be written, row by row
    counts = models.JSONField(default=dict)  # new, same, changed, unsure, unreadable
    unreadable = models.JSONField(default=list)
    message = models.TextField(blank=True)
    act = models.CharField(max_length=32, blank=True)
    book = models.CharField(max_length=32, blank=True)  # key of the address book on a server
    cards = models.JSONField(default=dict)  # of such a book: line -> collection, place, etag

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="import_key")]


class Person(models.Model):
    """A contact: facts that the seeker or a file gave, and a projection of the journal."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    key = models.CharField(max_length=80)
    made = models.DateTimeField()
    source = models.CharField(max_length=24, default="typed")
    brought_by = models.ForeignKey(Import, models.SET_NULL, null=True, db_index=True)

    name = models.CharField(max_length=300)
    name_fold = models.CharField(max_length=300)
    given = models.CharField(max_length=300, blank=True)
    family = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=500, blank=True)
    role = models.CharField(max_length=500, blank=True)
    organisation = models.CharField(max_length=500, blank=True)
    organisation_fold = models.CharField(max_length=500, blank=True)
    link = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=500, blank=True)
    country = models.CharField(max_length=2, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    schools = models.CharField(max_length=500, blank=True)
    group = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    connected_on = models.DateField(null=True)
    field = models.CharField(max_length=120, blank=True)
    tie_kind = models.CharField(max_length=12, default=TieKind.NONE)
    tie_via = models.CharField(max_length=500, blank=True)
    why = models.TextField(blank=True)  # the fact about this person that made the seeker write
    read = models.TextField(blank=True)  # what the seeker read about them
    extra = models.JSONField(default=dict)  # columns of a file that have no place of their own
    forget_on = models.DateField(null=True)  # the seeker wished them forgotten by then
    edited = models.JSONField(default=list)  # facts set by hand; a file does not overwrite them

    # The projection: kept = computed, rebuilt by `fifteen rebuild`.
    stage = models.CharField(max_length=10, default=Stage.TO_ASK)
    step = models.CharField(max_length=16, blank=True, default=StepKind.ASK)
    due = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    asked_on = models.DateField(null=True)
    rank = models.SmallIntegerField(default=0)
    heard = models.TextField(blank=True)  # notes and what they said, for the search

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="person_key")]
        indexes = [
            models.Index(fields=["campaign", "name_fold", "id"], name="person_by_name"),
            models.Index(fields=["campaign", "stage", "-rank", "id"], name="person_by_rank"),
            models.Index(
                fields=["campaign", "due", "id"],
                name="person_by_due",
                condition=models.Q(due__isnull=False),
            ),
            models.Index(
                fields=["campaign", "stage", "name_fold", "due"],
                name="person_underway",
                condition=~models.Q(stage=Stage.TO_ASK),
            ),
            models.Index(
                fields=["campaign", "organisation_fold", "asked_on"],
                name="person_open_at",
                condition=models.Q(asked_on__isnull=False),
            ),
            models.Index(
                fields=["campaign", "field", "name_fold"],
                name="person_by_field",
                condition=~models.Q(field=""),
            ),
            models.Index(fields=["campaign", "tie_kind", "name_fold"], name="person_by_tie"),
            models.Index(fields=["campaign", "source", "name_fold"], name="person_by_source"),
        ]


class Tag(models.Model):
    """A word the seeker put on a person; what the journal says, kept for looking up."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)
    name = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "name", "person"], name="tagged_once")
        ]
