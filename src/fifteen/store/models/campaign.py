"""The owner of everything: a campaign, with its seeker, fields and beliefs."""

from __future__ import annotations

from django.db import models

from fifteen.method.words import Purpose, Verdict


class Campaign(models.Model):
    """One seeker's search. `owner` is the account on a server, "local" on one's own computer."""

    owner = models.CharField(max_length=64, default="local", db_index=True)
    key = models.CharField(max_length=32, unique=True)
    is_demo = models.BooleanField(default=False)
    purpose = models.CharField(max_length=16, default=Purpose.LEARN)
    made = models.DateTimeField()
    begun = models.DateTimeField(null=True)  # when the first page was answered

    seeker_name = models.CharField(max_length=300, blank=True)
    background = models.TextField(blank=True)
    schools = models.JSONField(default=list)
    employers = models.JSONField(default=list)
    signature = models.TextField(blank=True)
    email = models.CharField(max_length=320, blank=True)
    phone = models.CharField(max_length=80, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(max_length=2, blank=True)
    theme = models.CharField(max_length=8, default="auto")
    numbers = models.JSONField(default=dict)  # a user's own values over numbers.toml

    feed_nonce = models.CharField(max_length=32, blank=True)  # of the calendar one subscribes to
    feed_hash = models.CharField(max_length=64, blank=True, db_index=True)
    feed_was = models.CharField(max_length=32, blank=True)  # the one before, to undo a change
    hours = models.JSONField(default=dict)  # when the seeker has time, as it was typed

    people_count = models.PositiveIntegerField(default=0)  # kept by actions, checked by rebuild


class CampaignKey(models.Model):
    """On a server: the key that a campaign's secrets are sealed with, itself sealed with the
    operator's. Kept apart from long-lived copies (docs/backup.md) and never part of an export: with
    it gone, what the campaign sealed is unreadable in every copy."""

    campaign = models.OneToOneField(Campaign, models.CASCADE)
    wrapped = models.CharField(max_length=120)


class Field(models.Model):
    """A field of work the seeker wonders about (P2). What is known of it, the journal says."""

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    key = models.CharField(max_length=80, default="")  # empty only while an old export comes in
    name = models.CharField(max_length=120)
    made = models.DateTimeField()
    verdict = models.CharField(max_length=12, default=Verdict.OPEN)  # kept = computed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "name"], name="one_field_of_a_name"),
            models.UniqueConstraint(
                fields=["campaign", "key"], name="field_key", condition=~models.Q(key="")
            ),
        ]


class Occupation(models.Model):
    """An occupation of the seeker's own O*NET download; nothing of it is part of this program."""

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    code = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    also = models.TextField(blank=True)  # other titles, a line each
    facts = models.JSONField(default=dict)  # lines by slot

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="occupation_code")]


class Belief(models.Model):
    """What the seeker pictures of a field; a talk confirms or corrects it (P3)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    field = models.ForeignKey(Field, models.CASCADE)
    key = models.CharField(max_length=32)
    text = models.CharField(max_length=500)
    made = models.DateTimeField()
    # What the journal says; recomputed with each entry that speaks of it.
    state = models.CharField(max_length=12, default="open")
    said_by = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="belief_key")]
