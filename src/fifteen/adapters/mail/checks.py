"""What the seeker's own mail server found out about a sender (Authentication-Results, RFC 8601).

Anybody can write such a line into a mail. Only the topmost can be of one's own server, and only if
it is signed with a name of that server; whatever stands further down came with the mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Trace = tuple[str, str]
"""A line that a server put on top: "received" or "authentication-results", and what it says."""

_RESULT = re.compile(r"(?:^|[;\s])(dmarc|spf|dkim)\s*=\s*([a-z]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_BY = re.compile(r"\bby\s+([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_SIGNED = re.compile(r"\s*([\w.-]+)(?:\s+\d+)?\s*(?:;|$)")
_SECOND = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
_ALSO = {
    "gmail.com": ("google.com",),
    "office365.com": ("outlook.com", "microsoft.com", ""),
    "outlook.com": ("microsoft.com", ""),
    "me.com": ("icloud.com", "apple.com"),
    "fastmail.com": ("messagingengine.com",),
    "web.de": ("gmx.net",),
}
"""How large providers sign, by the domain of their servers; "" is one that leaves its name out."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """By which names the seeker's own server is known: the one that was chosen, or the domains that
    it may sign with."""

    chosen: str = ""
    domains: frozenset[str] = frozenset()

    def signs(self, name: str) -> bool:
        """Whether a name is the server's own."""
        if self.chosen:
            return name == self.chosen or name.endswith(f".{self.chosen}")
        return (domain_of(name) if name else "") in self.domains


def receiver(chosen: str, hosts: Iterable[str]) -> Receiver:
    """The server that reads mail for these hosts or addresses."""
    found = {domain_of(host.rpartition("@")[2]) for host in hosts if host}
    return Receiver(chosen.lower(), frozenset(found | {a for d in found for a in _ALSO.get(d, ())}))


def domain_of(host: str) -> str:
    """The domain somebody registered, of a host in it: mail.example.co.uk is of example.co.uk."""
    parts = host.lower().strip(".").split(".")
    most = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND else 2
    return ".".join(parts[-most:])


def found(traces: Sequence[Trace], own: Receiver) -> dict[str, str]:
    """What the own server says: dmarc, spf and dkim as it found them, and `by`, its name. Empty
    where it says nothing, or where it cannot be known that it was the own one."""
    places = [n for n, (name, _) in enumerate(traces) if name == "authentication-results"]
    for place in places if own.chosen else places[:1]:
        name, _ = _parts(traces[place][1])
        if own.signs(name) or (not own.chosen and _took(traces[:place], name)):
            return _all_of(traces[place:], name)
    return {}


def _took(above: Sequence[Trace], name: str) -> bool:
    """Whether the server that signs is the last one that took the mail over, as it says itself."""
    by = next((found for _, told in above if (found := _BY.search(told))), None)
    return bool(name) and by is not None and domain_of(by[1]) == domain_of(name)


def _all_of(below: Sequence[Trace], name: str) -> dict[str, str]:
    """The results of one server: each of its checks may have put a line of its own."""
    told: dict[str, str] = {"by": name}
    for kind, text in below:
        if kind != "authentication-results":
            break  # the mail was handed on here: what stands below is older
        signed, results = _parts(text)
        if signed != name:
            break
        for what, result in _RESULT.findall(results):
            told.setdefault(what.lower(), result.lower())
    return told if len(told) > 1 else {}


def _parts(text: str) -> tuple[str, str]:
    """Who signs a line, and the rest; comments are left out, they may say anything."""
    plain = _COMMENT.sub(" ", _COMMENT.sub(" ", text))
    signed = _SIGNED.match(plain)
    if signed is None:
        return "", plain
    return signed[1].lower(), plain[signed.end() :]


def is_doubted(told: Mapping[str, str]) -> bool:
    """Whether the server says that the sender may be another one."""
    if "dmarc" in told:
        return told["dmarc"] == "fail"
    return told.get("spf") in ("fail", "softfail") and told.get("dkim", "none") != "pass"
