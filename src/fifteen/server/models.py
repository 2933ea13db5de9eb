"""Who signs in, and who was asked to."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


def new_key() -> str:
    """What campaigns name their owner by: never a number one can count up, nor a mail address."""
    return secrets.token_urlsafe(16)


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


class Asked(models.Model):
    """A mail address that may make an account here, though sign-up is by invitation."""

    email = models.EmailField(max_length=254, unique=True)
    made = models.DateTimeField()

    objects: ClassVar[models.Manager[Asked]] = models.Manager()
