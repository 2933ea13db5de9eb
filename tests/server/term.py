"""Who plays a term, each in front of a screen of their own; see test_term.py for the play."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES
from tests.server.world import Server

PATIENCE = 60_000  # ms, for a machine that has much to do
NAME = "Calder alumni"
SEEKERS = ("mira", "noor", "otis", "pia", "quin", "rosa")
LISTED = ("Ana Ruiz", "Ben Ohlsson", "Cleo Marsh", "Dov Katz")
BY_LINK = ("Elif Demir", "Fay Chen", "Gil Ortiz", "Hana Sato", "Ivo Babic", "June Park")
WONDER = "I wonder what a week of that work is like."
LETTER = (
    "Dear {host},\n\nI found you through Calder alumni and read that you plan grids at Gridhub. "
    + WONDER
    + " Could we talk for fifteen minutes, by phone if you like? I would like to hear about your"
    " work; it is not about a job. If it does not suit you, that is fine too.\n\nThank you for"
    " reading this,\n{me}"
)


class Somebody:
    """A person and their screen. What the browser complains of is kept in `wrong`."""

    def __init__(self, chromium: Chromium, server: Server, session: str, size: str) -> None:
        self.base = f"http://127.0.0.1:{server.port}"
        context = chromium.new_context(
            viewport=SIZES[size],  # type: ignore[arg-type]
            timezone_id="Europe/Oslo",
            service_workers="block",
        )
        context.set_default_timeout(PATIENCE)
        if session:
            seat = {"name": "fifteen_seat", "value": session, "url": self.base}
            context.add_cookies([seat])  # type: ignore[list-item]
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def go(self, path: str) -> int:
        answer = self.page.goto(self.base + path)
        assert answer is not None
        return answer.status

    def press(self, name: str) -> None:
        """A button, by all of its name; what is said to screen readers alone stands apart in it."""
        said = re.sub(r"(?=[,:])", r"\\s*", re.escape(name))
        self.page.get_by_role("button", name=re.compile(f"^{said}$")).first.click()

    def unfold(self, summary: str) -> None:
        """Open what is folded up, where it is."""
        handle = self.page.locator("details:not([open]) > summary", has_text=summary)
        if handle.count():
            handle.first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(text)

    def sees(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one, timeout=PATIENCE)

    def misses(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(one)

    def takes_a_time(self, who: str) -> None:
        """A host's yes to whoever asks, and the first of the free times, by phone."""
        self.press(f"Yes, talk with {who}")
        self.page.wait_for_url("**/h/**")
        self.page.locator("label.pick:has([name=how][value=phone])").click()
        self.page.locator("label.pick:has([name=t])").first.click()
        self.page.locator("#take").click()
        self.sees("Add it to your calendar")

    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    def undo(self) -> None:
        """By the key that the note names."""
        expect(self.page.locator("form[data-undo]")).to_be_visible(timeout=PATIENCE)
        with self.page.expect_navigation():
            self.page.keyboard.press("z")

    def keeps(self, text: str) -> None:
        """The letter on the desk says this from now on, and the server knows it."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/keep")):
            self.page.locator("#subject").fill("Fifteen minutes?")
            self.page.locator("#body").fill(text)


@dataclass
class Term:
    """The server, and who is there."""

    server: Server
    chromium: Chromium
    sessions: dict[str, str]
    hosts: dict[str, str] = field(default_factory=dict)  # the address of each host's page
    seats: dict[str, str] = field(default_factory=dict)  # and of each seeker's in the programme
    _people: dict[str, Somebody] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Somebody:
        """Somebody by name; "phone" is that of whichever host has it in hand."""
        if name not in self._people:
            size = "phone" if name == "phone" else "wide"
            session = self.sessions.get(name, "")
            self._people[name] = Somebody(self.chromium, self.server, session, size)
        return self._people[name]

    def everybody(self) -> Iterator[Somebody]:
        yield from self._people.values()

    def link_in(self, address: str, what: str) -> str:
        """The path of a link in the latest mail to an address."""
        mail = self.server.letters.to(address).replace("=\n", "")
        found = re.search(rf"({what}[\w:./-]+)", mail)
        assert found, mail
        return found[1]

    def host(self, name: str) -> Somebody:
        """The phone, with the page of this host."""
        phone = self["phone"]
        assert phone.go(self.hosts[name]) == 200
        return phone

    def signs_up(self, who: str) -> None:
        """From nothing to a campaign, through the pages."""
        one, email, password = self[who], f"{who}@seeker.example", "a quiet long password"
        one.go("/account/signup/")
        one.page.fill("[name=email]", email)
        one.page.fill("[name=password1]", password)
        one.press("Make it")
        one.sees(email)
        one.go(self.link_in(email, "/account/confirm-email/"))
        one.press("Yes, it is mine")
        one.page.wait_for_load_state()
        if one.go("/account") == 403 or "/login/" in one.page.url:
            one.go("/account/login/")
            one.page.fill("[name=login]", email)
            one.page.fill("[name=password]", password)
            one.press("Sign in")
            one.page.wait_for_url(re.compile(r"/(start)?$"))
        one.go("/start")
        one.fill("A field you wonder about", "grid modelling")
        one.page.locator("[name=seeker_name]").fill(f"{who.title()} Halonen")
        one.press("Begin")
        one.page.get_by_role("link", name="Today").first.wait_for()

    def lets_in(self, who: str, coach: str, *kinds: str) -> str:
        """A seeker invites a coach, who may see these kinds; the address of this client there."""
        client, hers, name = self[who], self[coach], coach.title()
        client.go("/account/coach")
        client.page.locator("#called").fill(name)
        for box in client.page.locator("section[aria-labelledby=h-new] [name=what]").all():
            box.set_checked(box.get_attribute("value") in kinds, force=True)
        client.press("Make the link")
        assert hers.go(path_of(client.page.input_value("#link"))) == 200
        hers.press("Accept")
        hers.page.get_by_role("link", name=f"{who.title()} Halonen").click()
        hers.sees("This look is in their log.")
        return hers.path()

    def search(self, who: str, words: str) -> Somebody:
        """A seeker looks for somebody in the programme."""
        seeker = self[who]
        seeker.go(f"{self.seats[who]}?q={words}")
        return seeker

    def begins(self, who: str, host: str) -> Somebody:
        """A seeker is at the desk of a letter to a host."""
        seeker = self.search(who, host.split()[0])
        seeker.press(f"Write to {host}")
        seeker.page.wait_for_url("**/letters/*")
        return seeker

    def asks(self, who: str, host: str) -> None:
        """A seeker writes to a host and sends."""
        self.sends(self.begins(who, host), who, host)

    def sends(self, seeker: Somebody, who: str, host: str) -> None:
        seeker.keeps(LETTER.format(host=host, me=f"{who.title()} Halonen"))
        seeker.press(f"Ask through {NAME}")
        seeker.sees(f"{host} has your letter", "Waits for an answer")

    def stands(self, who: str, *words: str) -> None:
        """What a seeker's page of the programme says."""
        self[who].go(self.seats[who])
        self[who].sees(*words)

    def offers(self, name: str, monthly: str = "2") -> None:
        """A host's minute."""
        phone = self.host(name)
        phone.sees("What can you speak about?")
        phone.fill("What you can speak about", "grid storage, changing fields")
        phone.fill("Requests a month, at most", monthly)
        phone.page.get_by_label("Your clock").select_option("Europe/Oslo")
        phone.fill("Your country", "NO")
        phone.fill("Field of work", "grid modelling")
        phone.fill("What you do", "engineer")
        phone.page.locator("#organisation").fill("Gridhub")
        phone.page.get_by_label("may have my mail address").check()
        phone.press("Yes, name me")
        phone.sees("Nobody waits for you.")


def path_of(address: str) -> str:
    """Without the server's name."""
    return re.sub(r"^https?://[^/]+", "", address)


@contextmanager
def cast(server: Server, chromium: Chromium) -> Iterator[Term]:
    """Everybody who has an account before the term begins; Mira makes hers."""
    made = server.command("programme", NAME, "ines@office.example", "--zone", "Europe/Oslo")
    assert made.returncode == 0, made.stderr
    names = ("office:ines", "coach:ruth", "coach:carl", *(f"seeker:{s}" for s in SEEKERS[1:]))
    sessions = json.loads(server.program("tests.server.term_accounts", *names))
    term = Term(server, chromium, sessions)
    yield term
    for one in term.everybody():
        one.page.context.close()
