"""What runs behind the pages: jobs, and the one-time links that open the door."""

from __future__ import annotations

from django.db import models

from fifteen.store.models.campaign import Campaign


class Job(models.Model):
    """A piece of work, written in the transaction that decided it, claimed by one worker."""

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    kind = models.CharField(max_length=32)
    data = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)  # the kind of failure; never a name or an address

    class Meta:
        indexes = [
            models.Index(
                fields=["run_at"], name="job_waiting", condition=models.Q(done_at__isnull=True)
            )
        ]


class Invitation(models.Model):
    """A one-time link to this computer's own door; only its hash is kept."""

    hash = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
