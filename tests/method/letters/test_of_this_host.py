"""What a request says of this host (A6): what speaks to them, and a firm that is named by more than
its trade."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import found, request

from fifteen.method.words import LetterContext

AIM = "Could I have ten minutes on the telephone to learn how people come to it?"


def nothing_personal(middle: str, organisation: str, role: str = "owner") -> bool:
    body = f"Dear Ms Vega,\n\n{middle} {AIM}\n\nKind regards,\nAna Lopez\n"
    context = LetterContext(
        host_name="Elena Vega",
        host_organisation=organisation,
        host_role=role,
        seeker_name="Ana Lopez",
    )
    return bool(found(request(body, "A question"), "nothing-personal", context))


@pytest.mark.parametrize(
    ("organisation", "said", "nothing"),
    [
        ("Lisle Yoga", "I was a swimming teacher and now I'd like to take up yoga.", True),
        ("Lisle Yoga", "I was a swimming teacher and saw the class at Lisle on the green.", False),
        ("Lisle Yoga", "I was a swimming teacher and walk past Lisle Yoga each day.", False),
        ("Abbott Bookkeeping", "I've kept the books of a plumber and like bookkeeping.", True),
        ("Abbott Bookkeeping", "I've kept the books of a plumber whom Abbott looks after.", False),
        ("Dublin City Buses", "I have lived in Dublin all my life and drive a van there.", True),
        ("Dublin City Buses", "I have driven a van beside Dublin City Buses all my life.", False),
    ],
)
def test_a_firm_is_not_named_by_its_trade_or_its_town_alone(
    organisation: str, said: str, nothing: bool
) -> None:
    assert nothing_personal(said, organisation) is nothing


@pytest.mark.parametrize(
    ("said", "nothing"),
    [
        ("My tutor says that the only way to understand the trade is to hear of it.", True),
        ("People on the ship always spoke of surveyors, and I wish to know how one begins.", True),
        ("You told the harbour newsletter how you surveyed the wreck off Vigo.", False),
        ("The bell frame you built for St Anne's is the best I have rung under.", False),
    ],
)
def test_what_does_not_speak_to_the_host_says_nothing_of_them(said: str, nothing: bool) -> None:
    assert nothing_personal(said, "Northport", "marine surveyor") is nothing
