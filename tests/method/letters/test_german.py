"""German is a file of words: the same rules, read in another language."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ELENA

from fifteen.method.letters.check import check
from fifteen.method.words import Letter, LetterContext, LetterKind

GOOD = (
    "Sehr geehrte Frau Vega,\n\nIhr Vortrag über Hochwasserkarten hat mich beeindruckt. {}\n\n"
    "Hätten Sie eine Viertelstunde Zeit für ein Telefonat?\n\n"
    "Mit freundlichen Grüßen\nAna Lopez"
)


def rules(body: str, kind: LetterKind = LetterKind.REQUEST) -> list[tuple[str, str]]:
    found = check(Letter(kind, body, "Ihr Vortrag in Delft"), ELENA)
    return [(finding.rule, finding.quote) for finding in found]


@pytest.mark.parametrize(
    ("sentence", "rule", "quote"),
    [
        ("Ich suche eine Stelle als Hydrologin.", "asks-for-job", "suche eine Stelle"),
        ("Haben Sie einen Praktikumsplatz frei?", "asks-for-job", "Praktikumsplatz"),
        (
            "Falls eine Stelle frei wird, denken Sie bitte an mich.",
            "asks-for-job",
            "frei",
        ),
        ("Ich möchte mich bei Ihnen bewerben.", "asks-for-job", "bewerben"),
        ("Anbei mein Lebenslauf.", "resume-enclosed", "Lebenslauf"),
        ("Ich möchte ein Informationsinterview führen.", "names-the-term", "Informationsinterview"),
        ("Gern auch eine halbe Stunde, wenn es geht.", "too-much-time", "halbe Stunde"),
        ("Es geht um [Thema].", "placeholder-left", "[Thema]"),
    ],
)
def test_what_breaks_a_rule_in_german_is_marked(sentence: str, rule: str, quote: str) -> None:
    found = rules(GOOD.format(sentence))
    assert [name for name, _ in found] == [rule]
    assert quote in found[0][1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ich suche keine Stelle, ich möchte nur lernen.",
        "Um eine Stelle geht es mir nicht.",
        "Wie kamen Sie zu Ihrer Stelle?",
        "Einen Lebenslauf schicke ich nicht mit.",
        "Zehn Minuten wären genug.",
    ],
)
def test_what_only_seems_to_is_left_alone_in_german(sentence: str) -> None:
    assert rules(GOOD.format(sentence)) == []


def test_a_german_greeting_is_judged() -> None:
    anybody = GOOD.format("").replace("Sehr geehrte Frau Vega", "Sehr geehrte Damen und Herren")
    other = GOOD.format("").replace("Frau Vega", "Frau Weber")
    assert [rule for rule, _ in rules(anybody)] == ["impersonal-greeting"]
    assert [rule for rule, _ in rules(other)] == ["wrong-name"]


def test_thanks_are_known_in_german() -> None:
    body = "Liebe Frau Vega,\n\n{}\n\nHerzliche Grüße\nAna"
    thanks = LetterKind.THANKS_MET
    assert rules(body.format("vielen Dank für das Gespräch über die Karten."), thanks) == []
    assert [r for r, _ in rules(body.format("das Gespräch war sehr schön."), thanks)] == [
        "no-thanks"
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Vielen Dank, Matthias, und gutes Gelingen!", [("wrong-name", "Matthias")]),
        ("Vielen Dank, Frau Vega, und gutes Gelingen!", []),
        ("Mein alter Freund, Matthias, schwärmt davon.", []),
        ("Ich wohne am Deich, Matthias sagt, das sei gut.", []),
    ],
)
def test_whoever_is_thanked_by_name_is_the_host(
    sentence: str, found: list[tuple[str, str]]
) -> None:
    assert rules(GOOD.format(sentence)) == found


@pytest.mark.parametrize(
    "subject",
    ["Kurze Frage: New York Museum", "Marketing at New Balance", "15 min about Old Mutual"],
)
def test_a_german_letter_under_an_english_subject_is_read(subject: str) -> None:
    context = LetterContext(host_name="Elena Vega", host_organisation="Museum Ludwig")
    letter = Letter(LetterKind.REQUEST, GOOD.format(""), subject)
    assert {found.rule for found in check(letter, context)} <= {"wrong-name"}
