"""What a programme says to a host once a year, and what of it the office reads (O2, F9)."""

from __future__ import annotations

from fifteen.method.programme.said import Year, letter_of_the_year

LINES = ("I chose grid planning.",)


def test_a_host_is_told_how_many_and_what_came_of_it() -> None:
    subject, text = letter_of_the_year(Year("Ana Ruiz", "Calder", 2026, 3, LINES, 40))
    assert subject == "What your 2026 led to"
    assert "you gave three conversations through Calder" in text
    assert "“I chose grid planning.”" in text and "about 40" in text


def test_what_the_office_reads_is_the_same_however_many_talked() -> None:
    _, text = letter_of_the_year(Year("Ana Ruiz", "Calder", 2026, None, LINES, 40))
    assert "you gave … through Calder" in text
    assert "conversation" not in text
