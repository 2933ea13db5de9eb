"""The preparation: plan, goal, what is known, what to have ready."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from fifteen.actions import _write, campaigns, meetings, papers
from fifteen.method.words import Goal, Medium, Purpose, Refusal, TieKind, Verb
from fifteen.pages import _plan
from fifteen.store import notes, scope
from fifteen.store.models import Campaign, Conversation, Person
from tests import world

pytestmark = pytest.mark.django_db

HERE = "/conversations/{}/prepare"


@pytest.fixture
def ana(mira: Campaign) -> Person:
    return world.knows(mira, "Ana Ruiz", phone="+44 20 7946 0147")


@pytest.fixture
def talk(ana: Person) -> Conversation:
    """Booked, by phone, some days on: the clock of the pages is the real one."""
    start = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=2)
    booked = meetings.book(ana, start, "Europe/Berlin", Medium.PHONE, timezone.now())
    assert not isinstance(booked, Refusal)
    return booked[0]


def page(seat: Client, talk: Conversation) -> str:
    answer = seat.get(HERE.format(talk.key))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def asked(seat: Client, talk: Conversation) -> list[str]:
    """The questions of the plan in their order."""
    return re.findall(r'<p class="ask">(.*?)</p>', page(seat, talk))


def keys(seat: Client, talk: Conversation) -> list[str]:
    return re.findall(r'<li class="q" data-key="([^"]+)"', page(seat, talk))


def post(seat: Client, talk: Conversation, then: str, **data: object) -> int:
    return seat.post(f"/conversations/{talk.key}/{then}", data).status_code


def test_the_title_says_when_how_and_whether_one_is_ready(seat: Client, talk: Conversation) -> None:
    shown = page(seat, talk)
    title = re.search(r"<h1>(.*?)</h1>", shown)
    assert title
    assert ", by phone. " in title.group(1)
    assert title.group(1).endswith("A few quiet minutes will do.")
    assert shown.count('class="btn main"') == 1
    assert f'href="/conversations/{talk.key}/room"' in shown


def test_the_plan_begins_with_an_opening_and_ends_with_thanks(
    seat: Client, talk: Conversation
) -> None:
    shown = page(seat, talk)
    assert shown.index("<h3>Opening</h3>") < shown.index("<h3>Who else?</h3>")
    assert shown.index("<h3>Who else?</h3>") < shown.index("<h3>Thanks, and you end it</h3>")
    minutes = [int(m) for m in re.findall(r'<li[^>]* data-m="(\d+)"', shown)]
    assert sum(minutes) == 15


def test_a_question_of_ones_own_is_in_the_plan(seat: Client, talk: Conversation) -> None:
    assert post(seat, talk, "question", question="How many prototypes   failed?") == 302
    assert "How many prototypes failed?" in asked(seat, talk)


def test_an_empty_question_is_refused_beside_its_field(seat: Client, talk: Conversation) -> None:
    answer = seat.post(f"/conversations/{talk.key}/question", {"question": "  "})
    assert answer.status_code == 422
    assert "Write the question first." in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_question_too_long_to_say_is_refused_and_not_lost(
    seat: Client, talk: Conversation
) -> None:
    answer = seat.post(f"/conversations/{talk.key}/question", {"question": "why " * 200})
    assert answer.status_code == 422
    assert "why why why" in answer.content.decode()


def test_a_question_is_moved_later_and_earlier(seat: Client, talk: Conversation) -> None:
    before = keys(seat, talk)
    post(seat, talk, "questions", move="down", key=before[0])
    assert keys(seat, talk) == [before[1], before[0], *before[2:]]
    post(seat, talk, "questions", move="up", key=before[0])
    assert keys(seat, talk) == before


def test_the_first_stays_first_when_it_is_moved_up(seat: Client, talk: Conversation) -> None:
    before = keys(seat, talk)
    post(seat, talk, "questions", move="up", key=before[0])
    assert keys(seat, talk) == before


def test_a_whole_order_comes_from_the_script(seat: Client, talk: Conversation) -> None:
    before = keys(seat, talk)
    answer = seat.post(
        f"/conversations/{talk.key}/questions",
        {"order": list(reversed(before))},
        headers={"X-Requested-With": "fetch"},
    )
    assert answer.status_code == 204
    assert keys(seat, talk) == list(reversed(before))


def test_an_order_with_questions_nobody_knows_leaves_them_out(
    seat: Client, talk: Conversation
) -> None:
    before = keys(seat, talk)
    post(seat, talk, "questions", order=["nonsense", before[1], before[1]])
    assert keys(seat, talk) == [before[1]]


def test_what_is_put_in_from_the_bank_is_in_the_plan_even_when_it_is_full(
    seat: Client, talk: Conversation
) -> None:
    for _ in range(4):
        new = _plan.of(scope.conversation(talk.campaign, talk.key), talk.campaign).bank[0]
        post(seat, talk, "questions", put=new.key)
        assert keys(seat, talk)[-1] == new.key
        assert len(keys(seat, talk)) <= 5


def test_what_is_left_out_goes_back_to_the_bank(seat: Client, talk: Conversation) -> None:
    before = keys(seat, talk)
    post(seat, talk, "questions", out=before[1])
    assert keys(seat, talk) == [before[0], *before[2:]]
    assert f'name="put" value="{before[1]}"' in page(seat, talk)


def test_the_order_can_be_given_back_to_the_method(seat: Client, talk: Conversation) -> None:
    before = keys(seat, talk)
    post(seat, talk, "questions", move="down", key=before[0])
    post(seat, talk, "questions", again="1")
    assert keys(seat, talk) == before


def test_ones_own_question_comes_first_also_in_an_order_of_ones_own(
    seat: Client, talk: Conversation
) -> None:
    before = keys(seat, talk)
    post(seat, talk, "questions", move="down", key=before[0])
    post(seat, talk, "question", question="What surprised you?")
    assert asked(seat, talk)[0] == "What surprised you?"


def test_ones_own_question_can_be_taken_away(seat: Client, talk: Conversation) -> None:
    post(seat, talk, "question", question="What surprised you?")
    post(seat, talk, "question", drop="What surprised you?")
    assert "What surprised you?" not in page(seat, talk)


def test_the_goal_is_chosen_and_shapes_the_end(seat: Client, talk: Conversation) -> None:
    post(seat, talk, "goal", goal="3")
    shown = page(seat, talk)
    assert 'value="3" checked' in shown
    assert "I will try what you advised" in shown


def test_a_goal_that_does_not_exist_changes_nothing(seat: Client, talk: Conversation) -> None:
    post(seat, talk, "goal", goal="9")
    talk.refresh_from_db()
    assert talk.goal == Goal.FURTHER_PERSON


def test_the_resume_has_a_place_near_the_end_if_one_wants(seat: Client, talk: Conversation) -> None:
    assert "Résumé, for advice" not in page(seat, talk)
    post(seat, talk, "goal", resume="yes")
    assert "Résumé, for advice" in page(seat, talk)
    assert "Résumé within reach" in page(seat, talk)
    post(seat, talk, "goal", resume="no")
    assert "Résumé, for advice" not in page(seat, talk)


def test_an_opening_is_no_fitting_goal_for_who_only_wants_to_learn(
    seat: Client, talk: Conversation
) -> None:
    assert talk.campaign.purpose == Purpose.LEARN
    assert "not what your campaign is for" in page(seat, talk)


def test_ticks_are_kept_and_can_be_taken_back(seat: Client, talk: Conversation) -> None:
    item = re.findall(r'name="item" value="([^"]+)"', page(seat, talk))
    for key in item:
        post(seat, talk, "tick", item=key)
    assert "You are ready." in page(seat, talk)
    post(seat, talk, "tick", untick=item[0])
    assert "You are nearly ready." in page(seat, talk)


def test_what_was_read_is_written_down_and_no_longer_blank(
    seat: Client, talk: Conversation
) -> None:
    assert "Paste what you read" in page(seat, talk)
    post(seat, talk, "read", read="Opened 1998, four galleries.", why="her talk")
    shown = page(seat, talk)
    assert "Opened 1998, four galleries." in shown
    assert "Paste what you read" not in shown
    talk.person.refresh_from_db()
    assert talk.person.why == "her talk"


def test_a_belief_becomes_a_question(seat: Client, talk: Conversation) -> None:
    post(seat, talk, "belief", belief="The day is mostly drawing.")
    assert any("The day is mostly drawing" in q for q in asked(seat, talk))


def test_an_empty_belief_is_refused_beside_its_field(seat: Client, talk: Conversation) -> None:
    answer = seat.post(f"/conversations/{talk.key}/belief", {"belief": ""})
    assert answer.status_code == 422
    assert "Write down what you picture first." in answer.content.decode()


def test_without_a_field_the_page_says_where_to_choose_one(seat: Client, mira: Campaign) -> None:
    bo = world.knows(mira, "Bo Lind", TieKind.NONE, via="", field="")
    shown = page(seat, meetings.prepare(bo, world.NOW))
    assert 'name="belief"' not in shown
    assert "/people/bo-lind#facts" in shown


def test_a_talk_that_is_not_booked_can_be_prepared_too(seat: Client, mira: Campaign) -> None:
    bo = world.knows(mira, "Bo Lind")
    assert "<h1>Not booked yet." in page(seat, meetings.prepare(bo, world.NOW))


def test_the_hour_is_said_where_the_host_is_too(seat: Client, talk: Conversation) -> None:
    talk.person.zone = "America/New_York"
    talk.person.save()
    assert "where Ana is" in page(seat, talk)


def test_a_talk_that_is_over_leads_to_its_debrief(seat: Client, talk: Conversation) -> None:
    meetings.start(talk, timezone.now())
    assert not isinstance(meetings.end(talk, timezone.now()), Refusal)
    assert f'href="/conversations/{talk.key}/debrief"' in page(seat, talk)


def test_the_rehearsal_is_one_click_away(seat: Client, talk: Conversation) -> None:
    assert f'href="/conversations/{talk.key}/rehearse"' in page(seat, talk)


def test_what_reading_left_open_comes_first_in_the_plan(seat: Client, talk: Conversation) -> None:
    form = {"read": "Their paper on storms", "open": "What broke first?\n\nWho noticed?"}
    seat.post(f"/conversations/{talk.key}/read", form)
    said = page(seat, talk)
    assert "What broke first?" in said and "Who noticed?" in said
    assert said.index("What broke first?") < said.index("Question bank")


def test_what_nobody_has_told_yet_is_said_and_asked_first(seat: Client, talk: Conversation) -> None:
    assert "nobody has told you yet" not in page(seat, talk)
    field = notes.book(talk.campaign).named("grid modelling")
    assert field is not None
    heard = {"key": "k1", "field": field.key, "slot": "tasks", "text": "Mostly cleaning data"}
    line = _write.Line(Verb.LEARNED, world.TODAY, heard)
    _write.append(talk.campaign, talk.person, [line], world.NOW)
    assert "nobody has told you yet" in page(seat, talk)


def test_it_asks_the_database_little(
    seat: Client, talk: Conversation, django_assert_max_num_queries: object
) -> None:
    campaigns.believe(talk.campaign, "grid modelling", "It is dull.", world.NOW)
    papers.add_question(talk, "Why?")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page(seat, talk)


@pytest.mark.parametrize(
    "then", ["prepare", "goal", "questions", "question", "tick", "read", "belief"]
)
def test_somebody_else_s_talk_is_not_there(seat: Client, mira: Campaign, then: str) -> None:
    other = world.seeker("Otto")
    theirs = meetings.prepare(world.knows(other, "Ana Ruiz"), world.NOW)
    ask = seat.get if then == "prepare" else seat.post
    assert ask(f"/conversations/{theirs.key}/{then}").status_code == 404
