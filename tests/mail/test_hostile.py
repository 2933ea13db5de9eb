"""Hostile mail: huge, deep, falsely declared, with scripts; none of it stops the reading."""

from __future__ import annotations

import socket
import ssl
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from fifteen.actions import mailbox
from fifteen.adapters.mail import imap, message, oauth, smtp
from fifteen.adapters.mail.box import LARGEST
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.adapters.mail.message import Mail
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server
from fifteen.store import scope
from fifteen.store.models import Campaign, KnownMail
from tests import world
from tests.mail import post
from tests.mail.certificates import Authority
from tests.mail.post import Memory
from tests.mail.servers import Dovecot
from tests.world import NOW

HEAD = b"From: Ana <ana@post.example>\r\nTo: mira@post.example\r\nMessage-ID: <h@x.example>\r\n"


@pytest.fixture
def asked(mira: Campaign) -> Campaign:
    """Ana was asked, and Mira reads her mailbox."""
    world.diary(post.ana(mira), "20 Nov asked")
    post.connected(mira)
    return mira


def nested(depth: int) -> bytes:
    out = HEAD
    for number in range(depth):
        out += (
            f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n--b{number}\r\n'.encode()
        )
    return out + b"Content-Type: text/plain\r\n\r\nHappy to talk.\r\n"


MAILS = {
    "nested 1,000 deep": nested(1_000),
    "a false charset": HEAD
    + b"Content-Type: text/plain; charset=klingon\r\n\r\nHappy \xff\xfe\r\n",
    "a charset with NUL": HEAD + b"Content-Type: text/plain; charset=a\x00b\r\n\r\nHappy\r\n",
    "no head": b"\r\n\r\nnothing",
    "a head without end": HEAD + b"X: " + b"a" * 300_000,
    "open comments": HEAD.replace(b"Ana <", b"((((" * 500 + b" <") + b"\r\n\r\nHi",
    "a thousand addresses": HEAD + b"Cc: " + b"a@b.example, " * 1_000 + b"\r\n\r\nHi",
    "NUL in the text": HEAD + b"\r\n\r\nHappy\x00 to talk",
    "broken base64": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n=====!!!!",
    "a date that is none": HEAD + b"Date: Tue, 99 Foo 99999 99:99:99 +9999\r\n\r\nHi",
    "a date of the future": HEAD + b"Date: Tue, 24 Nov 2099 09:00:00 +0000\r\n\r\nHi",
    "encoded words without end": HEAD + b"Subject: " + b"=?utf-8?q?" * 5_000 + b"\r\n\r\nHi",
    "a broken coded word": HEAD + b"Subject: =?utf-8?b?a?=\r\n\r\nHi",
    "a wrong type": HEAD + b"Content-Type: ;;;===\r\n\r\nHi",
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", MAILS)
def test_a_bad_mail_does_not_keep_the_next_from_being_read(what: str, asked: Campaign) -> None:
    memory = Memory()
    memory.box.put("INBOX", MAILS[what], NOW)
    memory.box.put("INBOX", post.answer("Happy to talk.", number=2), NOW)
    post.reads(asked, memory.doors())
    assert scope.mails(asked).filter(message_id="<a2@post.example>").exists()
    for mail in scope.mails(asked):
        assert "\x00" not in mail.text and mail.at <= NOW + world.timedelta(days=2)


CODED = b"From: =?utf-8?b?a?= <ana@post.example>\r\nTo: mira@post.example\r\n" + (
    b"Subject: =?utf-8?b?a?=\r\nMessage-ID: <c@x.example>\r\n\r\nHappy to talk.\r\n"
)


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [False, True])
def test_an_answer_that_is_badly_written_is_kept_and_so_are_those_behind_it(
    broken: bool, asked: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    memory.box.put("INBOX", CODED, NOW)
    if broken:  # by something nobody has thought of

        def no(raw: bytes) -> Mail:
            raise AttributeError

        monkeypatch.setattr(message, "parse", no)
    memory.box.put("INBOX", post.answer("And this.", number=2), NOW)
    post.reads(asked, memory.doors())
    mails = {mail.message_id: mail for mail in scope.mails(asked)}
    assert set(mails) == {"<c@x.example>", "<a2@post.example>"}
    first = mails["<c@x.example>"]
    assert first.text.strip() == "Happy to talk." and first.sender == "ana@post.example"


HTML = (
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><script>steal()</script>"
    b"<img src='https://track.example/x.gif'><p>Happy to talk.</p><iframe src='//evil'></iframe>"
)


@pytest.mark.django_db
def test_of_html_only_the_words_stay_and_nothing_is_fetched(
    asked: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    memory.box.put("INBOX", HEAD + HTML, NOW)

    def no(*words: object) -> None:
        raise AssertionError("something was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", no)
    post.reads(asked, memory.doors())
    text = KnownMail.objects.get().text
    assert text.strip() == "Happy to talk."


@pytest.mark.django_db
def test_a_mail_of_fifty_megabytes_is_read_to_its_words_alone(
    asked: Campaign, dovecot: Dovecot
) -> None:
    big = post.answer("Happy to talk." + "\n" + ("x" * 75 + "\n") * 690_000)
    assert len(big) > 50_000_000
    dovecot.put("mira", "INBOX", big)
    post.connected(asked, dovecot)
    del big
    tracemalloc.start()
    came = post.reads(asked, post.real())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert came.kept == 1
    assert KnownMail.objects.get().text.startswith("Happy to talk.")
    assert peak < 20 * LARGEST


@pytest.mark.django_db
def test_automatic_answers_are_never_answered(asked: Campaign) -> None:
    memory = Memory()
    for number in range(20):
        more = "Auto-Submitted: auto-replied\r\n"
        raw = post.answer("I am out of the office.", number=number, more=more)
        memory.box.put("INBOX", raw, NOW)
    post.reads(asked, memory.doors())
    assert not memory.sender.sent
    assert not scope.outgoing(asked).exists()


class Liar:
    """A server that says whatever it was told to say, line by line."""

    def __init__(self, lines: bytes, certificate: Path | None = None) -> None:
        self._lines = lines
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._context = None
        if certificate is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificate)
        self.port = int(self._listener.getsockname()[1])
        self.heard = b""
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                talk, _ = self._listener.accept()
                if self._context:
                    talk = self._context.wrap_socket(talk, server_side=True)
                talk.settimeout(3)
                talk.sendall(self._lines)
                while piece := talk.recv(4_096):
                    self.heard += piece
            except OSError:
                if self._listener.fileno() < 0:
                    return

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def liars() -> Iterator[list[Liar]]:
    made: list[Liar] = []
    yield made
    for one in made:
        one.close()


SECRET = "never in clear"


@pytest.mark.parametrize("host", ["other.example", None])
def test_a_server_with_another_name_or_authority_gets_no_password(
    host: str | None, authority: Authority, tmp_path: Path, liars: list[Liar]
) -> None:
    by = authority if host else Authority(tmp_path)  # an authority that nobody trusts
    certificate = by.certificate("liar", host or "localhost")
    liars.append(Liar(b"* OK hello\r\n", certificate))
    for connect in (imap.connect, smtp.connect):
        with pytest.raises(Failed) as failed:
            connect(Server("localhost", liars[0].port, TLS), "mira", SECRET, True, timeout=3)
        assert failed.value.why is Why.CERTIFICATE
    assert SECRET.encode() not in liars[0].heard


@pytest.mark.parametrize(
    ("connect", "lines"),
    [
        (imap.connect, b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n" * 2),
        (imap.connect, b"* OK hello\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"),
        (smtp.connect, b"220 hello\r\n250-me\r\n250 AUTH PLAIN LOGIN\r\n"),
    ],
)
def test_a_server_that_offers_no_encryption_gets_no_password(
    connect: object, lines: bytes, liars: list[Liar]
) -> None:
    liars.append(Liar(lines))
    with pytest.raises(Failed):
        connect(Server("localhost", liars[0].port, STARTTLS), "mira", SECRET, True, timeout=1)  # type: ignore[operator]
    assert b"never" not in liars[0].heard


@pytest.mark.parametrize(
    "lines",
    [
        *(
            b"",
            b"\x00\xff" * 100,
            b"* BYE go away\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
            b"220 " * 9_999,
        ),
        b"* OK {99999999999}\r\n",
        b"* OK " + b"x" * 2_000_000,
    ],
)
def test_whatever_a_server_says_it_is_a_failure_in_words(lines: bytes, liars: list[Liar]) -> None:
    liars.append(Liar(lines))
    for connect in (imap.connect, smtp.connect):
        with pytest.raises(Failed):
            connect(Server("localhost", liars[0].port, STARTTLS), "m", SECRET, True, timeout=0.5)


def test_in_server_mode_a_private_server_is_refused(dovecot: Dovecot) -> None:
    for connect, port in ((imap.connect, dovecot.imaps), (smtp.connect, dovecot.submissions)):
        with pytest.raises(Failed) as failed:
            connect(Server("localhost", port, TLS), "mira", SECRET, private=False)
        assert failed.value.why is Why.BARRED
    with pytest.raises(Failed) as failed:
        oauth.renew("https://localhost/token", "client", "", "refresh", private=False)
    assert failed.value.why is Why.BARRED


@pytest.mark.django_db
def test_a_name_that_is_a_command_stays_a_name(asked: Campaign, dovecot: Dovecot) -> None:
    account = post.account(dovecot)
    for login in ('a" "b\r\nA1 LOGOUT', "a\x00b"):
        bad = type(account)(account.address, "x", account.imap, account.smtp, login)
        assert mailbox.mended(bad) is not None
