"""Who may make an account: who was invited, who has an address at certain domains, anyone."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from fifteen.server.models import Account, Asked

_REFUSED = "This address cannot make an account here. Ask whoever runs this Fifteen to invite you."


class Policy(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth asks us."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The form is always shown; what may be typed into it, `clean_email` says."""
        return True

    def clean_email(self, email: str) -> str:
        """The address, or a refusal. Sign-up asks here, and so does a change of address."""
        email = super().clean_email(email).strip().lower()
        if not may_sign_up(email):
            raise ValidationError(_REFUSED)
        return email

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: Any, commit: bool = True
    ) -> AbstractBaseUser:
        """The account, by its address alone."""
        user.email = form.cleaned_data["email"]  # type: ignore[attr-defined]
        password = form.cleaned_data.get("password1")
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        if commit:
            user.save()
        return user

    def send_account_already_exists_mail(self, email: str) -> None:
        """Sign-up with an address that has an account: its owner hears of it, and the same work is
        done as for a new one, so that the time it takes does not tell."""
        Account().set_password(email)
        super().send_account_already_exists_mail(email)

    def populate_username(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """There are none."""


class Varied:
    """No password of digits alone, of a few characters again and again, or of the keys in a row:
    what many use."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError where it is one of these."""
        plain = password.casefold()
        row = any(plain in line * 3 for line in _ROWS)
        if plain.isdigit() or len(set(plain)) < _DIFFERENT or row:
            raise ValidationError(_USED, code="password_too_common")

    def get_help_text(self) -> str:
        """Said by `templatetags/server.py`, for all of them."""
        return ""


_USED = "Many use this one. Choose another."
_DIFFERENT = 5  # characters, at least
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm")


def may_sign_up(email: str) -> bool:
    """Whether the operator lets this address in."""
    how = settings.SERVER["FIFTEEN_SIGN_UP"]
    if how == "open" or Asked.objects.filter(email=email).exists():
        return True
    domain = email.rpartition("@")[2]
    return how == "domain" and domain in settings.SERVER["FIFTEEN_SIGN_UP_DOMAINS"]
