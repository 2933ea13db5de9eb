"""Handing a letter to the seeker's own mail server: SMTP, encrypted, certificates verified.

A letter counts as handed over with the single dot at its end: a connection that breaks before it
has delivered nothing, one that breaks after it may have. `brink` is called between the two.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import socket
from collections.abc import Callable
from typing import Protocol

from fifteen.adapters import outward
from fifteen.adapters.mail import failures
from fifteen.adapters.mail.failures import Failed, Uncertain, Why
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server

_ME = "[127.0.0.1]"  # how we greet: the name of this computer is nobody's business
_PIECE = 65_536  # bytes of a letter that are sent at once
_DOTS = re.compile(rb"^\.", re.MULTILINE)


class Sender(Protocol):
    """Takes a letter on its way. Raises `Failed` where it certainly has not left, `Uncertain`
    where nobody can say."""

    def send(self, sender: str, to: str, data: bytes, brink: Callable[[], None]) -> None:
        """Hand over one letter; `brink` is called before the last line is said."""

    def close(self) -> None:
        """End the connection. Never raises."""


class _Talk(smtplib.SMTP):
    def __init__(self, server: Server, private: bool, timeout: float) -> None:
        self._server, self._private = server, private
        super().__init__(server.host, server.port, _ME, timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = outward.reach(host, port, self._private, timeout)
        if self._server.how != TLS:
            return plain
        try:
            return outward.trust().wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise


def connect(
    server: Server, login: str, secret: str, private: bool, token: bool = False, timeout: float = 0
) -> Smtp:
    """An open door for letters; `token` where the secret is one of OAuth2. Raises `Failed`."""
    try:
        talk = _Talk(server, private, timeout or outward.TIMEOUT)
    except (smtplib.SMTPException, OSError, ValueError) as failure:
        raise _failed(failure, Why.SERVER) from failure
    try:
        talk.ehlo_or_helo_if_needed()
        if server.how == STARTTLS:
            if not talk.has_extn("starttls"):
                raise Failed(Why.ENCRYPTION, False)
            talk.starttls(context=outward.trust())
            talk.ehlo()
        _log_in(talk, login, secret, token)
    except (smtplib.SMTPException, OSError, ValueError) as failure:
        talk.close()
        raise _failed(failure, Why.SERVER) from failure
    except Failed:
        talk.close()
        raise
    return Smtp(talk)


def _log_in(talk: _Talk, login: str, secret: str, token: bool) -> None:
    try:
        if token:
            told = f"user={login}\x01auth=Bearer {secret}\x01\x01"
            # A server that refuses asks for an empty line before it says so.
            talk.auth("XOAUTH2", lambda ask=None: told if ask is None else "")
        elif (login + secret).isascii():
            _say_once(talk, login, secret)
        else:  # the standard library knows ASCII alone here
            told = base64.b64encode(f"\0{login}\0{secret}".encode()).decode("ascii")
            code, said = talk.docmd("AUTH", f"PLAIN {told}")
            if code != 235:
                raise smtplib.SMTPAuthenticationError(code, said)
    except smtplib.SMTPNotSupportedError as failure:
        raise Failed(Why.PASSWORD, False) from failure
    except smtplib.SMTPAuthenticationError as failure:
        later = 400 <= failure.smtp_code < 500
        why = Why.LATER if later else Why.SIGN_IN if token else Why.PASSWORD
        raise Failed(why, later, failures.words(failure.smtp_error)) from failure


def _say_once(talk: _Talk, login: str, secret: str) -> None:
    """The password by one way alone: the standard library says a wrong one again by each way there
    is, which servers answer ever more slowly, and count."""
    talk.user, talk.password = login, secret
    ways = {"PLAIN": talk.auth_plain, "LOGIN": talk.auth_login}
    offered = talk.esmtp_features.get("auth", "").upper().split()
    way = next((name for name in ways if name in offered), "")
    if not way:
        talk.login(login, secret)
        return
    talk.auth(way, ways[way])


def _failed(failure: Exception, otherwise: Why) -> Failed:
    if isinstance(failure, smtplib.SMTPServerDisconnected):
        return Failed(Why.LOST, True)
    if isinstance(failure, smtplib.SMTPResponseException):
        return _answer(failure.smtp_code, failure.smtp_error, otherwise)
    if isinstance(failure, smtplib.SMTPException):
        return Failed(otherwise, True)
    return failures.of(failure)


_QUOTA = re.compile(rb"5\.3\.4|5\.2\.3|too (?:large|big)|size", re.IGNORECASE)
_NO_ADDRESS = re.compile(
    rb"[45]\.1\.[1-3]|[45]\.1\.6|user unknown|no such|not exist", re.IGNORECASE
)


_OUT_OF_STEP = (500, 502, 503)  # a command was not understood, or came at the wrong place


def _answer(code: int, said: bytes | str, otherwise: Why) -> Failed:
    raw = said if isinstance(said, bytes) else said.encode()
    if code in _OUT_OF_STEP or not 400 <= code < 600:
        return Failed(Why.LOST, True, failures.words(raw))  # one answer was taken for another
    if code < 500:
        return Failed(Why.LATER, True, failures.words(raw))
    if code == 552 or _QUOTA.search(raw):
        return Failed(Why.LARGE, False, failures.words(raw))
    why = Why.ADDRESS if otherwise is not Why.SENDER and _NO_ADDRESS.search(raw) else otherwise
    return Failed(why, False, failures.words(raw))


class Smtp:
    """An open door for letters (see `Sender`)."""

    def __init__(self, talk: _Talk) -> None:
        self._talk = talk

    def send(self, sender: str, to: str, data: bytes, brink: Callable[[], None]) -> None:
        """Hand over one letter."""
        try:
            self._begin(sender, to, len(data))
            body = _DOTS.sub(b"..", _lines(data))
            for start in range(0, len(body), _PIECE):
                self._talk.send(body[start : start + _PIECE])
        except (smtplib.SMTPException, OSError, ValueError) as failure:
            self.close()
            raise _failed(failure, Why.SERVER) from failure
        brink()
        try:
            self._talk.send(b".\r\n")
            code, said = self._talk.getreply()
        except (smtplib.SMTPException, OSError, ValueError) as failure:
            self.close()
            raise Uncertain from failure
        if code != 250:
            raise _answer(code, said, Why.CONTENT)

    def _begin(self, sender: str, to: str, size: int) -> None:
        sized = [f"size={size}"] if self._talk.has_extn("size") else []
        words: tuple[tuple[Callable[[], tuple[int, bytes]], Why], ...] = (
            (lambda: self._talk.mail(sender, sized), Why.SENDER),
            (lambda: self._talk.rcpt(to), Why.ADDRESS),
            (lambda: self._talk.docmd("DATA"), Why.CONTENT),
        )
        for say, refused in words:
            code, said = say()
            if code not in (250, 251, 354):
                if code != 421:
                    with contextlib.suppress(smtplib.SMTPException, OSError):
                        self._talk.rset()
                raise _answer(code, said, refused)

    def close(self) -> None:
        """End the connection."""
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self._talk.close()


def _lines(data: bytes) -> bytes:
    """With CRLF at the end of each line, and of the last."""
    text = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    return text if text.endswith(b"\r\n") else text + b"\r\n"
