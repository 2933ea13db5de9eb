"""Whose name stands in the greeting, and whose firm a letter speaks of (A7); words below a name."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, FACT, found, request

from fifteen.method.letters.check import check
from fifteen.method.words import LetterContext


def greeted(greeting: str, host: str) -> set[str]:
    letter = request(f"{greeting}\n\n{FACT} {ASK}\n\nKind regards,\nAna Lopez\n")
    context = LetterContext(host_name=host, seeker_name="Ana Lopez")
    return {finding.rule for finding in check(letter, context)}


@pytest.mark.parametrize(
    ("host", "greeting"),
    [
        ("Venkatesh Raghavan", "Dear Venky,"),
        ("Oluwaseun Adebayo", "Dear Seun,"),
        ("Hans-Jürgen Weiß", "Dear Hajü,"),
        ("Seán Ó Súilleabháin", "A Sheáin,"),
        ("Nikolaos Pappas", "Dear Nikos,"),
        ("Priya Nair", "Hello there, Ms Nair,"),
        ("Priya Nair", "Greetings from Leeds, Priya!"),
        ("Hannah Weiss", "Respected Hannah Ma'am,"),
        ("Leyla Aksoy", "Dear Leyla Hanım,"),
    ],
)
def test_what_a_host_is_called_is_their_name(host: str, greeting: str) -> None:
    assert greeted(greeting, host) == set()


@pytest.mark.parametrize(
    ("host", "greeting"),
    [
        ("Maria Santos", "Dear Marie,"),
        ("Mark Olsen", "Dear Mary,"),
        ("Daniel Price", "Dear Danielle,"),
        ("Pippa Crane", "Dear Phoebe Crane,"),
        ("Karl Voss", "Dear Karla,"),
    ],
)
def test_a_name_of_its_own_is_nobodys_pet_form(host: str, greeting: str) -> None:
    assert greeted(greeting, host) == {"wrong-name"}


def of_arup(sentence: str, organisation: str = "Arup") -> list[str]:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {sentence} {ASK}\n\nKind regards,\nAna Lopez\n")
    context = LetterContext(
        host_name="Elena Vega", host_organisation=organisation, seeker_name="Ana Lopez"
    )
    return [finding.quote for finding in found(letter, "wrong-name", context)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I admire what you do at Jacobs.",
        "As an engineer at Jacobs you will know it.",
        "I'd like to learn how planners at Jacobs argue such a thing.",
        "Your experience at Jacobs interests me.",
        "I would like to hear about your position with Jacobs.",
        "What made you choose Jacobs over teaching?",
        "How is life at Jacobs? I'd love to hear about your path.",
        "It would mean a lot to hear from someone inside Jacobs.",
        "I wonder what brought you to Jacobs.",
        "I'd be keen to hear how your Jacobs colleagues plan for floods.",
        "I have long admired Jacobs, where you are doing such careful work.",
        "I've been looking at Jacobs, and who better to ask than you?",
        "I see you're leading the drainage work for Jacobs these days.",
        "Thank you for your reply from Jacobs; I know the season has begun for you.",
    ],
)
def test_another_firm_spoken_of_as_theirs_is_marked(sentence: str) -> None:
    assert of_arup(sentence) == ["Jacobs"]


@pytest.mark.parametrize(
    "sentence",
    [
        "I'd like to hear how you went from Google to Arup.",
        "Your years at Kodak must have been lively.",
        "I work at Siemens myself.",
        "Your former role at Nokia is in the piece.",
        "I want to know how you came to Korean ceramics.",
        "Your work at COP28 was in the news.",
        "I work at Barclays and would love to hear how you moved from Lloyds.",
        "I found you through the Jacobs alumni page and read about your maps.",
        "I'd like to hear what people in Germany do differently, and what you think of it.",
        "I heard your episode of The Long Run, where you said that maps lie.",
        "I read the report from Kenema, where you are thanked for counting.",
        "I am choosing between OT and physio, and wonder what brought you to Leeds.",
    ],
)
def test_where_they_were_before_is_not_another_firm(sentence: str) -> None:
    assert of_arup(sentence) == []


@pytest.mark.parametrize(
    ("organisation", "short"),
    [("PricewaterhouseCoopers", "PwC"), ("Bank of America", "BofA"), ("Google", "DeepMind")],
)
def test_a_short_form_or_a_house_of_the_same_family_is_theirs(
    organisation: str, short: str
) -> None:
    assert of_arup(f"Your role at {short} interests me.", organisation) == []


@pytest.mark.parametrize(
    "below",
    [
        "Also, if you hear of any openings, please let me know.",
        "\nIf your team ever needs someone, think of me!",
        "One more thing: is your company hiring?",
    ],
)
def test_a_job_asked_for_below_the_name_is_found(below: str) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {ASK}\n\nKind regards,\nAna Lopez\n{below}\n")
    assert found(letter, "asks-for-job")


@pytest.mark.parametrize(
    "below",
    [
        "Student, open to internships\nana@there.example",
        "You can reach me on 0123 456",
        "This message is confidential. If you are not the intended recipient, please notify me.",
    ],
)
def test_contact_lines_below_the_name_are_not_judged(below: str) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {ASK}\n\nKind regards,\nAna Lopez\n{below}\n")
    assert {finding.rule for finding in check(letter, LetterContext())} == set()
