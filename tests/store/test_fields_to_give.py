"""Whose field is whose: the newest matches are looked at, whatever the size of the book."""

from __future__ import annotations

import pytest
from tests.world import NOW, knows

from fifteen.actions import campaigns
from fifteen.store import fields_to_give
from fifteen.store.models import Campaign

pytestmark = pytest.mark.django_db


def test_somebody_new_is_seen_behind_many_who_have_their_field(mira: Campaign) -> None:
    for number in range(50):
        knows(mira, f"Person {number}")
    assert not fields_to_give.any_to_give(mira)
    knows(mira, "Olga Petrova", field="")
    assert fields_to_give.any_to_give(mira)
    (one,) = fields_to_give.to_give(mira)
    assert (one.person.name, one.guess.field, one.guess.sure) == (
        "Olga Petrova",
        "grid modelling",
        True,
    )


def test_without_a_field_or_with_words_that_every_field_has_nobody_is_offered(
    mira: Campaign,
) -> None:
    knows(mira, "Bo", field="", role="Head of development", organisation="Mill")
    campaigns.add_field(mira, "Development", NOW)
    assert not fields_to_give.any_to_give(mira)
    assert fields_to_give.to_give(mira) == ()
