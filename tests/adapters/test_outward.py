"""The way out: private addresses where they are allowed, and nowhere else."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator

import httpx2
import pytest

from fifteen.adapters import outward, web

PRIVATE = (
    *("127.0.0.1", "10.0.0.7", "192.168.1.1", "172.16.9.9"),
    *("169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1"),
    *("::7f00:1", "64:ff9b::a00:1", "64:ff9b::7f00:1", "fec0::1"),
    *("2002:7f00:1::", "127.1", "2130706433", "0x7f.1"),
    *("localhost",),
)


@pytest.fixture
def port() -> Iterator[int]:
    """A server that says one line of HTTP to whoever comes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            while True:
                try:
                    talk, _ = listener.accept()
                except OSError:
                    return
                with talk:
                    talk.settimeout(5)
                    if talk.recv(10_000):
                        talk.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

        threading.Thread(target=answer, daemon=True).start()
        yield int(listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_barred_however_it_is_written(host: str) -> None:
    with pytest.raises((outward.Barred, outward.Unknown)):
        outward.addresses(host, 993, private=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1"])
def test_these_are_barred_and_not_merely_unknown(host: str) -> None:
    with pytest.raises(outward.Barred):
        outward.addresses(host, 993, private=False)


@pytest.mark.parametrize("host", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is_not(host: str) -> None:
    assert outward.addresses(host, 993, private=False)


@pytest.mark.parametrize("host", ["no.such.name.invalid", "", "a" * 300, "a..b", "exa mple"])
def test_a_name_that_leads_nowhere_is_unknown(host: str) -> None:
    with pytest.raises((outward.Unknown, outward.Barred)):
        outward.addresses(host, 993, private=False)


def test_on_ones_own_computer_a_server_beside_it_is_reached(port: int) -> None:
    with outward.reach("localhost", port, private=True) as talk:
        talk.sendall(b"hello")
        assert talk.recv(15) == b"HTTP/1.1 200 OK"


def test_nothing_is_sent_to_a_barred_address(port: int) -> None:
    with pytest.raises(outward.Barred):
        outward.reach("localhost", port, private=False)


def test_a_web_client_goes_the_same_way(port: int) -> None:
    with web.client(private=True) as client:
        assert client.get(f"http://localhost:{port}/").text == "ok"
    with web.client(private=False) as client, pytest.raises(outward.Barred):
        client.get(f"http://localhost:{port}/")


def test_certificates_are_looked_at_with_the_name() -> None:
    context = outward.trust()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_mail_servers_are_not_offered_what_web_servers_are(port: int) -> None:
    with web.client(private=True) as client, pytest.raises(httpx2.HTTPError):
        client.get(f"https://localhost:{port}/")  # no TLS there: offered all the same
    assert b"http/1.1" in _hello(outward.trust(web=True))
    assert b"http/1.1" not in _hello(outward.trust())


def _hello(context: ssl.SSLContext) -> bytes:
    """What a line with this context says first."""
    said = ssl.MemoryBIO()
    line = context.wrap_bio(ssl.MemoryBIO(), said, server_hostname="mail.example")
    with pytest.raises(ssl.SSLWantReadError):
        line.do_handshake()
    return said.read()
