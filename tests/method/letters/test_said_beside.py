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


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Thirty minutes in, when you showed the sensor clock, I laughed.", "too-much-time"),
        (
            "My son says I should send a résumé with this, but I told him that is not what I am"
            " writing for.",
            "resume-enclosed",
        ),
        ('I laughed at "[ominous kettle]".', "placeholder-left"),
        ("Thanks for the quick reply.", "pressing"),
    ],
)
def test_what_only_looks_so_is_left_alone(sentence: str, rule: str) -> None:
    assert not found(framed(sentence), rule)


def test_a_dozen_minutes_is_a_length() -> None:
    body = "Dear Ms Vega,\n\n{} Might you have a dozen minutes for a call?\n\nAna Lopez\n"
    assert not found(request(body.format(FACT)), "no-length")


def test_a_field_in_quotation_marks_among_words_is_still_one() -> None:
    assert found(framed('Say "Dear [Name], I liked it" to them.'), "placeholder-left")


def test_what_is_said_of_papers_and_the_file_itself_are_both_told() -> None:
    said = framed("Kindly find my bio data enclosed.")
    with_file = Letter(said.kind, said.body, said.subject, attachments=("Ana biodata.pdf",))
    [file, one] = sorted(found(with_file, "resume-enclosed"), key=lambda finding: finding.field)
    assert (file.field, file.quote) == ("attachments", "Ana biodata.pdf")
    assert (one.field, one.quote) == ("body", "find my bio data enclosed")
    silent = Letter(said.kind, framed("").body, said.subject, attachments=("Ana_CV.pdf",))
    [file] = found(silent, "resume-enclosed")
    assert (file.field, file.quote) == ("attachments", "Ana_CV.pdf")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Cheers for the call Gav, really appreciate it. Mo", True),
        ("Cheers for the call, really appreciate it. Mo", False),
    ],
)
def test_a_message_may_greet_behind_its_first_words(body: str, named: bool) -> None:
    context = LetterContext(host_name="Gav Sutcliffe", seeker_name="Mo")
    letter = Letter(LetterKind.THANKS_PHONE, body, None, Channel.MESSAGE)
    assert (not found(letter, "impersonal-greeting", context)) is named


def test_another_greeted_at_the_telephone() -> None:
    body = f"Hello, Mrs Garfield? Lynne Hobson speaking. {ASK} That's Lynne Hobson."
    context = LetterContext(host_name="Pauline Garside", seeker_name="Lynne Hobson")
    letter = Letter(LetterKind.CALL_SCRIPT, body, None, Channel.PHONE)
    [one] = found(letter, "wrong-name", context)
    assert one.quote == "Mrs Garfield"


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("I understand that you watch earthquakes for the British Geological Survey.", True),
        ("I'd like to hear how you cut spinnakers at Elvstrøm.", True),
        ("I saw how you chose books for the Stillwater prison library.", False),
        ("I heard how you spoke about sails at Elvstrøm.", False),
    ],
)
def test_whose_work_is_named_with_another_firm(sentence: str, wrong: bool) -> None:
    assert bool(found(framed(sentence), "wrong-name")) is wrong


def test_german_denials_and_the_term() -> None:
    context = LetterContext(host_name="Birgit Oehlmann", seeker_name="Dennis Krahl")
    body = (
        "Guten Tag Frau Oehlmann,\n\nich würde gern von Ihnen lernen, wie man Beete plant. {}\n\n"
        "Viele Grüße\nDennis Krahl\n"
    )
    assert not found(
        request(body.format("Ich bewerbe mich um nichts."), "Ihre Beete"), "asks-for-job", context
    )
    assert found(
        request(body.format("Hätten Sie Zeit für ein Informationsgespräch?"), "Ihre Beete"),
        "names-the-term",
        context,
    )
