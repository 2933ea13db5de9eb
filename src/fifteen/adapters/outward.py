"""The way out: every connection to a server that the user named is made here.

A name is looked up once and the connection goes to the address that was looked at, so that a name
that points elsewhere a moment later (DNS rebinding) gains nothing. Where private addresses are not
allowed, a name that leads to this machine or the network around it is refused.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import ssl
import threading
import time
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

TIMEOUT = 20.0  # seconds, for connecting and for each answer


class Barred(OSError):
    """The name leads to a private address, and the operator does not allow those."""


class Unknown(OSError):
    """There is no server of this name."""


Address = tuple[socket.AddressFamily, Any]


class Within:
    """So many seconds for everything that is said to servers meanwhile, however slowly they answer:
    then the lines are cut, and new ones are refused."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lines: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Within:
        self._token = _WITHIN.set(self)
        self._timer.start()
        return self

    def __exit__(self, *raised: object) -> None:
        _WITHIN.reset(self._token)
        self._timer.cancel()
        for line in self._lines:
            line.close()

    @property
    def left(self) -> float:
        """Seconds that are left; none where it is over."""
        return max(0.0, self._end - time.monotonic())

    def watch(self, line: socket.socket) -> None:
        """Cut this line too when the time is over. Kept as a second handle: encryption takes the
        first one over."""
        self._lines.append(line.dup())

    def _cut(self) -> None:
        for line in list(self._lines):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


_WITHIN: ContextVar[Within | None] = ContextVar("within", default=None)


def addresses(host: str, port: int, private: bool) -> list[Address]:
    """Where a name leads, as families and socket addresses.

    Raises `Unknown`; `Barred` where any of them is private and `private` is not allowed.
    """
    try:
        found = _looked_up(host, port)
    except (socket.gaierror, UnicodeError) as failure:
        raise Unknown(host) from failure
    known: list[Address] = [(family, place) for family, _, _, _, place in found]
    if not private and not all(_is_public(str(place[0])) for _, place in known):
        raise Barred(host)
    return known


def _looked_up(host: str, port: int) -> list[Any]:
    """What the resolver of the system says; where the time is limited, it may not take longer."""
    within = _WITHIN.get()
    if within is None:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    told: list[Any] = []

    def ask() -> None:
        try:
            told.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as failure:
            told.append(failure)

    asking = threading.Thread(target=ask, daemon=True)  # cannot be ended, but left alone
    asking.start()
    asking.join(within.left)
    if not told:
        raise TimeoutError(host)
    if isinstance(told[0], Exception):
        raise told[0]
    return list(told[0])


def reach(host: str, port: int, private: bool, timeout: float = TIMEOUT) -> socket.socket:
    """A connection to a server. Raises `Unknown`, `Barred`, and what connecting raises."""
    failure: OSError = Unknown(host)
    within = _WITHIN.get()
    for family, place in addresses(host, port, private):
        if within is not None and not within.left:
            raise TimeoutError(host)
        talk = socket.socket(family, socket.SOCK_STREAM)
        talk.settimeout(min(timeout, within.left) if within else timeout)
        try:
            if within is not None:
                within.watch(talk)
            talk.connect(place)
        except OSError as no:
            talk.close()
            failure = no
        else:
            talk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return talk
    raise failure


def trust(web: bool = False) -> ssl.SSLContext:
    """How certificates are looked at: always, against the system's authorities (SSL_CERT_FILE
    names another list of them), with the name. `web`: for pages and calendars; their library
    makes it offer HTTP by name, for which a strict mail server closes the line."""
    told = (os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", ""))
    return _trust(*told, int(time.monotonic() // _TRUSTED_FOR), web)


@lru_cache(maxsize=4)
def _trust(file: str, folder: str, period: int, web: bool) -> ssl.SSLContext:
    """Read once for many lines: the list of all authorities takes most of a megabyte."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


_TRUSTED_FOR = 3_600  # seconds, then the authorities are read anew


def _is_public(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local:
            return False
        inner = address.ipv4_mapped or address.sixtofour or _behind(address)
        return _is_public(str(inner)) if inner else address.is_global and not address.is_multicast
    return address.is_global and not address.is_multicast


_WITH_IPV4 = (ipaddress.IPv6Network("::/96"), ipaddress.IPv6Network("64:ff9b::/96"))
"""Networks whose addresses end with one of IPv4 that they lead to (RFC 4291, RFC 6052)."""


def _behind(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(address in network for network in _WITH_IPV4):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
