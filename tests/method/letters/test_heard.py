"""What they said stands in a letter to them with every verb turned, or not at all."""

from __future__ import annotations

import pytest

from fifteen.method.letters._drafts_notes import heard


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("reads a lot, teaches on Fridays", "you read a lot"),
        ("reads a lot, often teaches on Fridays", "you read a lot"),
        ("reads a lot and teaches on Fridays", "you read a lot and teach on Fridays"),
        ("works with four others, mostly on models", "you work with four others, mostly on models"),
        ("reads, teaches and writes", ""),
    ],
)
def test_every_verb_that_is_said_to_the_host_is_turned(noted: str, said: str) -> None:
    assert heard(noted) == said
