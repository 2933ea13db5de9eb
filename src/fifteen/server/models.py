"""Who signs in, and who was asked to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from fifteen.server._keys import new_key
from fifteen.server.programme.models import (
    AlumniList,
    Counted,
    Host,
    Known,
    ListPart,
    Office,
    Post,
    Programme,
    Request,
    Seat,
)
from fifteen.store.models import Campaign, Letter

__all__ = [
    "Account",
    "AccountKey",
    "AlumniList",
    "Asked",
    "CoachLook",
    "CoachWord",
    "Coaching",
    "Counted",
    "Host",
    "Known",
    "ListPart",
    "Office",
    "Post",
    "Programme",
    "Request",
    "Seat",
    "new_key",
]


class Account(AbstractBaseUser):
    """A person who signs in by mail address."""

    key = models.CharField(max_length=32, unique=True, default=new_key)
    email = models.EmailField(max_length=254, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)
    # Who sees other people's things has to show two proofs of who they are.
    two_steps = models.BooleanField(default=False)

    objects = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"


class AccountKey(models.Model):
    """What seals an account in copies, itself sealed with the operator's key: with this row gone
    nothing of the account can be read in any copy (docs/decisions/keys.md)."""

    account = models.OneToOneField(Account, models.CASCADE)
    wrapped = models.CharField(max_length=200)

    objects: ClassVar[models.Manager[AccountKey]] = models.Manager()


class Asked(models.Model):
    """A mail address that may make an account here, though sign-up is by invitation."""

    email = models.EmailField(max_length=254, unique=True)
    made = models.DateTimeField()

    objects: ClassVar[models.Manager[Asked]] = models.Manager()


class SignInLink(models.Model):
    """A link by which an account signs in once; only its hash is kept. Without an account where
    somebody asked for one with an address that nobody has."""

    account = models.ForeignKey(Account, models.CASCADE, null=True)
    hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField(db_index=True)
    used = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[SignInLink]] = models.Manager()


class Coaching(models.Model):
    """A client lets a coach see what was ticked (O1): by a link, until either ends it."""

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    campaign_id: int
    key = models.CharField(max_length=32, unique=True, default=new_key)
    called = models.CharField(max_length=120)  # what the client calls the coach
    hash = models.CharField(max_length=64, unique=True)  # of the link
    coach = models.CharField(max_length=32, blank=True, db_index=True)  # the key of an account
    kinds = models.JSONField(default=list)
    hidden = models.BooleanField(default=False)  # names are numbers
    rehearses = models.BooleanField(default=False, db_default=False)  # together (Q8)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    since = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Coaching]] = models.Manager()


class CoachLook(models.Model):
    """A coach looked: when, and at what kinds of things."""

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    coaching = models.ForeignKey(Coaching, models.CASCADE)
    at = models.DateTimeField()
    kinds = models.JSONField(default=list)

    objects: ClassVar[models.Manager[CoachLook]] = models.Manager()


class CoachWord(models.Model):
    """What a coach says: beside a draft, with other words for a passage of it; or a thing to do."""

    campaign = models.ForeignKey(Campaign, models.CASCADE)
    coaching = models.ForeignKey(Coaching, models.CASCADE)
    key = models.CharField(max_length=32, unique=True, default=new_key)
    letter = models.ForeignKey(Letter, models.CASCADE, null=True)
    passage = models.TextField(blank=True)
    instead = models.TextField(blank=True)
    said = models.TextField(blank=True)
    by = models.DateField(null=True)  # of a thing to do
    made = models.DateTimeField()
    settled = models.DateTimeField(null=True)
    taken = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[CoachWord]] = models.Manager()


class CoachNote(models.Model):
    """What a coach notes of a session, for herself: her client does not see it, and it stays hers
    when they part. It hangs on her account alone."""

    owner = models.CharField(max_length=64)
    key = models.CharField(max_length=32, default=new_key)
    about = models.CharField(max_length=300)  # the client's name, as it was then
    coaching = models.CharField(max_length=32, blank=True)  # its key, while there is one
    on = models.DateField()
    text = models.TextField()
    changed = models.DateTimeField()
    before = models.TextField(blank=True, default="", db_default="")  # for undo, a day long
    thrown = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "coaching", "on"], name="coach_note_by_client")]
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="coach_note_key")]

    objects: ClassVar[models.Manager[CoachNote]] = models.Manager()
