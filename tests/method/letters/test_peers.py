"""Other organisations of the host's kind, and what good letters say of such."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.method.letters.frames import ELENA, FACT, found, framed, request

from fifteen.method.words import Letter, LetterContext, LetterKind


def of(organisation: str, role: str | None = None) -> LetterContext:
    """Elena at another place."""
    return replace(ELENA, host_organisation=organisation, host_role=role)


@pytest.mark.parametrize(
    ("organisation", "sentence", "name"),
    [
        (
            "Culm Seeds",
            "I'd like to hear how Hartnell Seeds picks yours.",
            "Hartnell Seeds",
        ),
        (
            "Severnside Mill",
            "Tell me, you who know, how Thornbury Mill runs.",
            "Thornbury Mill",
        ),
        (
            "Tameside Borough Council",
            "I'd like to learn how a senior planner at Trafford Council balances wishes.",
            "Trafford Council",
        ),
        (
            "Pecos Animal Clinic",
            "Would you tell me what a technician does all day at Pecan Valley Hospital?",
            "Pecan Valley Hospital",
        ),
        (
            "Refugio County Extension",
            "I'd like to learn what an agent at Victoria County Extension does.",
            "Victoria County Extension",
        ),
        ("Loaf & Learn", "Your story of founding Bread for Bolton stayed.", "Bread for Bolton"),
        ("St Peter's Hospice", "Millbrook Hospice is lucky to have you.", "Millbrook Hospice"),
        ("Tierra Traders", "I know that Cumbre Imports sends you travelling.", "Cumbre Imports"),
        ("Aire Valley Rail", "Do people at TransPennine Control like you rest?", "TransPennine"),
        ("Amanzi Solar", "You people at SunWell Africa have put in sixty.", "SunWell Africa"),
        ("Papyra", "I read what Lakeside Fibres has done since you founded it.", "Lakeside Fibres"),
        ("Magas Rigging", "Since DunaStunt is your house, you are often on set.", "DunaStunt"),
        ("Aerial Surveys", "You fly for Rooftop Eye.", "Rooftop Eye"),
        ("Norrskog", "I like the camp kitchen at Vargmark Safaris, which you run.", "Vargmark"),
        ("Loch Ard Weavers", "You've brought the check back over at Strathdon Mills.", "Strathdon"),
    ],
)
def test_another_of_the_kind_is_not_the_hosts(organisation: str, sentence: str, name: str) -> None:
    findings = found(framed(sentence), "wrong-name", of(organisation))
    assert len(findings) == 1
    assert name in findings[0].quote


@pytest.mark.parametrize(
    ("organisation", "sentence"),
    [
        ("Severnside Mill", "I buy flour from Thornbury Mill, and your spelt differs."),
        ("Weston Hospital", "You trained at Bristol Infirmary before you came to the coast."),
        ("St Peter's Hospice", "You helped Millbrook Hospice with its garden, I read."),
        ("Royal Hospital", "As a nurse at Derby Hospital, I read your diary every week."),
        ("Severn Coaches", "Ten years at Northline Coaches have taught me patience; you know it."),
        ("St Peter's Hospice", "Sandra Bell of Vale Hospice suggested that I write to you."),
        ("St Peter's Hospice", "My mother died at Vale Hospice, where your book lay by the bed."),
        ("Bath Museum", "When you spoke at the Thornhill Museum in May, I was there."),
        ("Bath Museum", "The exhibition you lent to Thornhill Museum kept my pupils quiet."),
        ("Pecos Animal Clinic", "Our vet at Hill Animal Hospital says you are the best."),
        ("Clearwater Brewery", "Your collaboration with Hop House Brewery was my first sour."),
        ("Riverside Gym", "I box at Ringside Gym, across the river from you."),
        ("Price Farm Vets", "I kept your Vet Times column."),
        ("Harcourt Woods", "I'd learn from you, being a sawyer at Colerne Timber and curious."),
        ("Salford Rovers", "I'd like to hear what the MSc prepares you for."),
        ("Vertex Lifts", "You carried up the groceries of Mrs. Alvarez on your own shoulder."),
        ("HMP Welland", "Your essay in Inside Learning is pinned over my desk."),
    ],
)
def test_another_of_the_kind_may_be_anybodys(organisation: str, sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "wrong-name", of(organisation))] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Congratulations on your promotion at Fenwick Stores.",
        "You have run the counter at Fenwick Stores since 2009.",
        "I see that Fenwick Stores promoted you in March.",
        "The website of Fenwick Stores says you came from nursing.",
        "Thank you and all at Fenwick Stores for the fair.",
        "The team at Fenwick Stores, and you above all, made the fair.",
        "What is a Monday like for you at Fenwick Stores?",
        "I admire what Fenwick Stores and you have built.",
        "I know you are busy at Fenwick Stores.",
        "Fenwick Stores is where you work and I shop.",
    ],
)
def test_what_leads_to_another_firm(sentence: str) -> None:
    findings = found(framed(sentence), "wrong-name", of("Harbour Foods"))
    assert [f.quote for f in findings] == ["Fenwick Stores"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The team at Great Western Hospital saved my son, and you wrote of it.",
        "I see you are speaking at Web Summit in May.",
        "You've run workshops at Thornhill Mill for years.",
        "Ten years at Marks & Spencer must have taught you patience.",
        "You came to bread after Fenwick Stores let you go.",
        "Everyone at Atlas Tours, where I guide, buys your rye.",
        "You bake for Fenwick Stores too, I believe.",
        "My mother gives her regards; she met you at Fenwick Stores.",
        "Your bread at Clifton Market is gone by nine.",
        "Your round to Stokes Croft goes past my window.",
        "You have worked the ovens at Hobbs House before your own.",
    ],
)
def test_what_leads_to_others_than_the_hosts(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "wrong-name", of("Loaf & Learn"))] == []


@pytest.mark.parametrize(
    ("organisation", "role", "subject", "name"),
    [
        ("Harbour Cordage", "ropemaker", "What I learnt at Redcliffe Ropes", "Redcliffe Ropes"),
        ("Severn Crystal", "cutter", "My letter about Ellerby Glass", "Ellerby Glass"),
        ("Altan Nooluur", "cashmere sorter", "Grading cashmere at Gobi Crown", "Gobi Crown"),
        ("Bay Creamery", "grader", "Wednesday at the Kingfisher Dairy gate", "Kingfisher Dairy"),
    ],
)
def test_a_subject_names_another_of_the_kind(
    organisation: str, role: str, subject: str, name: str
) -> None:
    letter = request(framed("").body, subject)
    assert [f.quote for f in found(letter, "wrong-name", of(organisation, role))] == [name]


@pytest.mark.parametrize(
    "subject", ["Your talk on cashmere at Gobi Crown", "Your friend at Kingfisher Dairy"]
)
def test_a_subject_may_name_others(subject: str) -> None:
    letter = request(framed("").body, subject)
    assert found(letter, "wrong-name", of("Bay Creamery", "cashmere sorter")) == []


def test_a_subject_for_somebody_else() -> None:
    letter = request(framed("").body, "For Mr Lund: clinker boats")
    assert [f.quote for f in found(letter, "wrong-name")] == ["Mr Lund"]


def test_what_came_of_it_may_be_a_post_at_another() -> None:
    body = f"Dear Ms Vega,\n\n{FACT} Thanks to you, Vale Hospice took me on.\n\nAna Lopez"
    letter = Letter(LetterKind.WHAT_CAME_OF_IT, body, "A post at Vale Hospice")
    assert found(letter, "wrong-name", of("St Peter's Hospice")) == []


@pytest.mark.parametrize(
    ("host", "greeting"),
    [
        ("Philippa Grace", "Dear Philly,"),
        ("Euphemia Scott", "Dear Effie,"),
        ("Aleksandrs Petrovs", "Dear Sasha,"),
        ("Mateo Lucero", "Hi Teo,"),
        ("Cal Bergstrom", "Hey Uncle Ray's friend Cal!"),
    ],
)
def test_more_forms_of_a_name(host: str, greeting: str) -> None:
    letter = request(framed("").body.replace("Dear Ms Vega,", greeting))
    assert found(letter, "wrong-name", replace(ELENA, host_name=host)) == []


@pytest.mark.parametrize("first", ["Also", "Lastly", "So", "Besides"])
def test_a_word_that_joins_is_no_organisation(first: str) -> None:
    said = framed(f"{first}, is your firm as quiet as ours in spring?")
    assert found(said, "wrong-name", of("Moreno Abad Law")) == []


@pytest.mark.parametrize(
    ("subject", "wrong"),
    [("Your work at XXX", False), ("Your work at St Keyne's", False), ("Your work at Kerr", True)],
)
def test_a_blank_or_a_church_in_a_subject_is_no_other_firm(subject: str, wrong: bool) -> None:
    letter = replace(framed("I bind books."), subject=subject)
    assert bool(found(letter, "wrong-name", of("Ponsonby Vine"))) is wrong
