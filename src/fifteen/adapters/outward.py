"""The way out: every connection to a server that the user named is made here.

A name is looked up once and the connection goes to the address that was looked at, so that a name
that points elsewhere a moment later (DNS rebinding) gains nothing. Where private addresses are not
allowed, a name that leads to this machine or the network around it is refused.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from typing import Any

TIMEOUT = 20.0  # seconds, for connecting and for each answer


class Barred(OSError):
    """The name leads to a private address, and the operator does not allow those."""


class Unknown(OSError):
    """There is no server of this name."""


Address = tuple[socket.AddressFamily, Any]


def addresses(host: str, port: int, private: bool) -> list[Address]:
    """Where a name leads, as families and socket addresses.

    Raises `Unknown`; `Barred` where any of them is private and `private` is not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as failure:
        raise Unknown(host) from failure
    known: list[Address] = [(family, place) for family, _, _, _, place in found]
    if not private and not all(_is_public(str(place[0])) for _, place in known):
        raise Barred(host)
    return known


def reach(host: str, port: int, private: bool, timeout: float = TIMEOUT) -> socket.socket:
    """A connection to a server. Raises `Unknown`, `Barred`, and what connecting raises."""
    failure: OSError = Unknown(host)
    for family, place in addresses(host, port, private):
        talk = socket.socket(family, socket.SOCK_STREAM)
        talk.settimeout(timeout)
        try:
            talk.connect(place)
        except OSError as no:
            talk.close()
            failure = no
        else:
            talk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return talk
    raise failure


def trust() -> ssl.SSLContext:
    """How certificates are looked at: always, against the system's authorities (SSL_CERT_FILE
    names another list of them), with the name."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _is_public(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is not None:
        address = inner
    return address.is_global and not address.is_multicast
