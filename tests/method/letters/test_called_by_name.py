"""Whom a letter speaks to by name below its greeting (A7): the host, or somebody else."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, FACT, found, request

from fifteen.method.words import Letter, LetterContext, LetterKind, Tie, TieKind


def called(
    sentence: str, subject: str = "Bridges", kind: LetterKind = LetterKind.REQUEST
) -> list[str]:
    letter = Letter(
        kind=kind,
        subject=subject,
        body=f"Dear Ms Vega,\n\n{FACT} {sentence} {ASK}\n\nKind regards,\nAna Lopez\n",
    )
    context = LetterContext(
        host_name="Elena Vega",
        seeker_name="Ana Lopez",
        tie=Tie(TieKind.REFERRED, "Karen Holt"),
    )
    return [finding.quote for finding in found(letter, "wrong-name", context)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("So, Kenji, if that sounds harmless, any day will do.", "Kenji"),
        ("And tell me, Mamadou, is it true?", "Mamadou"),
        ("They say, Mamadou, that you can hear it.", "Mamadou"),
        ("Nobody knows it better than you, Suresh, what people get wrong.", "Suresh"),
        ("Thanks so much, Gwendolyn, and good luck with the spans!", "Gwendolyn"),
        ("Thank you, Mr. Galbraith, for considering it.", "Mr. Galbraith"),
        ("Thank you Mr Galbraith for considering it.", "Mr Galbraith"),
        ("I keep to what the maps do not explain, Ahmed.", "Ahmed"),
        ("So sorry about the birches, Dr. Lindqvist.", "Dr. Lindqvist"),
        ("Trevor, if you have no time, I understand.", "Trevor"),
        ("Would any weekday work, Yvonne?", "Yvonne"),
        ("Dear Mr. Ashdown, it is about bridges.", "Mr. Ashdown"),
        ("My number is below, Leila, if that is easier.", "Leila"),
        ("You, Rebecca, will know.", "Rebecca"),
        ("What struck me, Gregory, was that you walked the bridge.", "Gregory"),
        ("What struck me, Gregory, was the noise.", None),
        ("Perhaps on WhatsApp, Juliana, if that is easier for you?", "Juliana"),
        ("Could we say Monday, Leila, or later?", "Leila"),
        # the host, the seeker, or whoever told of the host
        ("So, Elena, if that sounds harmless, any day will do.", None),
        ("Thank you, Ms. Vega, for considering it.", None),
        ("They say, Lena, that you can hear it.", None),
        ("It is me, Ana, from the bridge.", None),
        ("I heard it from the one who knows, Karen, and I believe it.", None),
        # somebody told of
        ("My friend, Suresh, says hello.", None),
        ("My friend from the night shift, Suresh, sends his best.", None),
        ("Your foreman, Hans, let me in.", None),
        ("The apprentice you train, Karim, never stops talking of it.", None),
        ("I learned it from my first boss, Trevor.", None),
        ("Our oldest, Tyler, draws bridges.", None),
        ("At home are three of us, Trevor, Suresh and I.", None),
        ("I live near Leeds, Yorkshire, and walk.", None),
        ("I moved to a small town, Florence, and stayed.", None),
        ("I told my sister's husband, Ahmed.", None),
        ("You were on the ferry that day, Matilda, which I loved.", None),
        ("I asked Trevor. So, Trevor, I was told, is the one to ask.", None),
        ("I loved the film about the bridge, Amelie, as a child.", None),
        ("The woman who trained you, Dr. Lindqvist, wrote of it.", None),
        ("You say that you are called Lotte. So, Lotte, any day will do.", None),
        ("My old instructor (38 years, Trevor) taught me.", None),
        ("I read the interview with the journalist, Fatou Sow, last week.", None),
        ("I know somebody at your office, Henrik, from the hall.", None),
        ("I have read Rebecca, Emma, and your book.", None),
        ("At Christmas, Leila, my niece, asked of it.", None),
        ("As the poet says, Olga, nothing holds.", None),
        ("In short, Monday, Tuesday or Friday would do.", None),
        ("Say hello to the whole crew, Suresh most of all.", None),
        ('She always said, "Well, Trevor, that is a bridge."', None),
    ],
)
def test_whoever_is_spoken_to_is_the_host(sentence: str, name: str | None) -> None:
    assert called(sentence) == ([name] if name else [])


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("Thank you, Captain MacLeish", ["Captain MacLeish"]),
        ("Following up on bridges, Ms. Nel", ["Ms. Nel"]),
        ("Fifteen minutes about bridges, Suresh?", ["Suresh"]),
        ("Thank you, Ms. Vega", []),
        ("Bridges, from Ana", []),
        ("Karen Holt, bridges", []),
        ("Bridges in Bergen, Norway", []),
        ("Questions from a neighbour, Suresh", []),
    ],
)
def test_whoever_a_subject_speaks_to_is_the_host(subject: str, names: list[str]) -> None:
    assert called("", subject) == names


def test_who_is_greeted_in_what_is_to_be_forwarded_is_the_host() -> None:
    intro = LetterKind.INTRODUCTION_REQUEST
    for greeting, names in (
        ("Dear Mr. Ashdown,", ["Mr. Ashdown"]),
        ("Dear Ms Vega,", []),
        ("Dear Karen,", []),
    ):
        assert (
            called(
                f'Could you send this? "{greeting} I build bridges, and would hear of yours."',
                "x",
                intro,
            )
            == names
        )
    assert called("You know the woman upstairs, Mrs Moe, I hear.", "x", intro) == []


def test_a_wrong_name_of_the_greeting_is_wrong_further_below_and_in_the_subject_too() -> None:
    body = f"Dear Lars,\n\n{FACT} {ASK}\n\nThank you for your time, Lars.\n\nKind regards,\nAna"
    letter = request(body, "Ten minutes of your time, Lars?")
    told = [(f.field, f.quote) for f in found(letter, "wrong-name")]
    assert told == [("subject", "Lars"), ("body", "Lars"), ("body", "Lars")]


def test_one_evening_is_nobody_of_whom_is_told() -> None:
    assert called("Can I call one evening, Carmelo?") == ["Carmelo"]
    assert called("I learned it from one who knows the port, Carmelo, who has retired.") == []
