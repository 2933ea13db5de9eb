"""The pages of an account and of a coach in a real Chromium: a passkey made and used, each asked
by axe on a phone and at a desk, light and dark. SHOTS=folder keeps pictures to look at."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import SETTLED, SIZES
from tests.server.test_coach import code_of
from tests.server.test_sessions import PHONE
from tests.server.world import Browser as Phone
from tests.server.world import Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

PASSWORD = "a quiet long password"
ADDRESS = "petra@campus.example"
SHOTS = os.environ.get("SHOTS", "")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OPEN = (
    "login/",
    "signup/",
    "link/",
    "link/used-up-long-ago-and-far",
    "password/reset/",
    "login/code/",
)
OWN = (
    *("", "/email/", "/password/change/", "/sessions/", "/2fa/", "/2fa/webauthn/"),
    *("/2fa/webauthn/add/", "/2fa/totp/activate/", "/2fa/recovery-codes/", "/erase", "/coach"),
    *("/2fa/recovery-codes/generate/", "/logout/", "/3rdparty/"),
)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    one = chromium.new_context(timezone_id="Europe/Berlin")
    one.set_default_timeout(120_000)  # the demo is replayed action by action
    yield one
    one.close()


class Visitor:
    """Goes to pages; each is asked by axe in both sizes and both looks."""

    def __init__(self, server: Server, page: Page) -> None:
        self.server, self.page = server, page
        self.base = f"http://localhost:{server.port}"
        self.wrong: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def look(self, name: str = "") -> None:
        """Nothing for axe to say, nothing too wide, one heading, no words of allauth's own."""
        told = []
        for size, viewport in SIZES.items():
            self.page.set_viewport_size(viewport)  # type: ignore[arg-type]
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                self.page.evaluate(SETTLED)
                found = Axe().run(self.page).response["violations"]
                told += [(size, scheme, v["id"], v["nodes"][0]["target"]) for v in found]
                wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                told += [(size, scheme, f"{wider} px too wide")] if wider > 0 else []
                if SHOTS:
                    where = name or re.sub(r"\W+", "-", self.page.url.split("/", 3)[3]) or "today"
                    picture = Path(SHOTS) / f"{where[:40]}-{size}-{scheme}.png"
                    self.page.screenshot(path=picture, full_page=True)
        assert not told, f"{self.page.url}: {told}"
        assert self.page.locator("h1").count() == 1, self.page.url
        loud = [w for w in self.wrong if "410" not in w]  # a used-up link answers so
        assert not loud, f"{self.page.url}: {loud}"

    def fill(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.fill(f"[name={name}]", text)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()


def test_from_signing_up_to_a_passkey(server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    petra = Visitor(server, page)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    for path in OPEN:
        petra.go(f"/account/{path}")
        petra.look()
    petra.go("/account/signup/")
    petra.fill(email=ADDRESS, password1=PASSWORD)
    petra.press("Make it")
    petra.look("verification")
    link = re.search(r"http://[^/]+(/account/confirm-email/\S+)", server.letters.to(ADDRESS))
    assert link
    petra.go(link[1])
    petra.look("confirm")
    petra.press("Yes, it is mine")
    _signed_in(petra)
    phone = Phone(server.port, PHONE)
    phone.post("/account/login/", login=ADDRESS, password=PASSWORD)
    Phone(server.port).post("/account/login/", login=ADDRESS, password=PASSWORD)
    petra.go("/account/sessions/")
    petra.look("sessions-three")
    page.get_by_role("button", name=re.compile(r"^End\s*: Firefox on Android")).click()
    page.get_by_text("Firefox on Android is signed out.").wait_for()
    assert phone.get("/account")[0] != 200
    petra.go("/account/2fa/webauthn/add/")
    _sure(petra)
    petra.fill(name="Petra's laptop")
    if page.locator("[name=passwordless]").count():
        page.check("[name=passwordless]")
    petra.press("Make it")
    page.wait_for_url(re.compile(r"/account/2fa/(webauthn|recovery-codes)/$"))
    petra.go("/account/2fa/webauthn/")
    assert "Petra's laptop" in page.content().replace("&#x27;", "'")
    for path in OWN:
        petra.go(f"/account{path}")
        _sure(petra)
        petra.look(f"account{path.replace('/', '-')}")
    petra.go("/account/logout/")
    petra.press("Sign out")
    petra.go("/account/login/")
    petra.press("With a passkey")
    page.wait_for_url(re.compile(r"localhost:\d+/(start)?$"))
    petra.go("/account")
    assert ADDRESS in page.content()


def _sure(petra: Visitor) -> None:
    """Where it asks once more who it is."""
    if "reauthenticate" in petra.page.url:
        petra.look("sure")
        if petra.page.locator("[name=password]").count():
            petra.fill(password=PASSWORD)
            petra.press("Go on")
        else:
            petra.press("With a passkey")
        petra.page.wait_for_url(re.compile(r"^(?!.*reauthenticate).*$"))


def _signed_in(petra: Visitor) -> None:
    petra.go("/account")
    if "/login/" in petra.page.url or petra.page.locator("text=Sign in first").count():
        petra.go("/account/login/")
        petra.fill(login=ADDRESS, password=PASSWORD)
        petra.press("Sign in")
        petra.wrong.clear()  # the closed door before it answered 403
        petra.go("/account")
    assert ADDRESS in petra.page.content()


def test_a_coach_at_her_pages(server: Server, context: BrowserContext) -> None:
    page = context.new_page()
    coach = Visitor(server, page)
    browser = server.account("ines@coaching.example")
    browser.post(
        "/start", seeker_name="Ines Brandt", purpose="learn", zone="Europe/Berlin", field="grids"
    )
    context.add_cookies(
        [
            {"name": name, "value": value, "domain": "localhost", "path": "/"}
            for name, value in browser.cookies.items()
        ]
    )
    coach.go("/clients")
    coach.look("clients-none")
    coach.press("Practise with the demo")
    coach.look("clients")
    page.locator(".clients a").first.click()
    coach.look("client")
    page.fill("#note", "Afraid of calling; call together next week.")
    coach.press("Note it")
    coach.look("client-note")
    page.get_by_role("link", name="Rehearse together").click()
    coach.look("coach-rehearse")
    page.get_by_role("button", name="Wants polish").first.click()
    page.wait_for_load_state()
    assert page.locator("[value=no][aria-pressed=true]").count() == 1
    coach.go("/clients/notes")
    coach.look("coach-notes")
    coach.go("/account/coach")
    coach.look("my-coach")
    # The second step, by a code from a telephone.
    coach.go("/account/2fa/totp/activate/")
    _sure(coach)
    coach.fill(code=code_of(page.input_value("#authenticator_secret")))
    coach.press("Turn it on")
    page.wait_for_url(re.compile(r"recovery|2fa/$"))
    coach.look("after-totp")
    coach.go("/account/logout/")
    coach.press("Sign out")
    coach.go("/account/login/")
    coach.fill(login="ines@coaching.example", password=PASSWORD)
    coach.press("Sign in")
    page.wait_for_url(re.compile("/account/2fa/authenticate/"))
    coach.look("second-step")
