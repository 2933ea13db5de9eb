"""Signing in at the provider (OAuth2) in a real browser: out to another site and back, after which
letters leave with the token, and what the provider takes back is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import SIZES, Seeker
from tests.browser.test_mail import arrives, ask, twenty_seconds_pass
from tests.browser.test_the_whole_way import begin
from tests.doors.running import Running
from tests.mail.conftest import authority  # noqa: F401  (fixtures)
from tests.mail.oauth_server import CLIENT, SECRET, SignIn
from tests.mail.servers import Dovecot, address
from tests.mail.test_sign_in import provider, trusting  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def mira(
    chromium: Browser,
    trusting: Dovecot,  # noqa: F811
    tmp_path: Path,
) -> Iterator[Seeker]:
    """Mira at her desk; her browser and her Fifteen take the authority of the tests."""
    with Running(tmp_path / "home") as one:
        context = chromium.new_context(viewport=SIZES["wide"], ignore_https_errors=True)
        context.set_default_timeout(20_000)
        yield Seeker(context.new_page(), one)
        context.close()


def leave(seeker: Seeker, at: SignIn, server: Dovecot, secret: str) -> None:
    """The form, and the link that leads away."""
    page = seeker.page
    seeker.go("/settings/mailbox")
    page.locator("#client").evaluate("one => one.closest('details').open = true")
    page.get_by_text("Another provider", exact=True).last.click()
    page.locator("#provider").select_option("other")
    told = {
        **{"#s-address": address("mira"), "#client": CLIENT, "#secret": secret, "#scope": "mail"},
        **{"#authorize": f"{at.base}/authorize", "#token": f"{at.base}/token"},
        **{"#s-imap": "localhost", "#s-imap-port": str(server.imaps)},
        **{"#s-smtp": "localhost", "#s-smtp-port": str(server.submission)},
    }
    for where, what in told.items():
        page.locator(where).fill(what)
    seeker.look()
    page.get_by_role("button", name="Sign in there").click()
    expect(page.locator("h1")).to_have_text("Sign in at your provider.")
    seeker.look()
    page.get_by_role("link", name="Go and sign in").click()
    page.wait_for_url("**/settings/mailbox")
    # The browser was sent to the provider's site, and nowhere else.
    assert all(url.startswith(at.base) for url in seeker.wrong), seeker.wrong
    seeker.wrong.clear()


def test_one_leaves_for_the_provider_and_comes_back_connected(
    mira: Seeker,
    trusting: Dovecot,  # noqa: F811
    provider: SignIn,  # noqa: F811
    tmp_path: Path,
) -> None:
    page = mira.page
    begin(mira, tmp_path)
    leave(mira, provider, trusting, "wrong")
    assert "did not take the sign-in" in mira.note()
    leave(mira, provider, trusting, SECRET)
    assert "Connected." in mira.note()
    expect(page.locator("#state")).to_contain_text("signed in at the provider")
    mira.look()
    ask(mira, tmp_path)
    twenty_seconds_pass(tmp_path)
    assert b"Message-ID" in arrives(mira, trusting, 1)
    provider.good.clear()
    provider.refresh.clear()
    mira.go("/settings/mailbox")
    page.get_by_role("button", name="Try it", exact=True).click()
    expect(page.locator(".tried")).to_contain_text("Your provider wants you to sign in again.")
