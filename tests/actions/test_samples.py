"""Address books of other programs, and our own hard ones: each comes in twice, nobody does."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.fuzz import samples
from tests.world import NOW

from fifteen.actions import imports
from fifteen.method.words import Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Import

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "vcards"


def brought(campaign: Campaign, name: str, data: bytes) -> Import:
    one = imports.read(imports.bring(campaign, name, data, NOW), NOW)
    if one.status == "ready" and not isinstance(imports.say_yes(one, {}, NOW), Refusal):
        return imports.write(one, {}, NOW)
    return one


def twice(campaign: Campaign, name: str, data: bytes) -> int:
    """How many come in; a second time nobody is new and nothing is different."""
    first = brought(campaign, name, data)
    people = scope.people(campaign).count()
    again = brought(campaign, name, data)
    assert again.status == first.status, name
    if first.status != "done":
        assert first.message, name
        return 0
    assert scope.people(campaign).count() == people, name
    assert (again.counts["new"], again.counts["changed"]) == (0, 0), (name, again.counts)
    assert (again.counts["added"], again.counts["updated"]) == (0, 0), name
    return int(first.counts["added"])


def test_our_own_books_come_in_twice_and_nobody_does(mira: Campaign) -> None:
    added = [twice(mira, name, data) for name, data in samples()]
    assert sum(added) >= 5


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of other programs are not here")
def test_the_books_of_other_programs_come_in_twice_and_nobody_does(mira: Campaign) -> None:
    files = [path for path in sorted(SAMPLES.rglob("*")) if path.is_file()]
    added = {path.name: twice(mira, path.name, path.read_bytes()) for path in files}
    for path in files:
        if path.parent.name in ("ez-vcard", "vobject") and path.suffix in (".vcf", ".json"):
            known = scope.imports(mira).filter(filename=path.name, status="done")
            assert known.count() == 2, path.name
    assert sum(added.values()) >= 20
