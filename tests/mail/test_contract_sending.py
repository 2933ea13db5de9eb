"""What a real mail server says while a letter is handed over, and what is made of it: Exim refuses
at each step, for good or for now, itself and as the server behind Dovecot's door."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fifteen.adapters.mail import smtp
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.adapters.mail.smtp import Smtp
from tests.mail.certificates import Authority
from tests.mail.exim import Exim
from tests.mail.servers import PASSWORDS, Dovecot, address
from tests.mail.test_contract import letter

DOORS = ("exim tls", "exim starttls", "dovecot tls", "dovecot starttls")


def door(dovecot: Dovecot, which: str) -> Server:
    """One of the ways to hand in a letter."""
    server: Dovecot | Exim = dovecot if which.startswith("dovecot") else dovecot.exim
    if which.endswith(" tls"):
        return Server("localhost", server.submissions, TLS)
    return Server("localhost", server.submission, STARTTLS)


def opened(server: Server, secret: str = PASSWORDS["mira"]) -> Smtp:
    return smtp.connect(server, "mira", secret, True, timeout=10)


@pytest.fixture(params=DOORS)
def way_out(request: pytest.FixtureRequest, dovecot: Dovecot) -> Iterator[Smtp]:
    sender = opened(door(dovecot, request.param))
    yield sender
    sender.close()


@pytest.fixture
def exim(dovecot: Dovecot) -> Exim:
    return dovecot.exim


def hand(way_out: Smtp, to: str = "ana", number: int = 5, raw: bytes = b"") -> list[str]:
    """Hand over a letter; "crossed" where its last line was said."""
    crossed: list[str] = []
    data = raw or letter(number)
    way_out.send(address("mira"), address(to), data, lambda: crossed.append("crossed"))
    return crossed


def refused(do: Callable[[], object]) -> tuple[Why, bool, str]:
    with pytest.raises(Failed) as failed:
        do()
    return failed.value.why, failed.value.passing, failed.value.said


def test_an_address_that_is_not_there_is_said_before_the_brink(
    way_out: Smtp, dovecot: Dovecot
) -> None:
    why, passing, said = refused(
        lambda: way_out.send(
            address("mira"), address("nobody"), letter(5), lambda: pytest.fail("crossed")
        )
    )
    assert (why, passing) == (Why.ADDRESS, False)
    assert "Unrouteable address" in said  # the server's own words
    assert hand(way_out, number=6) == ["crossed"]  # and it goes on
    assert len(dovecot.mails("ana")) == 1


REFUSALS = [
    ("mail", "550 5.7.1 this account may not send", Why.SENDER, False),
    ("mail", "452 4.3.1 no space left, come later", Why.LATER, True),
    ("rcpt", "550 5.1.1 no such person here", Why.ADDRESS, False),
    ("rcpt", "451 4.7.1 greylisted, come back in a minute", Why.LATER, True),
    ("rcpt", "452 4.2.2 the mailbox is full", Why.LATER, True),
    ("data", "451 4.3.0 try again", Why.LATER, True),
    ("data", "554 5.7.1 spam", Why.CONTENT, False),
    ("data", "552 5.3.4 too big", Why.LARGE, False),
]


@pytest.mark.parametrize(("step", "said", "why", "passing"), REFUSALS)
def test_each_refusal_is_understood_and_the_next_letter_leaves(
    step: str, said: str, why: Why, passing: bool, way_out: Smtp, dovecot: Dovecot
) -> None:
    with dovecot.exim.saying(step, said):
        assert refused(lambda: hand(way_out))[:2] == (why, passing)
    assert dovecot.mails("ana") == []
    assert hand(way_out, number=6) == ["crossed"]
    assert len(dovecot.mails("ana")) == 1


@pytest.mark.parametrize("which", ["exim tls", "exim starttls"])
def test_the_servers_own_words_are_kept(which: str, dovecot: Dovecot) -> None:
    way_out = opened(door(dovecot, which))
    with dovecot.exim.saying("rcpt", "550 5.1.1 she left the house in May"):
        assert "she left the house in May" in refused(lambda: hand(way_out))[2]
    way_out.close()


@pytest.mark.parametrize("which", ["exim tls", "exim starttls"])
def test_a_server_that_has_no_time_is_asked_again_later(which: str, dovecot: Dovecot) -> None:
    with dovecot.exim.saying("connect", "421 too many of you today"):
        why, passing, said = refused(lambda: opened(door(dovecot, which)))
    assert (why, passing) == (Why.LATER, True) and "too many of you" in said
    opened(door(dovecot, which)).close()


def test_a_letter_larger_than_the_server_takes_is_said_before_it_is_sent(exim: Exim) -> None:
    large = letter(5) + b"a line\r\n" * 10_000
    with exim.saying("size", "20K"):
        way_out = opened(Server("localhost", exim.submissions, TLS))
        told = refused(
            lambda: way_out.send(
                address("mira"), address("ana"), large, lambda: pytest.fail("crossed")
            )
        )
    assert told[:2] == (Why.LARGE, False) and "size" in told[2]
    way_out.close()


def test_a_letter_that_turns_out_too_large_is_said_behind_the_brink(
    exim: Exim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtplib.SMTP, "has_extn", lambda self, name: False)  # its size is not told
    large = letter(5) + b"a line\r\n" * 10_000
    with exim.saying("size", "20K"):
        way_out = opened(Server("localhost", exim.submissions, TLS))
        assert refused(lambda: hand(way_out, raw=large))[:2] == (Why.LARGE, False)
    way_out.close()


@pytest.mark.parametrize("which", DOORS)
def test_a_wrong_password_is_said(which: str, dovecot: Dovecot) -> None:
    assert refused(lambda: opened(door(dovecot, which), "wrong"))[:2] == (Why.PASSWORD, False)


@pytest.mark.parametrize("which", DOORS)
def test_a_certificate_of_an_unknown_authority_stops_everything(
    which: str, dovecot: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(Authority(tmp_path).file))
    why, passing, _ = refused(lambda: opened(door(dovecot, which)))
    assert (why, passing) == (Why.CERTIFICATE, False)


def test_without_encryption_nothing_is_said_and_no_password_offered(exim: Exim) -> None:
    with smtplib.SMTP("127.0.0.1", exim.submission) as plain:
        plain.ehlo()
        assert not plain.has_extn("auth") and plain.has_extn("starttls")
    relay = Server("localhost", exim.relay, STARTTLS)  # where it does not encrypt
    assert refused(lambda: opened(relay))[0] is Why.ENCRYPTION


def test_a_letter_with_lone_dots_and_accents_arrives_as_it_was(
    way_out: Smtp, dovecot: Dovecot
) -> None:
    text = ".\r\n..\r\n.a\r\nGrüße, Ægir\r\n".encode()
    hand(
        way_out,
        raw=letter(1, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n") + text,
    )
    assert dovecot.mails("ana")[0].endswith(b"Hello 1.\r\n" + text)


def test_a_line_of_a_letter_can_be_as_long_as_the_rule_allows(
    way_out: Smtp, dovecot: Dovecot
) -> None:
    text = b"x" * 998 + b"\r\n"
    hand(way_out, raw=letter(1) + text)
    assert dovecot.mails("ana")[0].endswith(text)
