"""Whose name stands in the greeting, and whose firm a letter speaks of (A7); words below a name."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, FACT, found, request

from fifteen.method.letters.check import check
from fifteen.method.words import Letter, LetterContext, LetterKind, Tie, TieKind


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
        ("Natasha Green", "Dear Tasha,"),
        ("Konstantinos Pappas", "Dear Gus,"),
        ("José María Ruiz", "Dear Chema,"),
        ("Antoinette Bell", "Dear Nettie,"),
        ("Eleanora Lamb", "Dear Nora,"),
        ("Guadalupe Ortiz", "Hola Lupita,"),
        ("Chukwudi Obi", "Dear Chudi,"),
        ("Stanislav Dvorak", "Dear Standa,"),
        ("Siegfried Altmann", "Hello Siggi,"),
        ("Dean Fairweather", "Deano!"),
        ("Xander Papadimitriou", "Good evening Alexandros,"),
        ("Nguyen Bjarte Storli", "Hi Bjarte,"),
        ("Temitope Bello", "Dear Temi,"),
        ("Yevhenia Bondar", "Dear Zhenya,"),
        ("Khaled Haddad", "Dear Abu Omar,"),
        ("Balasubramanian Iyer", "Dear Balu,"),
        ("Jonathan Reed", "Dear Jonathon,"),
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
        ("Anne-Marie Dubois", "Dear Marianne,"),
        ("Igor Maric", "Dear Ivan,"),
        ("Whitney Carr", "Dear Whitley,"),
        ("Ricky Salas", "Hey Rocky,"),
        ("Marcus Bell", "Dear Marcel,"),
        ("Yuko Mori", "Dear Yuki,"),
        ("Ramesh Patel", "Dear Suresh,"),
        ("Hassan Mirza", "Salam Junaid bhai,"),
        ("Olga Rusanova", "Dear Ms Lopez,"),
    ],
)
def test_a_name_of_its_own_is_nobodys_pet_form(host: str, greeting: str) -> None:
    assert greeted(greeting, host) == {"wrong-name"}


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("Your crew says you go by Eugene.", set()),
        ("You let us call you that on the ferry.", set()),
        ("The badge on your jacket says Eugene.", set()),
        ("Your crew says you go far.", {"wrong-name"}),
        ("You let us call you on the ferry.", {"wrong-name"}),
    ],
)
def test_a_name_that_the_letter_explains_is_theirs(said: str, rules: set[str]) -> None:
    letter = request(f"Dear Eugene,\n\n{FACT} {said} {ASK}\n\nKind regards,\nAna Lopez\n")
    context = LetterContext(host_name="Wolfram Kuhn", seeker_name="Ana Lopez")
    assert {finding.rule for finding in check(letter, context)} == rules


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
        "As head of floods at Jacobs, you must see a great many maps.",
        "I saw that Jacobs has promoted you.",
        "The Jacobs team you lead was in the news.",
        "I'd like to hear how a day is at your Jacobs.",
        "I am curious how Jacobs, your outfit, plans for floods.",
        "I'd like to know how Jacobs, as your employer, lets you draw.",
        "I know that your house, Jacobs, changes its maps in autumn.",
        "Working for Jacobs like you do, you must have seen it.",
        "They say you taught half of Jacobs to draw, where you are still foreman.",
        "The drawing room you described at Jacobs stays in my mind.",
        "With thanks to you and everyone in your control room at Jacobs.",
        "I'd like to know how your staff at Jacobs learn it.",
        "What's it like working for Jacobs? Tell me how you find it.",
        "As someone who works at Jacobs, you must know.",
        "I hope all is well at Jacobs and that you are not too busy.",
        "Jacobs must be proud of what you do for them.",
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
        "I work for Jacobs, and wonder how people at Jacobs look to you.",
        "You were with Jacobs for years. I'd like to hear what you learned at Jacobs.",
        "I'd like to hear how you work with the people at Jacobs.",
        "I'd like to hear how you plan a flood map with Jacobs.",
        "We met at the career night at the Y.",
        "I've spent nine years working at Jacobs and would love to hear about your switch.",
        "Thank you for your reply from Aspen, it made me laugh.",
        "I'd like to know what you learned at Jacobs that you use each day.",
        "I'd like to hear how the course at Jacobs helped you.",
        "As a student at Jacobs, you drew a map that I own.",
        "I'd like to hear how you find life at the Firm.",
        "Your work at Hydrology is what I want to hear about.",
        "You are still with Anna, I hear, and both of you draw.",
        "As someone who works at Jacobs, I know queues.",
        "Half of Ironbridge, where you grew up, knows you.",
        "Your crew at the Clifton bridge let me watch.",
        "I saw your team at the Severn Regatta.",
        "Your staff at Reception told me to write.",
        "Your mill, Victorian and loud, is on my way.",
        "I'm curious about the Humber, where you mend nets every night.",
        "If Karen does the rota, you may tell her.",
        "I saw the maps at your workshop, Karen and I.",
        "At your workshop, Karen, my aunt, learned to draw.",
        "We'd meet on Wednesday 12.40, your office.",
        "We'd meet at Hafenweg 12, your workshop, on Monday.",
        "In Kalamata, your workshop, the maps and the sea are near.",
        "I read of floods, your firm, and maps.",
        "Your work at the Lake Garda festival was in the news.",
        "I'd like to hear about your work at Elm Road.",
        "I work for Jacobs like you do for Arup.",
        "I'd like to hear of the workshop you mentioned in Kassel.",
        "I am choosing between OT and physio, and wonder what brought you to Leeds.",
    ],
)
def test_where_they_were_before_is_not_another_firm(sentence: str) -> None:
    assert of_arup(sentence) == []


@pytest.mark.parametrize(
    ("organisation", "sentence"),
    [
        ("Freelance", "Your work at Jacobs was in the paper."),
        ("National Park Service", "What is it like to work at Yosemite?"),
        ("Vega Studio", "I admire the work you do for Ikea."),
    ],
)
def test_who_works_for_many_or_at_many_sites_is_not_elsewhere(
    organisation: str, sentence: str
) -> None:
    assert of_arup(sentence, organisation) == []


def test_where_they_stand_all_day_is_theirs_where_it_is_no_spot() -> None:
    for name, marked in (("Jacobs & Moe", ["Jacobs & Moe"]), ("Dover", []), ("Elm Road", [])):
        assert of_arup(f"They say the hall at {name}, where you stand all day, is cold.") == marked
    assert of_arup("I know that your house, Cartes de la Meuse, is old.") == ["Cartes de la Meuse"]


def test_a_word_that_many_have_in_their_names_makes_no_name_theirs() -> None:
    said = "I'd like to hear how a day is at your Radio Nord."
    assert of_arup(said, "Radio Sud") == ["Radio Nord"]
    assert of_arup("I admire Jacobs, where you work.", "National Park Service") == ["Jacobs"]


def test_a_letter_for_an_introduction_greets_whoever_gives_it() -> None:
    for greeting, via, kind, rules in (
        ("Dear Sigrid,", None, TieKind.NONE, []),
        ("Dear Sigrid,", "Sigrid Moe", TieKind.INTRODUCED, []),
        ("Dear Astrid,", "Sigrid Moe", TieKind.INTRODUCED, ["wrong-name"]),
    ):
        body = (
            f"{greeting}\n\nYou know Elena Vega, and your time at Jacobs was spent with her. Would "
            "you ask her whether I may call her for fifteen minutes?\n\nThanks,\nAna Lopez\n"
        )
        letter = Letter(LetterKind.INTRODUCTION_REQUEST, body, "Elena Vega")
        context = LetterContext(
            host_name="Elena Vega",
            host_organisation="Arup",
            seeker_name="Ana Lopez",
            tie=Tie(kind, via),
        )
        assert [finding.rule for finding in check(letter, context)] == rules


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


@pytest.mark.parametrize("where", ["Northern Ireland", "South Korea", "North-East England"])
def test_a_part_of_a_country_is_no_firm(where: str) -> None:
    text = f"I want to understand how chemists come into water work in {where}."
    assert of_arup(text, "Lough Erne Water") == []


@pytest.mark.parametrize(
    ("sentence", "theirs", "wrong"),
    [
        ("What is a day at Castle & Crane like?", "Boyle Sanderson", ["Castle & Crane"]),
        ("What is a day at St. Cuthbert's School like?", "Hartsfield", ["St. Cuthbert's School"]),
        ("What is a day at St. Cuthbert's School like?", "St. Cuthbert's School", []),
    ],
)
def test_a_name_with_a_sign_or_a_saint_in_it_is_read_whole(
    sentence: str, theirs: str, wrong: list[str]
) -> None:
    assert of_arup(f"Your work interests me. {sentence}", theirs) == wrong


def test_a_firm_and_its_short_form_are_one() -> None:
    text = "I admire how Whitmore Consulting trains its people. What is a day at Whitmore like?"
    assert of_arup(text, "Arden Strategy Group") == ["Whitmore Consulting", "Whitmore"]
