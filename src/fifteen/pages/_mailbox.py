"""The mailbox in words: what failed, how far each folder is read, what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fifteen.actions.mailbox import Account
from fifteen.actions.trying import Tried
from fifteen.adapters.mail import servers
from fifteen.adapters.mail.failures import Why
from fifteen.adapters.mail.records import look_up
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server, Servers
from fifteen.method.words import Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Mailbox

LONG = timedelta(days=1)  # of failing, after which Today says so
HOWS = ((TLS, "From the start (TLS)"), (STARTTLS, "By STARTTLS"))

_SAYS: Mapping[str, str] = {
    Why.NAME: "There is no server called {host}. Look for a typing error, or try again when you "
    "are online.",
    Why.BARRED: "{host} stands in a private network, and whoever runs this Fifteen does not allow "
    "those.",
    Why.PORT: "{host} does not answer at port {port}. Usual are 993 for reading, 465 or 587 for "
    "sending.",
    Why.TIME: "{host} did not answer in time. It may be busy; try again in a minute.",
    Why.CERTIFICATE: "{host} could not prove that it is {host}: its certificate does not hold. "
    "Your password was not sent to it.",
    Why.ENCRYPTION: "{host} does not offer an encrypted connection like this at port {port}. "
    "Choose the other kind of encryption. Your password was not sent to it.",
    Why.PASSWORD: "{host} does not take this name and password.",
    Why.SIGN_IN: "Your provider wants you to sign in again.",
    Why.SEALED: "The password that is kept cannot be opened with the key kept here. Type it "
    "once more.",
    Why.FOLDER: "A folder is missing: no Sent folder was found in this mailbox. Send one mail from "
    "your mail program, then try again.",
    Why.LOST: "The connection to {host} broke. Try again in a minute.",
    Why.LATER: "{host} asks to try again later.",
}
_SPARED = "Not tried: it takes the same password, and providers lock who knocks too often."
_OTHERWISE = "{host} answered something that Fifteen does not understand."


@dataclass(frozen=True, slots=True)
class Told:
    """How one of the two servers did, in a sentence; `said` are its own words."""

    what: str
    good: bool
    sentence: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class FolderShown:
    """A folder with how many mails it has, and how many of them belong here; `shut` where the
    server did not let it be opened."""

    name: str
    count: int
    kept: int
    shut: bool = False


def told(mailbox: Mailbox, tried: tuple[Tried, ...]) -> tuple[Told, ...]:
    """What trying both servers brought."""
    return tuple(_told(mailbox, one) for one in tried)


def _told(mailbox: Mailbox, tried: Tried) -> Told:
    reading = tried.server == "imap"
    what = "Reading" if reading else "Sending"
    host = mailbox.imap_host if reading else mailbox.smtp_host
    if tried.failure is None:
        return Told(what, True, f"{host} let Fifteen in.")
    if tried.spared:
        return Told(what, False, _SPARED)
    said = tried.failure.said
    return Told(what, False, sentence(mailbox, tried.failure.why, reading), said)


def sentence(mailbox: Mailbox, why: str, reading: bool = True) -> str:
    """What failed with one of the servers, and what to do."""
    host = mailbox.imap_host if reading else mailbox.smtp_host
    port = mailbox.imap_port if reading else mailbox.smtp_port
    text = _SAYS.get(why, _OTHERWISE).format(host=host, port=port)
    known = servers.known(mailbox.address)
    hint = known.hint if known and why == Why.PASSWORD else ""
    return f"{text} {hint}".strip()


def folders(mailbox: Mailbox) -> list[FolderShown]:
    """The folders that are read."""
    rows = [
        FolderShown(name, one.get("count", 0), one.get("kept", 0), one.get("shut", False))
        for name, one in mailbox.folders.items()
    ]
    return sorted(rows, key=lambda one: (one.name.upper() != "INBOX", one.name.lower()))


def failing(campaign: Campaign, now: datetime) -> str:
    """Why the mailbox has not been read for a day; empty where it was."""
    mailbox = scope.mailbox(campaign)
    if mailbox is None or mailbox.failing_since is None or now - mailbox.failing_since < LONG:
        return ""
    return sentence(mailbox, mailbox.error)


FIELDS = ("imap_host", "imap_port", "imap_how", "smtp_host", "smtp_port", "smtp_how", "login")


def typed(form: Mapping[str, str], file: str = "") -> tuple[Account | Refusal, dict[str, str]]:
    """The account as it was typed, with the servers that were found for it; and what stands in the
    form now."""
    address = form.get("address", "").strip()
    values = {name: form.get(name, "").strip() for name in FIELDS} | {"address": address}
    if not (values["imap_host"] and values["smtp_host"]):
        found = servers.from_file(file) if file else _found(address)
        if file and found is None:
            return Refusal("That file names no servers with encryption.", "servers"), values
        if found is None:
            values |= _guess(address, values)
            return Refusal(_UNKNOWN, "imap_host"), values
        values |= _values(found)
    account = Account(
        address,
        form.get("password", ""),
        Server(values["imap_host"].lower(), _number(values["imap_port"]), values["imap_how"]),
        Server(values["smtp_host"].lower(), _number(values["smtp_port"]), values["smtp_how"]),
        values["login"],
    )
    return account, values


_UNKNOWN = (
    "The servers of this address are not known here. Your provider names them in its help pages; "
    "what stands below is a guess."
)


def _found(address: str) -> Servers | None:
    return servers.known(address) or look_up(address.rpartition("@")[2])


def _guess(address: str, values: Mapping[str, str]) -> dict[str, str]:
    domain = re.sub(r"[^a-z0-9.-]", "", address.rpartition("@")[2].lower())
    guess = Servers(Server(f"imap.{domain}", 993, TLS), Server(f"smtp.{domain}", 587, STARTTLS))
    return {k: values[k] or v for k, v in _values(guess).items()} if domain else {}


def _values(found: Servers) -> dict[str, str]:
    return {
        "imap_host": found.imap.host,
        "imap_port": str(found.imap.port),
        "imap_how": found.imap.how,
        "smtp_host": found.smtp.host,
        "smtp_port": str(found.smtp.port),
        "smtp_how": found.smtp.how,
    }


def kept(mailbox: Mailbox | None, campaign: Campaign) -> dict[str, Any]:
    """What stands in the form at first."""
    if mailbox is None:
        return {"address": campaign.email, "imap_how": TLS, "smtp_how": STARTTLS}
    login = "" if mailbox.login == mailbox.address else mailbox.login
    return {name: getattr(mailbox, name) for name in FIELDS} | {
        "address": mailbox.address,
        "login": login,
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
