"""Which servers belong to an address: known providers as data, SRV records (RFC 6186), a file of
the domain that the seeker brings (autoconfig), else what the seeker types."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

TLS, STARTTLS = "tls", "starttls"
LARGEST_FILE = 100_000  # characters of an autoconfig file


@dataclass(frozen=True, slots=True)
class Server:
    """A server to talk to, and how: encrypted from the first byte, or by STARTTLS."""

    host: str
    port: int
    how: str = TLS


@dataclass(frozen=True, slots=True)
class Servers:
    """Both servers of a mailbox; `provider` where one signs in there instead, `files` where the
    server puts what was sent into Sent by itself."""

    imap: Server
    smtp: Server
    provider: str = ""
    files: bool = False
    hint: str = ""


def known(address: str) -> Servers | None:
    """The servers of a large provider, by the domain of an address."""
    domain = address.rpartition("@")[2].strip().lower()
    return _providers().get(domain)


@lru_cache(maxsize=1)
def _providers() -> dict[str, Servers]:
    table = tomllib.loads((Path(__file__).parent / "providers.toml").read_text("utf-8"))
    found = {}
    for one in table["provider"]:
        servers = Servers(
            Server(one["imap"], 993, TLS),
            Server(
                one["smtp"], one.get("port", 465), TLS if one.get("port", 465) == 465 else STARTTLS
            ),
            one.get("sign_in", ""),
            one.get("files", False),
            one.get("hint", ""),
        )
        found.update(dict.fromkeys(one["domains"], servers))
    return found


def from_records(
    imaps: list[tuple[str, int]], submissions: list[tuple[str, int]], plain: list[tuple[str, int]]
) -> Servers | None:
    """The servers that SRV records name: of _imaps, _submissions and _submission."""
    smtp = [Server(h, p, TLS) for h, p in submissions] + [Server(h, p, STARTTLS) for h, p in plain]
    if not imaps or not smtp:
        return None
    return Servers(Server(*imaps[0], TLS), smtp[0])


def from_file(text: str) -> Servers | None:
    """The servers that an autoconfig file names, encrypted ones alone; None where it is none."""
    if len(text) > LARGEST_FILE or "<!" in text:  # no entities: they can grow without end
        return None
    try:
        tree = ElementTree.fromstring(text)  # noqa: S314  (no entities, see above)
    except (ElementTree.ParseError, ValueError):
        return None
    imap = _first(tree, "incomingServer", "imap")
    smtp = _first(tree, "outgoingServer", "smtp")
    return Servers(imap, smtp) if imap and smtp else None


_HOWS = {"SSL": TLS, "STARTTLS": STARTTLS}


def _first(tree: ElementTree.Element, tag: str, kind: str) -> Server | None:
    for one in tree.iter(tag):
        host, port = (one.findtext("hostname") or "").strip(), (one.findtext("port") or "").strip()
        how = _HOWS.get((one.findtext("socketType") or "").strip().upper())
        if one.get("type") == kind and how and host and port.isdigit() and 0 < int(port) < 65536:
            return Server(host, int(port), how)
    return None
