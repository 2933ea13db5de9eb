"""Many people written at once are the same rows as one written alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.forms.models import model_to_dict
from tests.world import NOW

from fifteen.actions import people
from fifteen.method.facts import clean
from fifteen.method.words import Tie, TieKind
from fifteen.store import bulk, scope
from fifteen.store.models import Campaign

pytestmark = pytest.mark.django_db

FACTS = clean(
    name="Łucja Żak",
    email="lucja@reef.example",
    role="Curator",
    organisation="Reef Hall",
    note="Two\nlines",
    connected_on=date(2024, 2, 7),
    tie=Tie(TieKind.ALUMNI, "Calder"),
    extra={"Hobby": "tides"},
)


def test_a_row_is_the_same_whichever_way_it_was_written(mira: Campaign) -> None:
    alone = people.row(mira, FACTS, NOW, "linkedin")
    alone.key = "alone"
    alone.save()
    same = {"campaign_id": mira.pk, "made": NOW, "source": "linkedin"}
    bulk.insert([{**people.columns(FACTS), "key": "among-many"}], same)
    among = scope.person(mira, "among-many")
    one, other = model_to_dict(alone), model_to_dict(among)
    assert {**one, "id": 0, "key": ""} == {**other, "id": 0, "key": ""}
    assert (among.made, among.extra, among.edited) == (NOW, {"Hobby": "tides"}, [])


def test_one_without_a_day_does_not_take_that_of_the_one_before(mira: Campaign) -> None:
    same = {"campaign_id": mira.pk, "made": NOW}
    rows = [FACTS, clean(name="Tom Lee")]
    bulk.insert([{**people.columns(f), "key": f.name} for f in rows], same)
    tom = scope.person(mira, "Tom Lee")
    assert (tom.connected_on, tom.extra, tom.note) == (None, {}, "")


def test_a_name_that_is_no_column_is_our_mistake(mira: Campaign) -> None:
    with pytest.raises(ValueError, match="shoe_size"):
        bulk.insert([{"shoe_size": 42}], {"campaign_id": mira.pk, "made": NOW})


def test_nobody_is_nobody(mira: Campaign) -> None:
    bulk.insert([], {"campaign_id": mira.pk, "made": NOW})
    assert not scope.people(mira).exists()
