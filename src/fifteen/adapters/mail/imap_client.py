"""A connection to an IMAP server: on our way out, encrypted, logged in; what fails, in words."""

from __future__ import annotations

import imaplib
import socket
from collections.abc import Callable
from typing import TypeVar

import imap_tools
from imap_tools.errors import ImapToolsError, MailboxLoginError

from fifteen.adapters import outward
from fifteen.adapters.mail import failures
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.adapters.mail.servers import TLS, Server

_MOST = 40_000_000  # bytes that a server may announce at once; more is no mail but an attack
T = TypeVar("T")


class Client(imaplib.IMAP4):
    """The standard client, on our way out."""

    def __init__(self, server: Server, private: bool, timeout: float) -> None:
        self._server, self._private = server, private
        super().__init__(server.host, server.port, timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = outward.reach(
            self._server.host, self._server.port, self._private, timeout or outward.TIMEOUT
        )
        if self._server.how != TLS:
            return plain
        try:
            return outward.trust().wrap_socket(plain, server_hostname=self._server.host)
        except OSError:
            plain.close()
            raise

    def _get_line(self) -> bytes:
        """As the standard one, which writes each line down for a log that nobody reads."""
        line = self.readline()
        if not line.endswith(b"\r\n"):
            raise self.abort("the connection ended" if not line else "a line without an end")
        return line[:-2]

    def read(self, size: int) -> bytes:
        """As the standard one, but never what cannot be a mail."""
        if size > _MOST:
            raise self.abort("the server announces too much")
        return super().read(size)


class Mailbox(imap_tools.BaseMailBox):
    """The mailbox behind a connection."""

    def __init__(self, client: Client) -> None:
        self._own = client
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return self._own


def encrypt(client: Client) -> None:
    """STARTTLS. Raises `Failed` where the server does not offer it."""
    if "STARTTLS" not in client.capabilities:
        raise Failed(Why.ENCRYPTION, False)
    client.starttls(outward.trust())


def log_in(box: Mailbox, login: str, secret: str, token: bool) -> None:
    """With a password, or a token of OAuth2. Raises `Failed`."""

    def enter() -> object:
        if token:
            return box.xoauth2(login, secret, None)
        if (login + secret).isascii():
            return box.login(login, secret, None)
        return box.login_utf8(login, secret, None)

    try:
        guarded(enter, Why.SIGN_IN if token else Why.PASSWORD)
        # What the server can do may be told only now.
        typ, found = box.client.capability()
        if typ == "OK" and found and isinstance(found[-1], bytes):
            box.client.capabilities = tuple(found[-1].decode("ascii", "replace").upper().split())
    except (imaplib.IMAP4.error, OSError) as failure:
        raise failures.of(failure) from failure


def guarded(do: Callable[[], T], refused: Why = Why.SERVER) -> T:
    """What `do` returns; what it raises as `Failed`. A plain "no" of the server is `refused`."""
    try:
        return do()
    except imaplib.IMAP4.abort as failure:
        raise Failed(Why.LOST, True) from failure
    except (imaplib.IMAP4.error, ImapToolsError) as failure:
        said = failures.words(str(failure))
        # "Not now" is not "wrong password" (RFC 5530).
        passing = any(w in said.upper() for w in ("UNAVAILABLE", "INUSE", "LIMIT", "TOO MANY"))
        passing = passing or (refused is Why.SERVER and not isinstance(failure, MailboxLoginError))
        raise Failed(Why.SERVER if passing else refused, passing, said) from failure
    except (OSError, EOFError, ValueError, AttributeError, IndexError) as failure:
        raise failures.of(failure) from failure
