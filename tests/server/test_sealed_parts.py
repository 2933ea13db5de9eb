"""A sealed part opens whole, with its own key and in its own place, or not at all."""

from __future__ import annotations

import io
import os
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.server.copies import parts

BOX = ChaCha20Poly1305(b"k" * 32)
NOISE = os.urandom(3 * parts.PIECE)  # does not deflate: four pieces


def sealed(data: bytes = NOISE) -> list[bytes]:
    return list(parts.seal(BOX, "mira", [data]))


def opened(pieces: list[bytes], bound: str = "mira", box: ChaCha20Poly1305 = BOX) -> bytes:
    return b"".join(parts.opened(box, bound, io.BytesIO(b"".join(pieces))))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.binary(max_size=5_000), max_size=9))
def test_what_was_sealed_comes_back(given_bytes: list[bytes]) -> None:
    pieces = list(parts.seal(BOX, "mira", given_bytes))
    assert opened(pieces) == b"".join(given_bytes)


def test_a_part_of_several_pieces_comes_back() -> None:
    pieces = sealed()
    assert len(pieces) == 4
    assert opened(pieces) == NOISE


HARMS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "a bit changed": lambda p: [p[0][:90] + bytes([p[0][90] ^ 1]) + p[0][91:], *p[1:]],
    "a piece left out": lambda p: [p[0], *p[2:]],
    "the last left out": lambda p: p[:-1],
    "two changed places": lambda p: [p[1], p[0], *p[2:]],
    "one twice": lambda p: [p[0], *p],
    "cut in a piece": lambda p: [*p[:-1], p[-1][:-7]],
    "cut in a length": lambda p: [*p, b"\0\0"],
    "nothing": lambda p: [],
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_part_that_was_touched_does_not_open(harm: str) -> None:
    with pytest.raises(parts.Damaged):
        opened(HARMS[harm](sealed()))


def test_another_campaign_or_key_does_not_open_it() -> None:
    pieces = sealed(b"Dear Ana")
    with pytest.raises(parts.Damaged):
        opened(pieces, bound="noah")
    with pytest.raises(parts.Damaged):
        opened(pieces, box=ChaCha20Poly1305(b"j" * 32))
