"""Run by a test as the role that serves: what an address with an account costs, and one without.
Prints `{"what": [[status, page, cookies, hashings], ...]}` as JSON, one entry an address."""

# ruff: noqa: E402

from __future__ import annotations

import json
import os
import re

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.test import Client
from django.test.utils import setup_test_environment

from fifteen.server.models import Account

PASSWORD = "a quiet long password"
KNOWN, BY_LINK, UNKNOWN = "known@there.example", "link@there.example", "nobody@there.example"
hashings = 0


def counted(what):  # type: ignore[no-untyped-def]
    """Count each pass through Argon2, whatever it is for."""

    def count(self, *args, **more):  # type: ignore[no-untyped-def]
        global hashings
        hashings += 1
        return what(self, *args, **more)

    return count


def accounts() -> None:
    for email, password in ((KNOWN, PASSWORD), (BY_LINK, None)):
        one = Account(email=email)
        one.set_password(password)
        one.save()
        EmailAddress.objects.create(user=one, email=email, verified=True, primary=True)


def tried(path: str, theirs: str, **form: str) -> list[object]:
    """A form sent once, and where it leads."""
    global hashings
    browser = Client(headers={"host": "127.0.0.1"})
    hashings = 0
    answer = browser.post(path, form)
    cost, status = hashings, answer.status_code
    if status == 302:
        answer = browser.get(answer.headers["Location"])
    page = answer.content.decode().replace(theirs, "THEIRS")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", page)
    return [status, page, sorted(browser.cookies), cost]


def main() -> None:
    accounts()
    for name in ("encode", "verify"):
        setattr(Argon2PasswordHasher, name, counted(getattr(Argon2PasswordHasher, name)))
    all_of_them = (KNOWN, UNKNOWN, BY_LINK)
    wrong = "an untrue long password"
    told = {
        "login": [tried("/account/login/", e, login=e, password=wrong) for e in all_of_them],
        "reset": [tried("/account/password/reset/", e, email=e) for e in all_of_them],
        "signup": [tried("/account/signup/", e, email=e, password1=wrong) for e in all_of_them],
        "letters": sorted(m.to[0] for m in mail.outbox),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    setup_test_environment()  # letters stay here
    main()
