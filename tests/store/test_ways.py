"""Ways in over the whole book, also through two or three people."""

from __future__ import annotations

import pytest
from tests import world

from fifteen.method.words import TieKind
from fifteen.store import read, ways
from fifteen.store.models import Campaign

pytestmark = pytest.mark.django_db


def test_a_chain_is_found_where_nobody_near_works_there(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", TieKind.NONE, "", organisation="Harbour Museum")
    world.knows(mira, "Kenji Watanabe", TieKind.NONE, "", organisation="Harbour Museum")
    kenji = world.knows(
        mira, "Hana Osei", TieKind.REFERRED, "Tom Lee", organisation="Harbour Museum"
    )
    tom = world.knows(mira, "Tom Lee", TieKind.FRIEND, "", organisation="Reef Hall")
    direct, chain = ways.to(ana, read.seeker(mira))
    assert (direct.id, direct.then) == (kenji.key, ())
    assert (chain.id, chain.then) == (tom.key, ((kenji.key, "Hana Osei"),))
    assert chain.sentence == (
        "Tom Lee named Hana Osei to you, and Hana Osei works at Harbour Museum like Ana Ruiz."
    )


def test_another_ones_people_are_in_no_chain(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", TieKind.NONE, "", organisation="Harbour Museum")
    other = world.seeker("Somebody Else")
    world.knows(other, "Hana Osei", TieKind.FRIEND, "", organisation="Harbour Museum")
    assert ways.to(ana, read.seeker(mira)) == ()
