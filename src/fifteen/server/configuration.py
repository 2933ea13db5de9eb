"""What a server is told by its environment: read once, checked whole, refused with a number and a
hint. docs/server.md has a line for each; a test compares them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from fifteen import database

SECRET_LEAST = 40  # characters: less can be guessed
SIGN_UP = ("invitation", "domain", "open")


class Unusable(ValueError):
    """A value that cannot be meant; the message says what would be."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: its number (never used again for another), name, default, reading, hint."""

    number: str
    name: str
    default: str | None  # None: it has to be set
    read: Callable[[str], Any]
    hint: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one of them."""

    setting: Setting
    why: str

    def __str__(self) -> str:
        one = self.setting
        return f"{one.number} {one.name}: {self.why}\n    {one.hint}"


def read(environ: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """The values by the names of their variables, and everything that is wrong, in order."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for setting in SETTINGS:
        told = environ.get(setting.name, "").strip()
        if not told and setting.default is None:
            problems.append(Problem(setting, "it is not set."))
            continue
        try:
            values[setting.name] = setting.read(told or (setting.default or ""))
        except ValueError as failure:
            problems.append(Problem(setting, f"{failure}."))
    known = {setting.name for setting in SETTINGS}
    unknown = sorted(n for n in environ if n.startswith("FIFTEEN_") and n not in {*known, *_ELSE})
    problems += [Problem(_unknown(name), "there is no such setting.") for name in unknown]
    if values.get("FIFTEEN_SIGN_UP") == "domain" and not values.get("FIFTEEN_SIGN_UP_DOMAINS"):
        domains = next(s for s in SETTINGS if s.name == "FIFTEEN_SIGN_UP_DOMAINS")
        problems.append(Problem(domains, "sign-up is by domain, and no domain is named."))
    return values, problems


_ELSE = {"FIFTEEN_HOME", "FIFTEEN_NO_BROWSER", "FIFTEEN_VENV"}
"""Variables of one's own computer that may stand in the environment of a server too."""


def _unknown(name: str) -> Setting:
    return Setting("F00", name, "", str, "Look for a slip of the pen; docs/server.md has them all.")


def _secret(text: str) -> str:
    if len(text) < SECRET_LEAST or len(set(text)) < 10:
        raise Unusable(f"it has to be {SECRET_LEAST} characters or more, made at random")
    return text


def _database(text: str) -> dict[str, Any]:
    return database.postgresql(text) if text else {}


def _hosts(text: str) -> list[str]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    wrong = [n for n in names if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", n)]
    if wrong or not names:
        raise Unusable("each has to be a bare name, without https://, port or *")
    return names


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Unusable("it is neither yes nor no")
    return text == "yes"


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise Unusable(f"it is no whole number from {least} to {most}")
        return int(text)

    return read


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise Unusable(f"it is none of {', '.join(words)}")
        return text

    return read


def _bind(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise Unusable("it is no address and port")
    return host.strip("[]"), int(port)


def _mail(text: str) -> dict[str, Any]:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Unusable("it cannot be read as an address") from None
    if parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname:
        raise Unusable("it does not begin with smtp://, smtps:// or smtp+plain:// and a host")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 15,
    }


def _address(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+|[^<>\n]+ <[^@\s<>]+@[^@\s<>]+>", text):
        raise Unusable("it is no mail address")
    return text


def _domains(text: str) -> list[str]:
    return _hosts(text) if text else []


SETTINGS = (
    Setting(
        *("F01", "FIFTEEN_DATABASE_URL", None, _database),
        hint="postgresql://ROLE:PASSWORD@HOST:PORT/NAME, of a role that does not own the tables.",
    ),
    Setting(
        *("F02", "FIFTEEN_OWNER_URL", "", _database),
        hint="The same of the role that owns the tables; only `fifteen migrate` needs it.",
    ),
    Setting(
        *("F03", "FIFTEEN_SECRET_KEY", None, _secret),
        hint='python3 -c "import secrets; print(secrets.token_urlsafe(48))" makes one.',
    ),
    Setting(
        *("F04", "FIFTEEN_SEAL_KEY", None, _secret),
        hint="Made the same way, another one: it enciphers the passwords of mailboxes.",
    ),
    Setting(
        *("F05", "FIFTEEN_HOSTS", None, _hosts),
        hint="The names people type, parted by commas: fifteen.example.edu",
    ),
    Setting(
        *("F06", "FIFTEEN_BIND", "127.0.0.1:8015", _bind),
        hint="Where to listen: 127.0.0.1:8015 behind a proxy of this machine, 0.0.0.0:8015 in a"
        " container.",
    ),
    Setting(
        *("F07", "FIFTEEN_HTTPS", "yes", _yes),
        hint="no is for a trial on this machine alone: cookies then go over the wire in clear.",
    ),
    Setting(
        *("F08", "FIFTEEN_PROXIES", "1", _number(0, 9)),
        hint="How many proxies of yours stand in front; 0 where people reach Fifteen directly.",
    ),
    Setting(
        *("F09", "FIFTEEN_PROCESSES", "2", _number(1, 64)),
        hint="Web processes of this machine; as many as it has cores.",
    ),
    Setting(*("F10", "FIFTEEN_THREADS", "4", _number(1, 64)), hint="Threads of each of them."),
    Setting(
        *("F11", "FIFTEEN_MAIL_URL", None, _mail),
        hint="smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://...:465; sends sign-in mail.",
    ),
    Setting(
        *("F12", "FIFTEEN_MAIL_FROM", None, _address),
        hint="The sender of sign-in mail: Fifteen <no-reply@example.edu>",
    ),
    Setting(
        *("F13", "FIFTEEN_SIGN_UP", "invitation", _one_of(*SIGN_UP)),
        hint="Who may make an account: who was invited, who has an address at your domains, all.",
    ),
    Setting(
        *("F14", "FIFTEEN_SIGN_UP_DOMAINS", "", _domains),
        hint="The domains after the @, parted by commas: example.edu,alumni.example.edu",
    ),
    Setting(
        *("F15", "FIFTEEN_METRICS_TOKEN", "", lambda text: _secret(text) if text else ""),
        hint="A secret that Prometheus sends as a bearer token; without it /metrics is not there.",
    ),
    Setting(
        *("F16", "FIFTEEN_PRIVATE_HOSTS", "no", _yes),
        hint="yes lets people name mail and calendar servers inside this network.",
    ),
    Setting(
        *("F17", "FIFTEEN_LOG", "json", _one_of("json", "lines")),
        hint="One JSON object a line, or plain lines; neither carries names or addresses.",
    ),
)
