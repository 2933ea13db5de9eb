"""What is sealed for one is opened by that one alone."""

from __future__ import annotations

import pytest

from fifteen.adapters.relay import sealing
from fifteen.adapters.relay.sealing import Unreadable

TOKEN, OTHER = "a" * 32, "b" * 32


def test_a_page_is_opened_by_its_own_link_and_says_nothing_of_itself() -> None:
    sealed = sealing.seal_page(TOKEN, b'{"name": "Mira Halonen"}')
    assert b"Mira" not in sealed
    assert sealing.open_page(TOKEN, sealed) == b'{"name": "Mira Halonen"}'
    with pytest.raises(Unreadable):
        sealing.open_page(OTHER, sealed)
    with pytest.raises(Unreadable):
        sealing.open_page(TOKEN, sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_an_answer_is_opened_by_its_key_and_at_its_place_alone() -> None:
    mine, theirs = sealing.new_opening_key(), sealing.new_opening_key()
    sealed = sealing.seal_answer(sealing.opening_public(mine), b"Tuesday", "page-1")
    assert sealing.open_answer(mine, sealed, "page-1") == b"Tuesday"
    for key, where in ((theirs, "page-1"), (mine, "page-2")):
        with pytest.raises(Unreadable):
            sealing.open_answer(key, sealed, where)
    for broken in (b"", sealed[:20], bytes(200)):
        with pytest.raises(Unreadable):
            sealing.open_answer(mine, broken, "page-1")


def test_lengths_tell_nothing_and_no_two_seals_are_alike() -> None:
    public = sealing.opening_public(sealing.new_opening_key())
    one, two = (sealing.seal_answer(public, words, "p") for words in (b"no", b"n" * 700))
    assert len(one) == len(two) and one != sealing.seal_answer(public, b"no", "p")


def test_a_signature_holds_for_these_words_alone() -> None:
    key = sealing.new_signing_key()
    words = sealing.told("PUT", "/relay/pages/x", 7, b"body")
    signed, public = sealing.sign(key, words), sealing.signing_public(key)
    assert sealing.is_signed(public, words, signed)
    others = (
        sealing.told("PUT", "/relay/pages/x", 8, b"body"),
        sealing.told("DELETE", "/relay/pages/x", 7, b"body"),
        sealing.told("PUT", "/relay/pages/y", 7, b"body"),
        sealing.told("PUT", "/relay/pages/x", 7, b"other"),
    )
    assert not any(sealing.is_signed(public, other, signed) for other in others)
    assert not sealing.is_signed(public, words, "no signature") and not sealing.is_signed(
        b"short", words, signed
    )
