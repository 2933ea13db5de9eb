"""The database by its address: understood, or refused without telling the password."""

from __future__ import annotations

import pytest

from fifteen import database


def test_an_address_of_postgresql_is_taken_apart() -> None:
    told = database.postgresql("postgresql://mira%40x:s%2Fecret@db.example:6432/fifteen")
    assert told["USER"] == "mira@x"
    assert told["PASSWORD"] == "s/ecret"
    assert (told["HOST"], told["PORT"], told["NAME"]) == ("db.example", "6432", "fifteen")


def test_how_the_way_there_is_kept_safe_is_passed_on() -> None:
    told = database.postgresql("postgres://db/fifteen?sslmode=verify-full&connect_timeout=3")
    assert told["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": "3"}
    assert told["PORT"] == ""


def test_a_socket_is_named_as_a_host() -> None:
    told = database.postgresql("postgresql:///fifteen?host=/run/postgresql")
    assert told["HOST"] == "/run/postgresql"
    assert "host" not in told["OPTIONS"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("mysql://u:hunter2@db/fifteen", "does not begin with postgresql://"),
        ("postgresql://u:hunter2@db", "does not name a database"),
        ("postgresql://u:hunter2@db/", "does not name a database"),
        ("postgresql://u:hunter2@db:port/fifteen", "cannot be read"),
        ("postgresql://u:hunter2@db/fifteen?sslmod=require", "asks for sslmod"),
        ("hunter2", "does not begin with"),
    ],
)
def test_nonsense_is_refused_and_the_password_is_not_repeated(address: str, why: str) -> None:
    with pytest.raises(database.NotAnAddress, match=why) as refused:
        database.postgresql(address)
    assert "hunter2" not in str(refused.value)
