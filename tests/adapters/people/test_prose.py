"""A text that was brought in the place of a list is told from one."""

from __future__ import annotations

from pathlib import Path

import pytest

from fifteen.adapters.people.reading import Reading, read

LICENCE = Path(__file__).parents[3] / "LICENSE"
LETTER = """Liebe Ana,

vielen Dank für das Gespräch am Dienstag, das mir sehr geholfen hat. Ich habe
seitdem mit Tom gesprochen, und er meint, dass die Stelle im Herbst frei wird.
Wenn du magst, können wir uns im Juni noch einmal sehen, sobald ich wieder in
der Stadt bin und eine ruhige Woche ohne Termine vor mir habe.
"""
PEOPLE = """Ana Ruiz, Head of the Department of Law and Policy at the University of Porto
Son Heung-min, coach, met him at the fair where he was on the panel that I chaired
Una de la Torre y Vega
An Nguyen
Will May, lives in the house which was ours
"""


def is_prose(text: str) -> bool:
    found = read(text.encode(), "Pasted lines.txt")
    assert isinstance(found, Reading), found
    return found.is_prose


def test_a_licence_and_a_letter_are_no_lists_of_people() -> None:
    assert is_prose(LICENCE.read_text("utf-8"))
    assert is_prose(LETTER)


@pytest.mark.parametrize(
    "text",
    [
        PEOPLE,
        "Ana Ruiz\n",
        "ana ruiz\ntom lee\nto huu\n",
        "Mum\nOma\nTom from work\n",
        "tom@lee.example\n",
        "Ana Ruiz\nCounsel at Acme\n+49 170 1234567\nana@acme.example\n\nTom Lee\n",
    ],
)
def test_lists_of_people_are(text: str) -> None:
    assert not is_prose(text)
