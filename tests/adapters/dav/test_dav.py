"""The DAV client against a real Radicale, and against servers that mean no good."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.adapters.dav.radicale_here import PASSWORD, USER, Radicale

from fifteen.adapters.dav import collections, where, xml
from fifteen.adapters.dav.collections import Kind
from fifteen.adapters.dav.failures import SAID, DavError, Why
from fifteen.adapters.dav.http import Session

EVENT = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
    b"DTSTAMP:20261124T080000Z\r\nDTSTART:20261127T090000Z\r\nDTEND:20261127T091500Z\r\n"
    b"SUMMARY:Talk\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ana\r\nFN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nEND:VCARD\r\n"


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with Radicale(tmp_path_factory.mktemp("radicale")) as one:
        with Session(one.base, USER, PASSWORD) as session:
            session.ask("MKCALENDAR", f"/{USER}/talks/")
            kind = (
                "<d:set><d:prop><d:resourcetype><d:collection/><a:addressbook/></d:resourcetype>"
                "<d:displayname>Everybody</d:displayname></d:prop></d:set>"
            )
            session.ask("MKCOL", f"/{USER}/people/", xml.question("d:mkcol", kind))
        yield one


@pytest.fixture
def session(radicale: Radicale) -> Iterator[Session]:
    with Session(radicale.base, USER, PASSWORD) as one:
        yield one


def test_calendars_and_books_are_found_from_the_servers_root(session: Session) -> None:
    assert [c.name for c in collections.discover(session, Kind.CALENDAR)] == ["mira/talks"]
    assert [c.name for c in collections.discover(session, Kind.BOOK)] == ["Everybody"]


def test_the_address_of_the_collection_itself_will_do(radicale: Radicale) -> None:
    with Session(f"{radicale.base}{USER}/talks/", USER, PASSWORD) as session:
        assert len(collections.discover(session, Kind.CALENDAR)) == 1


def test_what_is_written_comes_back_and_is_not_written_over(session: Session) -> None:
    url = f"/{USER}/talks/one.ics"
    first = collections.write(session, Kind.CALENDAR, url, EVENT % b"one")
    assert first.etag
    with pytest.raises(DavError) as twice:
        collections.write(session, Kind.CALENDAR, url, EVENT % b"one")
    assert twice.value.why is Why.CHANGED
    moved = (EVENT % b"one").replace(b"SUMMARY:Talk", b"SUMMARY:Moved")
    second = collections.write(session, Kind.CALENDAR, url, moved, first.etag)
    assert second.etag != first.etag
    with pytest.raises(DavError) as late:
        collections.write(session, Kind.CALENDAR, url, EVENT % b"one", first.etag)
    assert late.value.why is Why.CHANGED
    assert b"SUMMARY:Moved" in collections.read(session, url).data
    collections.remove(session, url, second.etag)
    collections.remove(session, url, second.etag)  # gone already is fine


def test_only_what_changed_is_told_the_second_time(session: Session) -> None:
    home = f"{session.home}{USER}/people/"
    first = collections.changes(session, home)
    assert first.changed == ()
    card = collections.write(session, Kind.BOOK, f"{home}ana.vcf", CARD)
    then = collections.changes(session, home, first.token)
    assert [one.url for one in then.changed] == [f"{home}ana.vcf"]
    got = list(collections.fetch(session, Kind.BOOK, home, [one.url for one in then.changed]))
    assert b"Ana Ruiz" in got[0].data
    collections.remove(session, f"{home}ana.vcf", card.etag)
    last = collections.changes(session, home, then.token)
    assert [(one.url, one.gone) for one in last.changed] == [(f"{home}ana.vcf", True)]


def test_a_token_the_server_forgot_means_to_start_over(session: Session) -> None:
    with pytest.raises(DavError) as forgot:
        collections.changes(
            session, f"{session.home}{USER}/talks/", "http://radicale.org/ns/sync/x"
        )
    assert forgot.value.why is Why.START_OVER


def test_a_wrong_password_is_said_to_be_one(radicale: Radicale) -> None:
    with Session(radicale.base, USER, "wrong") as session, pytest.raises(DavError) as refused:
        collections.discover(session, Kind.CALENDAR)
    assert refused.value.why is Why.PASSWORD


class Says:
    """A server that says one thing to everybody and hangs up."""

    def __init__(self, said: bytes) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}/"
        self.heard: list[bytes] = []
        self._said = said
        threading.Thread(target=self._talk, daemon=True).start()

    def _talk(self) -> None:
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            with line:
                self.heard.append(line.recv(65_536))
                line.sendall(self._said)

    def __enter__(self) -> Says:
        return self

    def __exit__(self, *rest: object) -> None:
        self.door.close()


def _http(body: bytes, status: bytes = b"207 Multi-Status", more: bytes = b"") -> bytes:
    head = b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n"
    return head % (status, len(body), more) + body


def _why(server: Says) -> Why:
    with Session(server.url, USER, PASSWORD) as session, pytest.raises(DavError) as failed:
        collections.changes(session, server.url)
    return failed.value.why


def test_entities_are_not_read_at_all() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    with Says(_http(bomb)) as server:
        assert _why(server) is Why.NOT_DAV
    with Says(_http(bomb.decode().encode("utf-16"))) as server:
        assert _why(server) is Why.NOT_DAV


@pytest.mark.parametrize(
    "body", [b"", b"<html/>", b"<d:multistatus>", b"\xff\xfe", b"<a>" * 5_000, b"\0" * 100]
)
def test_what_is_no_answer_is_said_to_be_none(body: bytes) -> None:
    with Says(_http(body)) as server:
        assert _why(server) is Why.NOT_DAV


def test_the_password_goes_to_no_other_host() -> None:
    with Says(_http(b"", b"200 OK")) as other:
        away = b"Location: %s\r\n" % other.url.encode()
        with Says(_http(b"", b"302 Found", away)) as server:
            assert _why(server) is Why.ADDRESS
        assert other.heard == []


def test_an_endless_answer_is_cut_off() -> None:
    with Says(_http(b"x" * 200_000)) as server, Session(server.url) as session:
        with pytest.raises(DavError) as large:
            session.ask("GET", largest=100_000)
        assert large.value.why is Why.TOO_LARGE


def test_nobody_there_is_said_so() -> None:
    with Says(b"") as server:
        gone = server.url
    with Session(gone) as session, pytest.raises(DavError) as failed:
        session.ask("GET")
    assert failed.value.why is Why.UNREACHABLE


@pytest.mark.parametrize(
    "url",
    [
        *("http://192.0.2.7/", "http://10.0.0.1/dav", "ftp://127.0.0.1/", "file:///etc/passwd"),
        *("https://169.254.169.254/latest", "https://[fe80::1]/", "https://0.0.0.0/", "https://"),
        *("https://mira:secret@127.0.0.1/", "https://127.0.0.1:99999/", "x", ""),
        "https://[::ffff:169.254.169.254]/",
    ],
)
def test_only_proper_addresses_are_asked(url: str) -> None:
    with pytest.raises(DavError) as refused:
        where.allowed(url)
    assert refused.value.why is Why.ADDRESS


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://192.168.1.5/", "http://127.0.0.1/"])
def test_a_server_for_many_asks_nothing_inside_its_own_net(url: str) -> None:
    with pytest.raises(DavError):
        where.allowed(url, private=False)


def test_every_failure_has_its_sentence() -> None:
    assert set(SAID) == set(Why)


def test_certificates_are_checked(tmp_path: Path) -> None:
    """A server that cannot prove who it is gets nothing, not even the question."""
    made = _own_certificate(tmp_path)
    with _tls(made) as server, Session(server.url, USER, PASSWORD) as session:
        with pytest.raises(DavError) as refused:
            session.ask("GET")
        assert refused.value.why is Why.CERTIFICATE
        assert not any(b"Authorization" in heard for heard in server.heard)


def _own_certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "both.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


class _tls(Says):
    def __init__(self, certificate: Path) -> None:
        super().__init__(_http(b"", b"200 OK"))
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)
        self.url = self.url.replace("http:", "https:")

    def _talk(self) -> None:
        while True:
            try:
                line, _ = self.door.accept()
                with self._context.wrap_socket(line, server_side=True) as safe:
                    self.heard.append(safe.recv(65_536))
            except OSError:
                if self.door.fileno() < 0:
                    return
