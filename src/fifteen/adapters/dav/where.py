"""Which servers may be asked: those the user named, over TLS, and nothing behind the wall."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from fifteen.adapters import outward
from fifteen.adapters.dav.failures import DavError, Why

LONGEST = 2_000  # characters of an address


def allowed(url: str, private: bool = True) -> str:
    """The address itself where it may be asked; DavError else.

    https always; http to this computer alone. With `private` false (a server for many people)
    nothing inside its own network is asked: no loopback, no private net. Addresses that belong to
    no host (link-local, multicast, the nameless one) are never asked.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    if len(url) > LONGEST or not host or parts.username or parts.password:
        raise DavError(Why.ADDRESS)
    found = _addresses(host, parts.port or 443)
    loopback = all(one.is_loopback for one in found)
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback and private):
        raise DavError(Why.ADDRESS)
    for one in found:
        if one.is_link_local or one.is_multicast or one.is_unspecified:
            raise DavError(Why.ADDRESS)
        if not private and not one.is_global:
            raise DavError(Why.ADDRESS)
    return url


def same_place(url: str, other: str) -> bool:
    """Whether two addresses are of one scheme, host and port: a password goes nowhere else."""
    return _place(url) == _place(other)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as bad:
        raise DavError(Why.ADDRESS) from bad
    return parts


def _place(url: str) -> tuple[str, str, int]:
    parts = _parts(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    return parts.scheme, parts.hostname or "", port


def _addresses(host: str, port: int) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = outward.addresses(host, port, private=True)  # what is private is judged above
    except outward.Unknown as missing:
        raise DavError(Why.UNREACHABLE) from missing
    plain = [ipaddress.ip_address(str(place[0]).partition("%")[0]) for _, place in found]
    return [getattr(one, "ipv4_mapped", None) or one for one in plain]
