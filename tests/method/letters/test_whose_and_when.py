"""Whose firm a sentence speaks of, a talk given by the clock, and what is asked behind an aim."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, ELENA, FACT, found, framed, request, thanks

from fifteen.method.letters.check import check
from fifteen.method.words import Channel, Debrief, Letter, LetterContext, LetterKind, Tie, TieKind


def of(organisation: str, body: str, subject: str = "Your article on flood maps") -> list[str]:
    context = LetterContext(
        host_name="Elena Vega", host_organisation=organisation, seeker_name="Ana Lopez"
    )
    letter = request(f"Dear Ms Vega,\n\n{body} {ASK}\n\nKind regards,\nAna Lopez\n", subject)
    return [finding.quote for finding in found(letter, "wrong-name", context)]


@pytest.mark.parametrize(
    ("organisation", "sentence", "quote"),
    [
        ("Christie's", "I look forward to seeing your office at Sotheby's.", "Sotheby"),
        ("Arup", "It is grand what you and the rest at Mott MacDonald do.", "Mott MacDonald"),
        ("Elmgate Tree Care", "It was Parkside Arborists, your firm, who saved a tree.", None),
        ("Arup", "Everybody knows the map, and Hydrolab must be proud to have you.", "Hydrolab"),
        ("Arup", "I pass your Hydrolab showroom every day.", "Hydrolab"),
    ],
)
def test_another_firm_is_told_by_whose_it_is_said_to_be(
    organisation: str, sentence: str, quote: str | None
) -> None:
    assert of(organisation, sentence) == [quote or "Parkside Arborists"]


@pytest.mark.parametrize(
    "sentence",
    [
        "I have crossed to Craignure on your ferry.",
        "You told how the station at Santhiou was built; your work at Santhiou is famous.",
        "May I see your office at the Oakdale mall?",
        "Thank you for your note from Palermo.",
    ],
)
def test_a_spot_on_the_map_is_no_firm(sentence: str) -> None:
    assert of("Arup", sentence) == []


def test_the_work_at_another_firm_is_theirs_even_where_the_subject_has_the_right_one() -> None:
    said = "I would like to learn how the work at the Vienna State Opera is organised."
    assert of("Teatro alla Scala", said, "Costumes at La Scala") == ["Vienna State Opera"]


def test_a_first_syllable_said_twice_is_a_pet_name() -> None:
    letter = request(f"Hey Jojo!\n\n{FACT} {ASK}\n\nAna\n")
    context = LetterContext(host_name="Jose Santillan", seeker_name="Ana Lopez")
    assert not found(letter, "wrong-name", context)
    other = request(f"Hey Lulu!\n\n{FACT} {ASK}\n\nAna\n")
    assert found(other, "wrong-name", context)


def test_a_sister_is_asked_for_at_the_telephone() -> None:
    body = f"Good evening, Sister Brown-Hill? Ana Lopez speaking. {ASK} That's Ana Lopez."
    letter = Letter(LetterKind.CALL_SCRIPT, body, None, Channel.PHONE)
    context = LetterContext(host_name="Hyacinth Browne", seeker_name="Ana Lopez")
    rules = {finding.rule for finding in check(letter, context)}
    assert "wrong-name" in rules and "impersonal-greeting" not in rules


@pytest.mark.parametrize(
    ("sentence", "long"),
    [
        ("Could it be Tuesday from 3 to 4 pm, or Thursday 10 until 10.45?", True),
        ("I've blocked 10 to 10:45 on Tuesday.", True),
        ("How about 12 to 1 on Tuesday?", True),
        ("How about Tuesday, 8:00-8:15?", False),
        ("I'm free on Tuesday from 2 to 4.", False),
        ("I can phone any time between two and four.", False),
        ("I'm in class from 9 to 12.", False),
    ],
)
def test_a_talk_given_by_the_clock_has_a_length(sentence: str, long: bool) -> None:
    body = f"Dear Ms Vega,\n\nThank you for saying yes. {sentence}\n\nKind regards,\nAna Lopez\n"
    letter = Letter(LetterKind.TIMES, body, "Times for our talk")
    assert bool(found(letter, "too-much-time")) is long


@pytest.mark.parametrize(
    ("subject", "long"),
    [
        ("Bookbinding, an hour of your wisdom", True),
        ("4-H kid with a question on vets", False),
    ],
)
def test_a_subject_asks_in_few_words(subject: str, long: bool) -> None:
    body = f"Dear Ms Vega,\n\n{FACT} May I call you to learn about maps?\n\nAna Lopez\n"
    assert bool(found(request(body, subject), "too-much-time")) is long


def test_a_queue_that_was_cut_is_no_talk() -> None:
    said = "I would like to hear how you cut the queue from forty minutes to six."
    assert not found(framed(said), "too-much-time")


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("Bear me in mind for the spring crew.", True),
        ("Keep me in mind for a quieter year.", False),
        ("Remember telling me in your office that anyone can love a dog?", False),
    ],
)
def test_remembered_for_work_or_only_remembered(sentence: str, asks: bool) -> None:
    letter, context = thanks(f"Thank you for the story of the turf. {sentence}")
    assert bool(found(letter, "asks-for-job", context)) is asks


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("As we can't talk, might you ship me one of your lutes?", True),
        ("You make me a drum for half the price in exchange for my photos.", True),
        ("Perhaps, when it's over, you'd let me spend a day in the foundry.", True),
        ("I am grateful that you let me try the press.", False),
        ("Might you think of me now and then?", False),
    ],
)
def test_whatever_is_asked_of_the_host_in_thanks_is_new(sentence: str, asks: bool) -> None:
    letter, context = thanks(f"Thank you for the story of the bell. {sentence}")
    assert bool(found(letter, "new-ask", context)) is asks


def test_what_is_asked_for_is_not_what_was_said() -> None:
    asked = "Could you lend me all your moulds, the tall ones and the round ones, for the winter?"
    letter, context = thanks(f"Thank you for the talk, it was lovely. {asked}")
    assert found(letter, "nothing-specific", context)


def test_what_was_heard_and_comes_back_is_specific() -> None:
    debrief = Debrief(heard=("skate backwards every day",))
    letter, context = thanks("Thank you! Skating backwards from tomorrow.", debrief=debrief)
    assert not found(letter, "nothing-specific", context)


@pytest.mark.parametrize(
    "sentence",
    ["Stick my name on the fridge so I'm not forgotten.", "Don't forget the man from Laramie."],
)
def test_not_to_be_forgotten_is_to_be_remembered(sentence: str) -> None:
    letter, context = thanks(f"Thank you for the call. {sentence}", LetterKind.THANKS_PHONE)
    assert not found(letter, "not-to-be-remembered", context)


def test_a_link_is_marked_with_the_words_about_it() -> None:
    [one] = found(framed("You find my portfolio here: lopez.example/portfolio"), "resume-enclosed")
    assert "my portfolio" in one.quote and one.quote.endswith("lopez.example/portfolio")


def test_a_group_written_small_is_named_as_it_is_written() -> None:
    tie = Tie(TieKind.GROUP, "sea swimmers")
    context = LetterContext(host_name="Elena Vega", seeker_name="Ana Lopez", tie=tie)
    assert not found(framed("I'm Ana from the sea swimmers."), "tie-not-named", context)
    assert found(framed("I swim."), "tie-not-named", context)


@pytest.mark.parametrize(
    ("sentence", "presses"),
    [
        ("I wrote on Monday and Tuesday & still nothing.", True),
        ("It'd be a poor show if you hadn't ten minutes for a bee man.", True),
        ("It must be this week.", True),
        ("Should the week be poor for it, another is fine.", False),
    ],
)
def test_guilt_and_hurry(sentence: str, presses: bool) -> None:
    assert bool(found(framed(sentence), "pressing")) is presses


def test_the_term_or_a_phrase_is_ask_enough() -> None:
    body = "Dear Ms Vega,\n\n{} I'd like to get your advice on it over the phone.\n\nAna Lopez\n"
    assert not found(request(body.format(FACT)), "no-clear-ask", ELENA)


@pytest.mark.parametrize(
    ("greeted", "rule"),
    [
        ("Mr Forge", "wrong-name"),
        ("Herr Forge", "wrong-name"),
        ("Forge Rail", "impersonal-greeting"),
    ],
)
def test_a_word_of_the_firm_behind_a_title_is_taken_for_a_name(greeted: str, rule: str) -> None:
    context = LetterContext(
        host_name="Trevor Dunn", host_organisation="Forge Rail", seeker_name="Ana Lopez"
    )
    letter = request(f"Dear {greeted},\n\n{FACT} {ASK}\n\nAna Lopez\n")
    both = {"wrong-name", "impersonal-greeting"}
    assert {f.rule for f in check(letter, context)} & both == {rule}


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("In the staff magazine was an interview with you.", False),
        ("There was an interview with you in the paper.", False),
        ("What I had hoped for was an interview with you.", True),
    ],
)
def test_an_interview_that_was_printed_is_none_to_be_held(sentence: str, term: bool) -> None:
    assert bool(found(framed(sentence), "names-the-term")) is term


def test_who_fits_round_a_rota_offers_a_time() -> None:
    assert not found(framed("I can fit round your rota."), "asks-for-job")
