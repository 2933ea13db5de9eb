"""Django's settings for a server. Everything a machine needs comes from the environment; nothing is
kept on its disk. docs/server.md lists what can be set."""

from __future__ import annotations

import os
import sys

from fifteen import settings_common
from fifteen.server import campus_settings, configuration
from fifteen.settings_common import *  # noqa: F403

_told, _problems = configuration.read(os.environ)
if _problems:
    print("Fifteen cannot start:\n", *_problems, sep="\n", file=sys.stderr)
    raise SystemExit(2)

SERVER = _told
SECRET_KEY = _told["FIFTEEN_SECRET_KEY"]
SEAL_KEY = _told["FIFTEEN_SEAL_KEY"]
PRIVATE_HOSTS = _told["FIFTEEN_PRIVATE_HOSTS"]
ALLOWED_HOSTS = _told["FIFTEEN_HOSTS"]
# Hosts come to the same name as everybody.
PUBLIC_ADDRESS = configuration.public_address(_told)
PUBLIC_HOST = ""
ROOT_URLCONF = "fifteen.server.urls"
DATABASES = {"default": _told["FIFTEEN_DATABASE_URL"]}
if _told["FIFTEEN_REPLICA_URL"]:
    DATABASES["replica"] = _told["FIFTEEN_REPLICA_URL"]
    DATABASE_ROUTERS = ["fifteen.store.stale.Router"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "fifteen.server",
    *settings_common.INSTALLED_APPS,
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.mfa",
    "allauth.usersessions",
]

_SEAT = "fifteen.pages.middleware.only_with_a_seat"
_STATIC = "whitenoise.middleware.WhiteNoiseMiddleware"
_COMMON = settings_common.MIDDLEWARE
MIDDLEWARE = [
    "fifteen.server.middleware.measured",
    *_COMMON[: _COMMON.index(_STATIC) + 1],
    # Pages go packed, a sixth of their size; Django's has bytes of chance against guessing lengths.
    "django.middleware.gzip.GZipMiddleware",
    *(m for m in _COMMON[_COMMON.index(_STATIC) + 1 :] if m != _SEAT),
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fifteen.server.middleware.only_signed_in",
]
TEMPLATES = [
    {
        **settings_common.TEMPLATES[0],
        "OPTIONS": {
            **settings_common.TEMPLATES[0]["OPTIONS"],  # type: ignore[dict-item]
            "context_processors": [
                *settings_common.TEMPLATES[0]["OPTIONS"]["context_processors"],  # type: ignore[index]
                "fifteen.server.views.on_a_server",
            ],
        },
    }
]

# Sessions and the counts of the rate limits stand in the database: any process may answer.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "server_cache",
        # Beyond this the oldest counts go: Django's own 300 would be soon made, to be forgotten.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

_HTTPS = _told["FIFTEEN_HTTPS"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-fifteen_seat" if _HTTPS else "fifteen_seat"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
if _HTTPS and _told["FIFTEEN_PROXIES"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTH_USER_MODEL = "server.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": "fifteen.server.signing_up.Varied"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "fifteen.server.signing_up.Policy"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _HTTPS else "http"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "sign_in_link": "20/m/ip,3/5m/key",  # key: the address typed
    "open_link": "30/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = _told["FIFTEEN_PROXIES"]
MFA_ADAPTER = "fifteen.server.browsers.Steps"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Fifteen"
MFA_TOTP_TOLERANCE = 1  # a code is good for half a minute more: clocks differ, and people type
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
USERSESSIONS_TRACK_ACTIVITY = False  # a write for each page: sessions.note is once in a while

SOCIALACCOUNT_ADAPTER = "fifteen.server.campus.Campus"
SOCIALACCOUNT_PROVIDERS = campus_settings.providers(_told)
SOCIALACCOUNT_STORE_TOKENS = False
# A link and not a form: a form may not lead to another server (form-action).
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

EMAIL_BACKEND = "fifteen.server.mailing.Behind"
globals().update(_told["FIFTEEN_MAIL_URL"])
DEFAULT_FROM_EMAIL = _told["FIFTEEN_MAIL_FROM"]

_FORMATTER = {"json": "fifteen.server.logs.Structured", "lines": "fifteen.pages._logs.Discreet"}
LOGGING = {
    **settings_common.LOGGING,
    "formatters": {"discreet": {"()": _FORMATTER[_told["FIFTEEN_LOG"]]}},
}
