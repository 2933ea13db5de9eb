"""Names of other scripts in Latin letters."""

from __future__ import annotations

import pytest

from fifteen.method.latin import bones, is_latin, latin, writes_no_vowels


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Иван Петров", "ivan petrov"),
        ("Γιώργος Μπακάλης", "giorgos bakalis"),
        ("김민수", "kim minsu"),
        ("王伟", "wang wei"),
        ("たなか ユキ", "tanaka yuki"),
        ("გიორგი", "giorgi"),
        ("Արամ", "aram"),
        ("Müller Ana", "muller ana"),
        ("", ""),
    ],
)
def test_a_name_is_read_sign_by_sign(written: str, read: str) -> None:
    assert latin(written) == read


def test_scripts_without_vowels_are_compared_by_their_bones() -> None:
    assert writes_no_vowels("محمد")
    assert bones(latin("محمد")) == bones("mohammed") == "mhmd"


def test_what_is_not_known_stays_as_it_is() -> None:
    assert latin("ณัฐ") == "ณัฐ"
    assert is_latin("Ana Ruíz")
    assert not is_latin("Иван")
