"""What Mira has ready before ten."""

import pytest

from fifteen.method import rows
from fifteen.method.checklist import checklist, expect
from fifteen.method.words import Goal, Medium


def texts(*given, **more):
    return " / ".join(item.text for item in checklist(*given, **more))


def test_by_phone_the_number_the_zone_and_a_quiet_door():
    said = texts(Medium.PHONE, Goal.FURTHER_PERSON, "It is 11:00 where she is", "+1 555 0147", True)
    assert said.startswith("Number: +1 555 0147 / A quiet room")
    assert "It is 11:00 where she is" in said
    assert "Dress as if they could see you" in said
    assert "face down until the end" in said


def test_in_person_the_route_and_ten_minutes_early():
    said = texts(Medium.IN_PERSON, Goal.CONNECTION, place="4 Quay Street")
    assert said.startswith("Route to 4 Quay Street / At the door early")
    assert "10 minutes early" in said
    assert "held up" in said


@pytest.mark.parametrize("medium", Medium)
def test_a_place_that_is_missing_is_said_to_be_missing(medium):
    assert " yet: " in checklist(medium, Goal.CONNECTION)[0].text


@pytest.mark.parametrize("medium", Medium)
def test_the_resume_is_on_the_list_only_where_it_is_in_the_plan(medium):
    assert "Résumé" in texts(medium, Goal.CONNECTION, resume=True)
    assert "Résumé" not in texts(medium, Goal.CONNECTION)


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("goal", Goal)
def test_every_line_has_its_row(medium, goal):
    for item in checklist(medium, goal, "An hour ahead", "here", True):
        assert item.text and rows.of(item.row)


def test_nothing_more_than_information_advice_names_and_being_remembered_is_expected():
    assert expect().startswith("Information, advice, perhaps a name, and to be remembered.")
    assert "job" not in expect()
