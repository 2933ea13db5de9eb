"""Who may stand in the book twice, and who did and was made one."""

from __future__ import annotations

from django.db import models

from fifteen.store.models.book import Person
from fifteen.store.models.campaign import Campaign


class Pair(models.Model):
    """Two rows that may be one person. `one` came first. Decided once: two people, and kept."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    points = models.SmallIntegerField(default=0)
    sure = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    apart_on = models.DateField(null=True)  # the day the seeker said that they are two

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "one", "other"], name="pair_once")
        ]
        indexes = [
            models.Index(
                fields=["campaign", "-points", "id"],
                name="pair_open",
                condition=models.Q(apart_on__isnull=True),
            )
        ]


class Merged(models.Model):
    """A row that was made one with another: what it was, so that it can be undone for a time."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE)  # with whom it is one now
    key = models.CharField(max_length=80)  # the address it had; leads to the person
    made = models.DateTimeField()
    act = models.CharField(max_length=32)
    was = models.JSONField(default=dict)  # emptied once it cannot be undone any more

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="merged_key")]
