"""Works put off until all acts of a transaction are written."""

from __future__ import annotations

from typing import Any

import pytest

from fifteen.store.once import once, put_off

done: list[tuple[str, list[Any]]] = []


def index(ones: list[Any]) -> None:
    done.append(("index", ones))


def compare(ones: list[Any]) -> None:
    done.append(("compare", ones))


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


def test_without_it_nothing_is_put_off() -> None:
    assert not put_off(index, 1)


def test_each_work_is_done_once_in_its_order_for_all_it_was_asked_for() -> None:
    with once(index, compare):
        assert put_off(compare, "b")
        assert put_off(index, 2)
        assert put_off(index, 1)
        assert put_off(index, 2)
        assert done == []
    assert done == [("index", [2, 1]), ("compare", ["b"])]
    assert not put_off(index, 3)


def test_one_within_another_puts_off_its_own_as_well() -> None:
    with once(index):
        with once(compare):
            assert put_off(index, 1)
            assert put_off(compare, 2)
        assert done == [("compare", [2])]
        assert not put_off(compare, 3)
    assert done == [("compare", [2]), ("index", [1])]


def test_where_something_raised_nothing_is_done() -> None:
    with pytest.raises(ValueError, match="no"), once(index):
        put_off(index, 1)
        raise ValueError("no")
    assert done == []
    assert not put_off(index, 1)
