"""Django's settings of a relay: its own few addresses, no database of Django's, no sessions."""

from __future__ import annotations

import os
import secrets

from fifteen.settings_common import *  # noqa: F403

SECRET_KEY = secrets.token_urlsafe(48)  # nothing outlives the process with it
DATABASES: dict[str, object] = {}
ROOT_URLCONF = "fifteen.relay.urls"
ALLOWED_HOSTS = [name for name in os.environ.get("_FIFTEEN_RELAY_HOSTS", "").split(",") if name]
ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
MIDDLEWARE = [
    "fifteen.pages.heads.without_body",
    "csp.middleware.CSPMiddleware",
    "fifteen.relay.middleware.discreet",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40
FILE_UPLOAD_HANDLERS: list[str] = []
TEMPLATES[0]["OPTIONS"]["context_processors"] = []  # type: ignore[index]  # noqa: F405
