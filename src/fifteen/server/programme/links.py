"""The links of a programme: made here, kept as hashes, found whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from fifteen.server.programme.models import Host, Programme
from fifteen.store import pages, walls

HOST, HOSTS, SEEKERS = "programme host", "programme for hosts", "programme for seekers"

SHORT = {HOSTS: "hosts", SEEKERS: "seekers"}
"""The links by which people join, in a word."""


@dataclass(frozen=True, slots=True)
class Door:
    """What a link opens: whose rows, and which."""

    owner: str
    key: str


def owner_of(key: str) -> str:
    """The owner of everything of a programme, by its key."""
    return f"programme-{key}"


def to_host(host: Host) -> str:
    """The whole address of a host's own page."""
    return f"{settings.PUBLIC_ADDRESS}/hosts/{pages.token(host.nonce, HOST)}"


def for_hosts(programme: Programme) -> str:
    """The address by which hosts join."""
    return f"{settings.PUBLIC_ADDRESS}/hosts/join/{pages.token(programme.hosts_nonce, HOSTS)}"


def for_seekers(programme: Programme) -> str:
    """The address by which seekers take a seat."""
    token = pages.token(programme.seekers_nonce, SEEKERS)
    return f"{settings.PUBLIC_ADDRESS}/programmes/join/{token}"


def hash_of(nonce: str, what: str) -> str:
    """What is kept of such a link."""
    return pages.hash_of(pages.token(nonce, what))


def host_behind(token: str) -> Door | None:
    """Whose page this is."""
    if not 16 <= len(token) <= 64:
        return None
    with walls.over_all():
        row = Host.objects.filter(hash=pages.hash_of(token)).values_list("campaign__owner", "key")
        found = row.first()
    return Door(*found) if found else None


def join_behind(token: str, what: str) -> Door | None:
    """Which programme this link lets hosts, or seekers, into."""
    if not 16 <= len(token) <= 64:
        return None
    kept = pages.hash_of(token)
    by = {"hosts_hash": kept} if what == HOSTS else {"seekers_hash": kept}
    with walls.over_all():
        rows = Programme.objects.filter(**by).values_list("campaign__owner", "key")
        found = rows.first()
    return Door(*found) if found else None
