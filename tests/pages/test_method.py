"""The page of the method: every number and every finding stands at its row, with its source."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from fifteen.actions import letters, meetings
from fifteen.actions import numbers as own_numbers
from fifteen.actions._drafting import context, facts
from fifteen.method import numbers
from fifteen.method.letters.check import check
from fifteen.method.words import Letter as Written
from fifteen.method.words import LetterContext, LetterKind, Medium, Refusal, TieKind
from fifteen.pages import _plan, _words
from fifteen.store.models import Campaign, Letter
from tests import world
from tests.pages import here
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock


def row(seat: Client, id: str) -> str:
    """What the page says at one row."""
    page = " ".join(seat.get("/method").content.decode().split())
    return page.partition(f'<div id="{id}">')[2].partition("</dd></div>")[0]


def test_each_number_and_each_finding_stands_at_its_row_with_its_source(
    seat: Client, mira: Campaign
) -> None:
    rows = {id: row(seat, id) for id in {line["row"] for line in numbers.table().values()}}
    for name, line in numbers.table().items():
        assert f'href="/settings/numbers#{name}"' in rows[line["row"]], name
        assert line["source"].replace("&", "&amp;") in rows[line["row"]], name
    for study in numbers.studies().values():
        said = rows.get(study.row) or row(seat, study.row)
        assert " ".join(study.sentence.split()) in said
        assert study.source.replace("&", "&amp;") in said
    assert 'href="/settings/assumptions"' in rows["C5"]


def test_a_number_of_ones_own_is_the_one_that_is_shown(seat: Client, mira: Campaign) -> None:
    choose(mira, reminder_after=9)
    assert "Remind after: 9&nbsp;working days</a> <span>(yours; ours is 7)</span>" in row(
        seat, "R6"
    )


def choose(campaign: Campaign, **own: int) -> None:
    done = own_numbers.choose(campaign, own, NOW)
    assert not isinstance(done, Refusal), done
    campaign.refresh_from_db()


def test_a_request_is_drafted_and_checked_by_the_words_of_settings(mira: Campaign) -> None:
    letter = written(mira, "Ana Ruiz")
    assert facts(letter, NOW).words_request == 75
    choose(mira, words_request=50, words_request_long=100, words_reminder=40)
    letter = Letter.objects.get(pk=letter.pk)
    assert facts(letter, NOW).words_request == 50
    assert facts(letter, NOW).words_reminder == 40
    assert context(letter, NOW).words_long == 100
    long = Written(LetterKind.REQUEST, "Dear Ana,\n\n" + "word " * 120 + "\n\nMira Halonen")
    assert "too-long" in [f.rule for f in check(long, context(letter, NOW))]
    assert "too-long" not in [f.rule for f in check(long, LetterContext())]


def written(campaign: Campaign, name: str) -> Letter:
    who = world.knows(campaign, name, TieKind.FRIEND, "", email=f"{name[:3].lower()}@x.example")
    return letters.begin(who, LetterKind.REQUEST, NOW)


def test_a_long_request_says_what_a_study_found(mira: Campaign) -> None:
    letter = written(mira, "Ana Ruiz")
    assert _words.told(letter, 100)["study"] is None
    assert _words.told(letter, 101)["study"] == numbers.studies()["short"]
    choose(mira, words_request_say=130)
    assert _words.told(Letter.objects.get(pk=letter.pk), 101)["study"] is None


def test_a_yes_is_answered_within_the_hours_that_settings_say(seat: Client, mira: Campaign) -> None:
    world.diary(world.knows(mira, "Ana Ruiz"), "17 Nov asked\n23 Nov said-yes")
    usual = due(seat)
    choose(mira, answer_within=72)
    assert usual.startswith("Due ") and due(seat).startswith("Due by ")
    assert due(seat) != usual


def due(seat: Client) -> str:
    """The pill beside the only step of Today."""
    return here.words(seat.get("/")).partition("Due ")[1] + " ".join(
        here.words(seat.get("/")).partition("Due ")[2].split()[:5]
    )


def test_names_and_spare_questions_are_those_of_settings(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    world.diary(ana, "17 Nov asked\n20 Nov said-yes")
    booked = meetings.book(ana, NOW + timedelta(days=2), "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal), booked
    before = _plan.of(booked[0], mira)
    choose(mira, names_asked=3, questions_spare=0)
    after = _plan.of(booked[0], mira)
    assert "two people" in str(before.blocks) and "three people" in str(after.blocks)
    assert not any(q.droppable for q in after.spare)
    assert any(q.droppable for q in before.spare)


def test_thanks_are_late_when_settings_say(mira: Campaign) -> None:
    choose(mira, thank_within=48)
    ana = world.knows(mira, "Ana Ruiz")
    world.diary(ana, "17 Nov asked\n20 Nov said-yes\n23 Nov met conversation=c")
    letter = letters.begin(ana, LetterKind.THANKS_MET, NOW + timedelta(hours=1))
    assert context(letter, NOW).thank_within == 48
