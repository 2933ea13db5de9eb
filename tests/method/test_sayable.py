"""What people write about their work, and how it reads in the middle of a sentence."""

import pytest

from fifteen.method.questions import sayable
from fifteen.method.words import Host


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Exhibition developer", "an exhibition developer"),
        ("Exhibition Developer", "an exhibition developer"),
        ("EXHIBITION DEVELOPER", "an exhibition developer"),
        ("Grid modeller", "a grid modeller"),
        ("HR manager", "an HR manager"),
        ("UX designer", "a UX designer"),
        ("University lecturer", "a university lecturer"),
        ("German Teacher", "a German teacher"),
        ("Curator of Asian art", "a curator of Asian art"),
        ("iOS Developer", "an iOS developer"),
        ("Head of Forecasting", "head of forecasting"),
        ("CEO", "CEO"),
        ("General Counsel", "general counsel"),
        ("Exhibition developer at Harbour Science Museum", "an exhibition developer"),
        ("Exhibition developer | Speaker | Mother of two", "an exhibition developer"),
        ("Director, Museums", "a director"),
    ],
)
def test_a_role_is_said_with_its_article(written, said):
    assert sayable.role(written) == said


@pytest.mark.parametrize(
    "written",
    ["", "   ", "Marketing", "Sales", "{role}", "[Role]", "Helping teams shine ✨", "a" * 300],
)
def test_what_names_no_person_is_left_unsaid(written):
    assert sayable.role(written) == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Harbour Science Museum", "Harbour Science Museum"),
        (" Harbour  Science Museum ", "Harbour Science Museum"),
        ("Northgrid, Inc.", "Northgrid"),
        ("Handbuch Studio GmbH", "Handbuch Studio"),
        ("3M", "3M"),
        ("Self-employed", ""),
        ("n/a", ""),
        ("{{company}}", ""),
        ("https://northgrid.example", ""),
        ("", ""),
    ],
)
def test_an_organisation_is_said_without_its_legal_form(written, said):
    assert sayable.organisation(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Exhibition Development", "exhibition development"),
        ("UX design", "UX design"),
        ("Grid modelling", "grid modelling"),
        ("Teaching English", "teaching English"),
        ("Law.", "law"),
        ("Teachers", ""),
        ("{field}", ""),
    ],
)
def test_a_field_keeps_only_the_capitals_that_mean_something(written, said):
    assert sayable.field(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ana Ruiz", "Ana"),
        ("Dr. Ana Ruiz", "Ana"),
        ("Ruiz, Ana", "Ana"),
        ("Ana Ruiz, PhD", "Ana"),
        ("Jean-Luc Moreau", "Jean-Luc"),
        ("Dr Ruiz", ""),
        ("A. Ruiz", ""),
        ("ana.ruiz@example.org", ""),
        ("", ""),
    ],
)
def test_a_first_name_is_said_only_where_it_can_be_told(written, said):
    assert sayable.first_name(written) == said


def test_a_sentence_speaks_of_the_field_only_where_it_is_known():
    known = sayable.of(Host(field="Grid modelling"))
    unknown = sayable.of(Host())
    assert (
        known.either("What is {field} like?", "What is it like?") == "What is grid modelling like?"
    )
    assert unknown.either("What is {field} like?", "What is it like?") == "What is it like?"
