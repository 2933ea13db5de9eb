"""Forms of one given name: Bob is Robert, Sasha is Alexander or Alexandra."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from fifteen.method.latin import latin


def _read() -> dict[str, frozenset[int]]:
    text = files("fifteen.method.alike").joinpath("nicknames.toml").read_text("utf-8")
    found: dict[str, set[int]] = {}
    for number, line in enumerate(filter(None, tomllib.loads(text)["groups"].splitlines())):
        for name in line.split():
            found.setdefault(latin(name), set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}


_NONE: frozenset[int] = frozenset()
_GROUPS = _read()


def groups(given: str) -> frozenset[int]:
    """The groups of forms that a folded given name belongs to; empty where it is not known."""
    return _GROUPS.get(given, _NONE)


def is_known(given: str) -> bool:
    """Whether this is a given name of the table: then it is no typing error of another."""
    return given in _GROUPS


def one_name(one: str, other: str) -> bool:
    """Whether two folded given names are forms of one name."""
    return not groups(one).isdisjoint(groups(other))
