"""Django's settings for one person's own computer. docs/running.md lists what can be set."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from fifteen import database, home
from fifteen.settings_common import *  # noqa: F403

SERVER: dict[str, Any] = {}  # what a server is told; here nothing
SECRET_KEY = home.secret()
# Passwords of mailboxes and calendars are enciphered with it; empty: a file in the data folder.
SEAL_KEY = os.environ.get("FIFTEEN_SEAL_KEY", "")
# Whether servers that the user names may be this machine, or stand in the network around it.
PRIVATE_HOSTS = os.environ.get("FIFTEEN_PRIVATE_HOSTS", "yes") == "yes"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]  # any other Host is refused: DNS rebinding
PUBLIC_ADDRESS = os.environ.get("FIFTEEN_ADDRESS", "").rstrip("/")
"""Where hosts reach this Fifteen, by way of something in front of it; empty where they cannot."""
PUBLIC_HOST = urlsplit(PUBLIC_ADDRESS).hostname or ""
ALLOWED_HOSTS += [PUBLIC_HOST] if PUBLIC_HOST else []

_URL = os.environ.get("FIFTEEN_DATABASE_URL")
_FILE = os.environ.get("FIFTEEN_DATABASE")
DATABASES = {
    "default": database.postgresql(_URL) if _URL else database.sqlite(_FILE or str(home.database()))
}
