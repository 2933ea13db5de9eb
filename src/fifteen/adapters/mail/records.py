"""SRV records of a domain: where it says its mail servers are (RFC 6186)."""

from __future__ import annotations

import re
from importlib import import_module

from fifteen.adapters.mail.servers import Servers, from_records

_TIMEOUT = 4.0  # seconds for all records together
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?)+")


def look_up(domain: str) -> Servers | None:
    """The servers a domain names, None where it names none or cannot be asked.

    The names of the servers are in the domain itself or nothing comes of it: an answer of DNS is
    not signed, and a password must not go wherever it points.
    """
    name = domain.strip().lower()
    if not _DOMAIN.fullmatch(name):
        return None
    found = {kind: _ask(f"_{kind}._tcp.{name}", name) for kind in _KINDS}
    return from_records(found["imaps"], found["submissions"], found["submission"])


_KINDS = ("imaps", "submissions", "submission")


def _ask(question: str, domain: str) -> list[tuple[str, int]]:
    # The library takes a quarter of a second to load, and one question in a lifetime is asked.
    resolver, error = import_module("dns.resolver"), import_module("dns.exception").DNSException
    try:
        answer = resolver.resolve(question, "SRV", lifetime=_TIMEOUT / len(_KINDS))
    except (error, OSError):
        return []
    rows = sorted((r.priority, -r.weight, str(r.target).rstrip("."), r.port) for r in answer)
    inside = [(host.lower(), port) for _, _, host, port in rows if host]
    return [(h, p) for h, p in inside if h == domain or h.endswith(f".{domain}")]
