"""Signing in: OAuth2 with PKCE at a provider of our own, and a Dovecot that takes its tokens."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from fifteen.actions import _doors, delivery, outbox
from fifteen.actions._doors import PASSWORD
from fifteen.actions._write import Done
from fifteen.adapters import web
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.method.leaving import UNDO
from fifteen.store import scope, sealed
from fifteen.store.models import Campaign, Mailbox
from tests.mail import post
from tests.mail.certificates import Authority
from tests.mail.oauth_server import CLIENT, SECRET, SignIn
from tests.mail.servers import Dovecot, address, needed, started
from tests.pages import here
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock


@pytest.fixture
def provider(authority: Authority) -> Iterator[SignIn]:
    made = SignIn(authority.certificate("sign-in"))
    yield made
    made.stop()


@pytest.fixture
def trusting(provider: SignIn, authority: Authority) -> Iterator[Dovecot]:
    """A Dovecot that asks the provider whether a token is good."""
    needed()
    with tempfile.TemporaryDirectory(prefix="fifteen-mail-") as name:
        Path(name).chmod(0o755)
        server = started(Path(name), authority, provider.introspection)
        yield server
        server.stop()


def sign_in(seat: Client, provider: SignIn, server: Dovecot, secret: str = SECRET) -> str:
    """What a seeker and their browser do; what the page says in the end."""
    form = {
        **{"provider": "other", "client": CLIENT, "secret": secret, "address": address("mira")},
        **{"authorize": f"{provider.base}/authorize", "token": f"{provider.base}/token"},
        **{"scope": "mail", "imap_host": "localhost", "imap_port": str(server.imaps)},
        **{"imap_how": "tls", "smtp_host": "localhost", "smtp_port": str(server.submission)},
        **{"smtp_how": "starttls", "login": "mira"},
    }
    page = seat.post("/settings/mailbox/sign-in", form).content.decode()
    found = re.search(r'href="(https://localhost[^"]+)"', page)
    assert found is not None, page
    with web.client(private=True) as browser:
        goes = browser.get(unescape(found[1]))
    back = urlsplit(goes.headers["Location"])
    return seat.get(f"{back.path}?{back.query}", follow=True).content.decode()


def test_one_signs_in_and_letters_leave_and_answers_come(
    seat: Client, mira: Campaign, provider: SignIn, trusting: Dovecot
) -> None:
    assert "Connected." in sign_in(seat, provider, trusting)
    row = scope.mailbox(mira)
    assert row is not None and row.way == "other"
    assert not any(token in row.secret for token in provider.good | provider.refresh)
    letter = post.written(post.ana(mira))
    assert isinstance(outbox.send(letter, NOW, at_once=True), Done)
    assert delivery.deliver_one(post.real(), "w", NOW + UNDO)
    assert len(trusting.mails("ana")) == 1
    trusting.deliver("mira", post.answer("Happy to talk."))
    assert post.reads(mira, post.real(), NOW + timedelta(minutes=5)).kept == 1


def test_a_token_that_ends_is_renewed_and_one_that_was_taken_back_is_said(
    seat: Client, mira: Campaign, provider: SignIn, trusting: Dovecot
) -> None:
    provider.lives = 60
    sign_in(seat, provider, trusting)
    row = scope.mailbox(mira)
    assert row is not None
    before, asked = row.secret, len(provider.asked)
    _doors.real(NOW).box(row).close()
    row.refresh_from_db()
    assert row.secret != before and len(provider.asked) == asked + 1
    provider.refresh.clear()
    with pytest.raises(Failed) as failed:
        _doors.real(NOW).box(row)
    assert (failed.value.why, failed.value.passing) == (Why.SIGN_IN, False)
    provider.refresh.add("x")
    provider.good.clear()  # taken back at the provider, while it seems good here
    kept = sealed.unseal(mira, PASSWORD, row.secret).replace("2026-11-24", "2090-11-24")
    row.secret = sealed.seal(mira, PASSWORD, kept)
    row.save()
    for open_ in (_doors.real(NOW).box, _doors.real(NOW).sender):
        with pytest.raises(Failed) as failed:
            open_(row)
        assert failed.value.why is Why.SIGN_IN


def test_a_wrong_client_is_said_and_nothing_is_kept(
    seat: Client, mira: Campaign, provider: SignIn, trusting: Dovecot
) -> None:
    assert "did not take the sign-in" in sign_in(seat, provider, trusting, "wrong")
    assert not Mailbox.objects.exists()
