"""Links that open other programs carry the whole letter and nothing that breaks them."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from fifteen.pages._mail import mailto, tel


def test_line_ends_travel_as_the_standard_wants_them() -> None:
    assert mailto("ana@example.org", "", "Dear Ana,\n\nHello") == (
        "mailto:ana@example.org?body=Dear%20Ana%2C%0D%0A%0D%0AHello"
    )


def test_line_ends_that_are_crlf_already_are_not_doubled() -> None:
    assert "%0D%0D" not in mailto("a@example.org", "", "One\r\nTwo")


def test_signs_that_mean_something_in_a_link_are_encoded() -> None:
    link = mailto("a@example.org", "50% & more?", "x=1&cc=b@example.org#+é👋")
    assert link.count("&") == 1
    assert "cc=" not in link.replace("%3D", "")
    assert unquote(link.split("body=")[1]) == "x=1&cc=b@example.org#+é👋"


def test_an_address_cannot_bring_further_recipients() -> None:
    assert mailto("a@example.org?cc=b@example.org,c@x.org", "", "") == (
        "mailto:a@example.org%3Fcc%3Db@example.org%2Cc@x.org"
    )


def test_without_an_address_the_mail_program_asks_for_one() -> None:
    assert mailto("", "Hello", "x").startswith("mailto:?subject=Hello")


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("+49 (170) 555-01 47", "tel:+491705550147"),
        ("0170/5550147", "tel:01705550147"),
        ("+1 555 0147 ext. 12", "tel:+15550147"),
        ("by mail only", ""),
        ("", ""),
    ],
)
def test_a_number_becomes_a_link_that_calls(written: str, link: str) -> None:
    assert tel(written) == link
