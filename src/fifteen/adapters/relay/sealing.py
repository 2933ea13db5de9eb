"""What is put on a relay and what is kept there, enciphered; both ends use this one file.

A page is opened by its own link alone: the key is made of the token, and the relay keeps only the
token's hash. An answer is opened by the seeker's computer alone: it is sealed to its public key.
What a computer tells the relay is signed, with a number that only grows: nothing is told twice.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY = 32  # bytes of every key here
_NONCE = 12  # bytes
_ROOM = {"page": 4096, "answer": 1024}  # bytes; lengths are rounded up: they tell nothing


class Unreadable(ValueError):
    """It was sealed for somebody else, or changed on the way."""


def hash_of(token: str) -> str:
    """What a relay keeps of a token; the same as the seeker's own computer keeps."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def seal_page(token: str, data: bytes) -> bytes:
    """A page that its own link opens."""
    nonce = secrets.token_bytes(_NONCE)
    box = ChaCha20Poly1305(_page_key(token))
    return nonce + box.encrypt(nonce, _padded(data, _ROOM["page"]), hash_of(token).encode())


def open_page(token: str, sealed: bytes) -> bytes:
    """The page again. Raises `Unreadable`."""
    box = ChaCha20Poly1305(_page_key(token))
    try:
        found = box.decrypt(sealed[:_NONCE], sealed[_NONCE:], hash_of(token).encode())
    except (InvalidTag, ValueError) as failure:
        raise Unreadable("this page is not opened by this link") from failure
    return _bare(found)


def new_signing_key() -> bytes:
    """A private key to sign with."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def new_opening_key() -> bytes:
    """A private key to open answers with."""
    return X25519PrivateKey.generate().private_bytes_raw()


def signing_public(private: bytes) -> bytes:
    """The public half of a key to sign with."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def opening_public(private: bytes) -> bytes:
    """The public half of a key to open with."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def slots_key(private: bytes) -> bytes:
    """The key under which the relay marks times as taken, without knowing which they are."""
    return HKDF(SHA256(), KEY, b"", b"fifteen relay slots").derive(private)


def seal_answer(public: bytes, data: bytes, where: str) -> bytes:
    """An answer for the holder of a key alone; `where` is the hash of the page it came from."""
    once = X25519PrivateKey.generate()
    own = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    box = ChaCha20Poly1305(_answer_key(shared, own, public))
    # The key serves this one answer, so that the nonce need not change.
    return own + box.encrypt(bytes(_NONCE), _padded(data, _ROOM["answer"]), where.encode())


def open_answer(private: bytes, sealed: bytes, where: str) -> bytes:
    """The answer again. Raises `Unreadable`."""
    mine = X25519PrivateKey.from_private_bytes(private)
    own, public = sealed[:KEY], mine.public_key().public_bytes_raw()
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(own))
        box = ChaCha20Poly1305(_answer_key(shared, own, public))
        found = box.decrypt(bytes(_NONCE), sealed[KEY:], where.encode())
    except (InvalidTag, ValueError) as failure:
        raise Unreadable("this answer is not for this key") from failure
    return _bare(found)


def told(method: str, path: str, number: int, body: bytes) -> bytes:
    """What is signed of a request: all of it."""
    return f"fifteen relay\n{method}\n{path}\n{number}\n{hashlib.sha256(body).hexdigest()}".encode()


def sign(private: bytes, words: bytes) -> str:
    """A signature as text."""
    return text(Ed25519PrivateKey.from_private_bytes(private).sign(words))


def is_signed(public: bytes, words: bytes, signature: str) -> bool:
    """Whether the holder of the private half signed these words."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(raw(signature), words)
    except (InvalidSignature, ValueError):
        return False
    return True


def text(data: bytes) -> str:
    """Bytes as text for a header or JSON."""
    return base64.urlsafe_b64encode(data).decode("ascii")


def raw(words: str) -> bytes:
    """The bytes again. Raises ValueError."""
    try:
        return base64.b64decode(words.encode("ascii"), b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as failure:
        raise ValueError("no such text") from failure


def _page_key(token: str) -> bytes:
    return HKDF(SHA256(), KEY, b"", b"fifteen relay page").derive(token.encode("utf-8", "replace"))


def _answer_key(shared: bytes, own: bytes, public: bytes) -> bytes:
    return HKDF(SHA256(), KEY, b"", b"fifteen relay answer" + own + public).derive(shared)


def _padded(data: bytes, room: int) -> bytes:
    whole = len(data).to_bytes(4, "big") + data
    return whole + bytes(-len(whole) % room)


def _bare(padded: bytes) -> bytes:
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]
