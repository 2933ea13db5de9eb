"""How a value from the environment is read: each function gives it or raises `Unusable`."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from cryptography import x509

from fifteen import database

SECRET_LEAST = 40  # characters: less can be guessed
_GIVEN_LEAST = 8  # characters of a secret that somebody else made
_LONGEST_NAME = 60  # characters of what a button says
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_BARE = re.compile(rf"(?=.{{1,253}}$)(?!\d+$){_LABEL}(\.{_LABEL})*")
_ADDRESS = re.compile(r"[^@\s<>,;:()\"]{1,64}@([^@\s<>]+)")
_URI = re.compile(r"(https?://[^\s/]+|urn:[a-z0-9-]+:|[a-z][a-z0-9+.-]*:)\S*", re.IGNORECASE)


class Unusable(ValueError):
    """A value that cannot be meant; the message says what would be."""


def secret(text: str) -> str:
    """A secret that is long and varied enough."""
    if len(text) < SECRET_LEAST or len(set(text)) < 10:
        raise Unusable(f"it has to be {SECRET_LEAST} characters or more, made at random")
    return text


def database_at(text: str) -> dict[str, Any]:
    """Django's settings of a database, {} where none is named."""
    return database.postgresql(text) if text else {}


def hosts(text: str) -> list[str]:
    """Bare names, at least one."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    if not names or not all(map(_BARE.fullmatch, names)):
        raise Unusable("each has to be a bare name, without https://, port or *")
    return names


def yes(text: str) -> bool:
    """Whether it says yes."""
    if text not in ("yes", "no"):
        raise Unusable("it is neither yes nor no")
    return text == "yes"


def number(least: int, most: int) -> Callable[[str], int]:
    """A reading of whole numbers between two."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise Unusable(f"it is no whole number from {least} to {most}")
        return int(text)

    return read


def one_of(*words: str) -> Callable[[str], str]:
    """A reading of one of these words."""

    def read(text: str) -> str:
        if text not in words:
            raise Unusable(f"it is none of {', '.join(words)}")
        return text

    return read


def bind(text: str) -> tuple[str, int]:
    """An address and a port to listen at."""
    host, _, port = text.rpartition(":")
    bare = host.strip("[]")
    named = _BARE.fullmatch(bare.lower()) or _is_ip(bare)
    if not named or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise Unusable("it is no address and port")
    return bare, int(port)


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def mail(text: str) -> dict[str, Any]:
    """Django's settings of a mail server."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Unusable("it cannot be read as an address") from None
    if parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname:
        raise Unusable("it does not begin with smtp://, smtps:// or smtp+plain:// and a host")
    if not (_BARE.fullmatch(parts.hostname) or _is_ip(parts.hostname)) or port == 0:
        raise Unusable("its host or port is none")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise Unusable("something stands after its host and port")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 15,
    }


def address(text: str) -> str:
    """A mail address, perhaps with a name."""
    named = re.fullmatch(r"[^<>\x00-\x1f\x7f]+ <([^<>]+)>", text)
    found = _ADDRESS.fullmatch(named[1] if named else text)
    if found is None or not _BARE.fullmatch(found[1].lower()) or "." not in found[1]:
        raise Unusable("it is no mail address")
    return text


def domains(text: str) -> list[str]:
    """Bare names, perhaps none."""
    names = hosts(text) if text else []
    if not all("." in name for name in names):
        raise Unusable("each has to be what stands after the @, with a point in it")
    return names


def client(text: str) -> str:
    """What somebody else calls us (RFC 6749, appendix A.1), or nothing."""
    if text and not re.fullmatch(r"[\x21-\x7e]{1,255}", text):
        raise Unusable("it is no client id: letters, digits and signs without a space")
    return text


def given_secret(text: str) -> str:
    """A secret that somebody else made (RFC 6749, appendix A.2), or nothing."""
    if text and (not re.fullmatch(r"[\x20-\x7e]+", text) or len(text) < _GIVEN_LEAST):
        raise Unusable(f"it is no secret: {_GIVEN_LEAST} letters, digits and signs or more")
    if text and len(set(text)) < 4:
        raise Unusable("it is one sign again and again")
    return text


def entity(text: str) -> str:
    """The name of a SAML party, which is a URI of at most 1,024 characters, or nothing."""
    if text and (len(text) > 1024 or not _URI.fullmatch(text)):
        raise Unusable("it is no entity id: it begins with https:// or urn:")
    return text


def name(text: str) -> str:
    """A short name that a button can say."""
    if len(text) > _LONGEST_NAME or not text.isprintable():
        raise Unusable(f"it is longer than {_LONGEST_NAME} characters, or no plain text")
    if "://" in text or not any(one.isalpha() for one in text):
        raise Unusable("it is no name")
    return text


def web_address(text: str) -> str:
    """An https address without a query, or nothing; http on this machine alone."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        _ = parts.port  # read here: it raises where it is no port
    except ValueError:
        raise Unusable("it cannot be read as an address") from None
    here = parts.hostname in ("127.0.0.1", "localhost")
    if not parts.hostname or parts.username or parts.query or parts.fragment or " " in text:
        raise Unusable("it is no plain web address")
    if parts.scheme != "https" and not (parts.scheme == "http" and here):
        raise Unusable("it does not begin with https://")
    return text.rstrip("/")


def certificate(text: str) -> str:
    """The base64 of a certificate on one line, or nothing."""
    if not text:
        return ""
    plain = re.sub(r"-----[A-Z ]+-----|\\n|\s", "", text)
    try:
        x509.load_der_x509_certificate(base64.b64decode(plain, validate=True))
    except (binascii.Error, ValueError):
        raise Unusable("it is no X.509 certificate") from None
    return plain
