"""SRV records of a domain (RFC 6186): the servers it names, in its order, none outside of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import dns.exception
import dns.resolver
import pytest

from fifteen.adapters.mail.records import look_up
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.method.words import Refusal
from fifteen.pages import _mailbox


@dataclass(frozen=True)
class Record:
    """A line of such an answer."""

    priority: int
    weight: int
    target: str
    port: int


Zone = dict[str, list[Record]]
IMAPS, SUBMISSIONS = "_imaps._tcp.post.example", "_submissions._tcp.post.example"
SUBMISSION = "_submission._tcp.post.example"
GOOD = [Record(0, 1, "imap.post.example.", 993)]
NAMED = {"address": "mira@post.example", "password": "x"}


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Callable[[Zone], list[str]]:
    """Has DNS answer this and nothing else; what it was asked."""

    def told(lines: Zone) -> list[str]:
        asked: list[str] = []

        def resolve(question: str, kind: str, lifetime: float) -> list[Record]:
            assert kind == "SRV" and lifetime <= 4
            asked.append(question)
            if question not in lines:
                raise dns.resolver.NXDOMAIN
            return lines[question]

        monkeypatch.setattr(dns.resolver, "resolve", resolve)
        return asked

    return told


def test_the_servers_a_domain_names_are_found(zone: Callable[[Zone], list[str]]) -> None:
    asked = zone({IMAPS: GOOD, SUBMISSIONS: [Record(0, 1, "smtp.post.example.", 465)]})
    found = look_up("Post.Example")
    assert found is not None
    assert found.imap == Server("imap.post.example", 993, TLS)
    assert found.smtp == Server("smtp.post.example", 465, TLS)
    assert asked == [IMAPS, SUBMISSIONS, SUBMISSION]


def test_the_first_by_priority_then_weight_and_starttls_where_nothing_else_is(
    zone: Callable[[Zone], list[str]],
) -> None:
    several = [
        Record(20, 9, "late.post.example.", 993),
        Record(10, 1, "light.post.example.", 993),
        Record(10, 5, "heavy.post.example.", 10_993),
    ]
    zone({IMAPS: several, SUBMISSION: [Record(0, 0, "post.example.", 587)]})
    found = look_up("post.example")
    assert found is not None
    assert found.imap == Server("heavy.post.example", 10_993, TLS)
    assert found.smtp == Server("post.example", 587, STARTTLS)


@pytest.mark.parametrize("target", ["imap.evil.example.", "post.example.evil.example.", "."])
def test_a_server_outside_of_the_domain_gets_no_password(
    target: str, zone: Callable[[Zone], list[str]]
) -> None:
    """DNS is not signed; "." says that there is none."""
    zone({IMAPS: [Record(0, 0, target, 993)], SUBMISSIONS: GOOD})
    assert look_up("post.example") is None


@pytest.mark.parametrize("lines", [{}, {IMAPS: GOOD}, {SUBMISSIONS: GOOD}])
def test_half_of_it_is_none(lines: Zone, zone: Callable[[Zone], list[str]]) -> None:
    zone(lines)
    assert look_up("post.example") is None


@pytest.mark.parametrize("domain", ["", "localhost", "a b.example", "-.example", "a_b.example"])
def test_what_is_no_domain_is_not_asked_for(domain: str, zone: Callable[[Zone], list[str]]) -> None:
    asked = zone({})
    assert look_up(domain) is None and not asked


def test_a_resolver_that_is_away_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*words: object, **more: object) -> None:
        raise dns.exception.Timeout

    monkeypatch.setattr(dns.resolver, "resolve", away)
    assert look_up("post.example") is None


def test_the_page_takes_what_is_known_then_records_then_asks(
    zone: Callable[[Zone], list[str]],
) -> None:
    asked = zone({IMAPS: GOOD, SUBMISSIONS: [Record(0, 1, "smtp.post.example.", 465)]})
    known, _ = _mailbox.typed({**NAMED, "address": "mira@posteo.de"})
    assert not isinstance(known, Refusal) and known.imap.host == "posteo.de" and not asked
    named, _ = _mailbox.typed(NAMED)
    assert not isinstance(named, Refusal) and named.imap.host == "imap.post.example"
    told, _ = _mailbox.typed({**NAMED, "imap_host": "i.x.example", "smtp_host": "s.x.example"})
    assert not isinstance(told, Refusal) and told.imap.host == "i.x.example"
    none, values = _mailbox.typed({**NAMED, "address": "mira@else.example"})
    assert isinstance(none, Refusal) and values["imap_host"] == "imap.else.example"
