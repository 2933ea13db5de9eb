"""Mira Halonen wonders about two fields and does not know whom to ask first."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method import approach, rows
from fifteen.method.words import Channel, Host, LetterKind, Seeker, Tie, TieKind

TODAY = date(2026, 11, 24)
FIELDS = ("Grid modelling", "Exhibition development")
MIRA = Seeker(name="Mira Halonen", employers=("Calder School", "Lumen Instruments Ltd"))
NEAREST_FIRST = [
    TieKind.INTRODUCED,
    TieKind.REFERRED,
    TieKind.FRIEND,
    TieKind.COLLEAGUE,
    TieKind.FAMILY,
    TieKind.DORMANT,
    TieKind.ALUMNI,
    TieKind.GROUP,
    TieKind.WEAK,
    TieKind.NONE,
]


def rank(role="", organisation="", tie=TieKind.NONE, via="", fields=FIELDS, **more):
    facts = {
        "email": True,
        "phone": False,
        "link": False,
        "connected_on": None,
        "referred_by_host": False,
        "today": TODAY,
    } | more
    host = Host(role=role, organisation=organisation, tie=Tie(tie, via))
    return approach.rank(host, MIRA, fields, **facts)


def score(*given, **more):
    return rank(*given, **more).score


@pytest.mark.parametrize("role", ["Grid modeller", "Baker"])
def test_the_nearer_the_tie_the_earlier(role):
    scores = [score(role, "Northgrid", tie) for tie in NEAREST_FIRST]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_name_given_by_a_host_comes_before_all_others_even_without_a_role():
    named = score(tie=TieKind.REFERRED, via="Ana Ruiz", referred_by_host=True, email=False)
    others = [score("Grid modeller", "Northgrid", tie) for tie in NEAREST_FIRST]
    assert named > max(others)


def test_an_introduction_comes_before_a_friend_who_does_the_work():
    assert score("Baker", "Mill", TieKind.REFERRED, "Tom Lee") > score(
        "Grid modeller", "Northgrid", TieKind.FRIEND
    )


def test_a_friend_who_does_the_work_comes_before_one_who_does_not():
    works = score("Grid modeller", "Northgrid", TieKind.FRIEND)
    assert works > score("Baker", "Mill", TieKind.FRIEND)


@pytest.mark.parametrize(
    "role", ["Exhibition developer", "Head of Exhibitions Development", "Senior grid modeler"]
)
def test_the_field_is_recognised_in_other_forms_of_its_words(role):
    assert " works in " in rank(role, "Somewhere", TieKind.FRIEND).reason


@pytest.mark.parametrize("role", ["Software developer", "Baker", "Development manager"])
def test_a_word_that_every_field_has_does_not_make_a_fit(role):
    assert " works in " not in rank(role, "Somewhere", TieKind.FRIEND).reason


def test_the_field_can_stand_in_the_organisation_or_in_the_contacts_own_field():
    assert " works in " in rank("Analyst", "Grid Modelling Partners").reason
    host = Host(role="Analyst", organisation="Northgrid", field="Grid modelling")
    facts = {"email": True, "phone": False, "link": False, "connected_on": None}
    ranking = approach.rank(host, MIRA, FIELDS, **facts, referred_by_host=False, today=TODAY)
    assert " works in " in ranking.reason


def test_without_wished_fields_the_tie_alone_decides():
    assert score("Grid modeller", "Northgrid", fields=()) == score("Baker", "Mill", fields=())


def test_somebody_without_role_and_organisation_comes_later_and_the_reason_says_what_to_add():
    blank = rank(tie=TieKind.ALUMNI, via="Calder University")
    assert blank.score < score("Baker", "Mill", TieKind.ALUMNI, "Calder University")
    assert "Add a role or an organisation" in blank.reason


def test_somebody_who_works_where_mira_worked_is_nearer_than_a_stranger():
    there = rank("Technical writer", "Lumen Instruments", TieKind.WEAK)
    assert there.score > score("Technical writer", "Other Instruments", TieKind.WEAK)
    assert there.reason == "Works where you have worked too."


def test_somebody_who_can_be_written_to_comes_before_somebody_without_an_address():
    mail, phone = score("Baker"), score("Baker", email=False, phone=True)
    link, nothing = score("Baker", email=False, link=True), rank("Baker", email=False)
    assert mail > phone > link > nothing.score
    assert nothing.reason.endswith("No address yet.")


def test_an_online_tie_of_some_years_comes_before_one_of_last_month():
    old = score("Baker", "Mill", TieKind.WEAK, connected_on=date(2020, 1, 1))
    assert old > score("Baker", "Mill", TieKind.WEAK, connected_on=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("tie", "via", "reason"),
    [
        (
            TieKind.COLLEAGUE,
            "",
            "A former colleague who works in grid modelling.",
        ),
        (
            TieKind.REFERRED,
            "Tom Lee",
            "A name you were given, and works in grid modelling.",
        ),
        (
            TieKind.ALUMNI,
            "Boalt",
            "A fellow graduate who works in grid modelling.",
        ),
        (TieKind.NONE, "", "Somebody new who works in grid modelling."),
    ],
)
def test_the_reason_is_one_sentence_to_read(tie, via, reason):
    assert rank("Grid modeller", "Northgrid", tie, via).reason == reason


@pytest.mark.parametrize("tie", TieKind)
def test_the_reason_never_says_role_and_organisation_again(tie):
    for named in (True, False):
        reason = rank("Baker", "Corner Mill", tie, "Tom Lee", referred_by_host=named).reason
        assert "Baker" not in reason and "Corner Mill" not in reason


def test_a_friend_outside_the_fields_is_asked_whom_they_know():
    assert rank("Baker", "Mill", TieKind.FRIEND).reason == (
        "A friend, outside your fields: ask whom they know there."
    )
    assert rank("Baker", "Mill", TieKind.FRIEND, fields=()).reason == "A friend."


def test_a_friend_who_may_work_in_a_field_is_not_said_to_be_outside():
    law = ("privacy law",)
    assert rank("Privacy counsel", "Globex", TieKind.FRIEND, fields=law).reason == "A friend."


def test_a_name_from_a_host_says_by_when_to_write():
    named = {"referred_by_host": True, "via": "Ana Ruiz", "tie": TieKind.REFERRED}
    fresh = rank("Baker", "Mill", **named, fresh_until=date(2026, 11, 27)).reason
    assert fresh == "A host named them. Write by Fri 27 Nov, while the name is fresh."
    old = rank("Baker", "Mill", **named, fresh_until=date(2026, 11, 20)).reason
    assert old.endswith("Write soon: the name is a few days old.")
    cold = rank("Baker", "Mill", **named, fresh_until=date(2026, 10, 8)).reason
    assert cold.endswith("Write soon: the name is more than six weeks old.")
    both = rank("Grid modeller", "Northgrid", **named).reason
    assert both == "A host named them, and they work in grid modelling."


def test_of_those_one_lost_touch_with_whoever_came_far_comes_first():
    plain = rank("Baker", "Mill", TieKind.DORMANT)
    teaches = rank("Baking teacher", "Mill", TieKind.DORMANT)
    leads = rank("Head of baking", "Mill", TieKind.DORMANT)
    assert leads.score > teaches.score > plain.score
    assert leads.reason.startswith("An old acquaintance in a leading role by now")
    assert leads.score < score("Baker", "Mill", TieKind.REFERRED)


def test_an_online_tie_says_since_when():
    old = rank("Grid modeller", "Mill", TieKind.WEAK, connected_on=date(2020, 1, 1))
    assert old.reason == "A contact since 2020 who works in grid modelling."


@settings(deadline=None)
@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(TieKind),
    st.text(max_size=20),
    st.lists(st.text(max_size=30), max_size=3),
    st.booleans(),
    st.booleans(),
    st.none() | st.dates(max_value=TODAY),
)
def test_every_contact_gets_a_score_and_a_reason(
    role, organisation, tie, via, fields, reachable, named, since
):
    ranking = rank(
        role,
        organisation,
        tie,
        via,
        fields,
        email=reachable,
        referred_by_host=named,
        connected_on=since,
    )
    assert 0 <= ranking.score <= 1000
    assert ranking.reason.endswith(".")
    assert rows.of(ranking.row)


@pytest.mark.parametrize(
    ("tie", "mail", "phone", "kind", "channel"),
    [
        (Tie(TieKind.FRIEND), True, True, LetterKind.REQUEST, Channel.MESSAGE),
        (Tie(TieKind.FRIEND), True, False, LetterKind.REQUEST, Channel.MAIL),
        (Tie(TieKind.FAMILY), False, False, LetterKind.REQUEST, Channel.IN_PERSON),
        (Tie(TieKind.INTRODUCED, "Tom Lee"), True, True, LetterKind.REQUEST, Channel.MAIL),
        (Tie(TieKind.REFERRED, "Tom Lee"), True, False, LetterKind.REQUEST, Channel.MAIL),
        (Tie(TieKind.REFERRED, "Tom"), False, True, LetterKind.CALL_SCRIPT, Channel.PHONE),
        (Tie(TieKind.REFERRED, "Tom"), False, False, LetterKind.INTRODUCTION_REQUEST, Channel.MAIL),
        (Tie(TieKind.WEAK, "Tom"), True, True, LetterKind.INTRODUCTION_REQUEST, Channel.MAIL),
        (Tie(TieKind.WEAK), True, True, LetterKind.REQUEST, Channel.MAIL),
        (Tie(TieKind.ALUMNI, "Boalt"), False, True, LetterKind.CALL_SCRIPT, Channel.PHONE),
        (Tie(TieKind.NONE), True, True, LetterKind.REQUEST, Channel.MAIL),
        (Tie(TieKind.NONE), False, False, LetterKind.REQUEST, Channel.MESSAGE),
    ],
)
def test_how_to_ask_depends_on_the_tie_and_the_addresses(tie, mail, phone, kind, channel):
    way = approach.way(tie, mail, phone)
    assert (way.kind, way.channel) == (kind, channel)
    assert way.sentence.endswith(".") and rows.of(way.row)


def test_the_way_names_the_person_it_goes_through():
    assert "Tom Lee" in approach.way(Tie(TieKind.REFERRED, "Tom Lee"), True, False).sentence
    assert "Tom Lee" in approach.way(Tie(TieKind.WEAK, "Tom Lee"), True, False).sentence
