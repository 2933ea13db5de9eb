"""Accounts made quickly, for whoever needs many: run inside a program that has set Django up."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.backends.db import SessionStore

from fifteen.actions import campaigns
from fifteen.method.words import Purpose
from fifteen.server.models import Account
from fifteen.store.models import Campaign


def signed_in(email: str, two_steps: bool = False) -> tuple[Account, str]:
    """An account, with a code from a phone as second step or without, and the key of a session."""
    account = Account(email=email)
    account.set_unusable_password()
    account.save()
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    if two_steps:
        TOTP.activate(account, generate_totp_secret())
    session = SessionStore()
    session["_auth_user_id"] = str(account.pk)
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_hash"] = account.get_session_auth_hash()
    session.create()
    return account, str(session.session_key)


def begun(account: Account, name: str, now: datetime) -> Campaign:
    """Their campaign, past the first page. Behind their wall."""
    campaign = campaigns.open_one(now, account.key, "Europe/Berlin")
    told = {"seeker_name": name, "email": account.email, "country": "DE"}
    campaigns.begin(campaign, Purpose.LEARN, told, "grid modelling", now)
    return campaign
