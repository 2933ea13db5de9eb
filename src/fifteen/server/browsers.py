"""What a browser is called by people: "Firefox on Android", not a line of version numbers."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser

# The first that stands in the line counts: most browsers name those before them, too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)


def name_of(user_agent: str) -> str:
    """Such as "Firefox on Windows"; "A browser" where nothing in the line is known."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


class Steps(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth asks us about passkeys and codes."""

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        """A new passkey is first called after the browser it is made in."""
        return name_of(context.request.headers.get("User-Agent", ""))
