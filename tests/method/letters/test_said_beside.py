"""What stands beside: a post before a name, a wish beside an aim, a time of day."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, FACT, found, framed, request, thanks

from fifteen.method.letters.check import check
from fifteen.method.words import Channel, Letter, LetterContext, LetterKind


def rules(letter: Letter, context: LetterContext) -> set[str]:
    return {finding.rule for finding in check(letter, context)}


@pytest.mark.parametrize(
    ("greeting", "role"),
    [
        ("Dear Pharmacist Ike,", "Pharmacist"),
        ("Dear Bill (as everybody in Leiden called you),", None),
        ("hi ikechukwu its ana,", None),
    ],
)
def test_a_post_or_a_remark_beside_the_name_is_no_other_name(
    greeting: str, role: str | None
) -> None:
    host = "William Oakes" if "Bill" in greeting else "Ikechukwu Nnadi"
    context = LetterContext(host_name=host, host_role=role, seeker_name="Ana Lopez")
    letter = request(f"{greeting}\n\n{FACT} {ASK}\n\nKind regards,\nAna Lopez\n")
    assert not rules(letter, context) & {"wrong-name", "impersonal-greeting"}


@pytest.mark.parametrize(
    ("opening", "named"),
    [
        ("Good morning, I'm ringing because I read your article.", False),
        ("Hello, may I speak to whoever runs the place?", False),
        ("Hello, is that Elena Vega?", True),
        ("Good morning, could I speak to Ms Vega, please?", True),
        ("Hi Elena, this is Ana Lopez.", True),
    ],
)
def test_on_the_telephone_somebody_is_asked_for_by_name(opening: str, named: bool) -> None:
    letter = Letter(LetterKind.CALL_SCRIPT, f"{opening} {FACT} {ASK}", None, Channel.PHONE)
    assert (not found(letter, "impersonal-greeting")) is named


@pytest.mark.parametrize(
    "sentence",
    [
        "As procurement lead of Southern Express you have seen three floods.",
        "I know that Lisboa Water, your firm, is busy.",
    ],
)
def test_another_firm_said_to_be_the_hosts_is_known(sentence: str) -> None:
    assert found(framed(sentence), "wrong-name")


@pytest.mark.parametrize(
    "sentence",
    [
        "I can do Tuesday 7h, Tuesday 13h or Thursday 7h.",
        "I live near and can walk to you in half an hour.",
    ],
)
def test_a_time_of_day_or_a_way_is_no_length_of_the_talk(sentence: str) -> None:
    assert not found(framed(sentence), "too-much-time")


def test_ta_thanks() -> None:
    letter, context = thanks("Ta for being straight with me about the caseloads in Leeds.")
    assert "no-thanks" not in rules(letter, context)


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("I want to learn how a contract is priced, and then have you take me on.", True),
        ("I'd also like to know whether you foresee any need of freshers this year.", True),
        ("I want to learn how a contract is priced, and whom you take on for them.", False),
        ("My number, in case anything comes up: 0170 555 01.", False),
        ("You'll remember me from Castle Street, the one with the gerbils.", False),
    ],
)
def test_a_wish_beside_an_aim_is_heard(sentence: str, asks: bool) -> None:
    assert bool(found(framed(sentence), "asks-for-job")) is asks


def test_a_word_with_the_host_is_the_introduction() -> None:
    body = f"Dear Mei,\n\nYou know Elena Vega. {ASK}\n\nKind regards,\nAna Lopez\n"
    subject = "Could you put in a word with Ms Vega?"
    letter = Letter(LetterKind.INTRODUCTION_REQUEST, body, subject)
    assert not found(letter, "asks-for-job")
