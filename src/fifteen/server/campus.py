"""People who come through their campus's own sign-in (OpenID Connect, SAML)."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from fifteen.server import signing_up


class Campus(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """What allauth asks us: whom the campus vouches for, who may make an account."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """An address of the campus's domains is proven by it, any other is not. Of all else that
        it tells nothing is kept but who it is."""
        sociallogin.account.extra_data = {}
        for address in sociallogin.email_addresses:
            address.email = address.email.strip().lower()
            address.verified = vouched(address.email)
        user = super().populate_user(request, sociallogin, data)
        user.email = user.email.strip().lower()
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Whom the campus does not vouch for comes not in."""
        if not any(address.verified for address in sociallogin.email_addresses):
            raise ImmediateHttpResponse(_stays_out(request))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """As for everybody else (F13)."""
        addresses = [address.email for address in sociallogin.email_addresses]
        return any(signing_up.may_sign_up(address) for address in addresses)

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Whoever has an account with an address of the campus comes into that account."""
        return vouched(email.lower())


def vouched(email: str) -> bool:
    """Whether the campus speaks for this address (F26)."""
    return email.rpartition("@")[2] in settings.SERVER["FIFTEEN_CAMPUS_DOMAINS"]


def _stays_out(request: HttpRequest) -> Any:
    return render(request, "fifteen/campus_refused.html", status=403)
