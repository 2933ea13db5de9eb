"""The second step of signing in, as a telephone shows it."""

from __future__ import annotations

import re

from tests.server.test_coach import code_of
from tests.server.world import Browser


def two_steps(browser: Browser, password: str = "a quiet long password") -> None:
    """Switch codes from a phone on."""
    if browser.get("/account/2fa/totp/activate/")[0] == 302:
        browser.post(browser.where, password=password)
    form = browser.get("/account/2fa/totp/activate/")[1]
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', form)
    assert secret, form
    assert browser.post("/account/2fa/totp/activate/", code=code_of(secret[1]))[0] == 302
