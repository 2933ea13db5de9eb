"""What Mira has learned: two fields side by side, one in full, what somebody said, the verdict."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client

from fifteen.actions import campaigns, fields, meetings
from fifteen.actions.fields import Learned
from fifteen.method.words import Feeling, Medium, Refusal, Slot, Stance, Verdict
from fifteen.store import notes
from fifteen.store.models import Belief, Campaign, Person
from tests.pages import here
from tests.pages.here import h1, main_buttons, says, words
from tests.world import NOW, diary, knows

pytestmark = pytest.mark.django_db
_clock = here._clock
FIELD = "grid-modelling"


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana, who has talked and was thanked."""
    return diary(knows(mira, "Ana Ruiz"), "2 Nov asked\n9 Nov met conversation=t1\n10 Nov thanked")


def believes(mira: Campaign, text: str = "It is dull") -> Belief:
    answer = campaigns.believe(mira, "grid modelling", text, NOW)
    assert isinstance(answer, Belief)
    return answer


def said(mira: Campaign, who: Person, text: str = "", **more: Any) -> str:
    answer = fields.learn(mira, FIELD, who.key, Learned(text, **more), NOW)
    assert not isinstance(answer, Refusal)
    return notes.book(mira).fields[0].insights[-1].key


def send(seat: Client, then: str, **form: str) -> Any:
    return seat.post(f"/fields/{FIELD}/{then}", form)


# two side by side


def test_without_a_field_it_asks_for_one_and_not_knowing_is_an_answer(
    seat: Client, mira: Campaign
) -> None:
    campaigns.drop_field(mira, "grid modelling", NOW)
    answer = seat.get("/fields")
    assert "Which field do you wonder about?" in words(answer)
    assert "I don’t know yet" in words(answer)
    assert main_buttons(answer) == 1


def test_beliefs_stand_with_their_state_and_who_said_so(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    dull, lonely = believes(mira), believes(mira, "One works alone")
    said(mira, ana, "Never the same day twice", claim=dull.key, stance=Stance.AGAINST)
    said(mira, ana, "Alone from six to nine", claim=lonely.key)
    said(mira, knows(mira, "Tom Lee"), claim=lonely.key, stance=Stance.AGAINST)
    page = words(seat.get("/fields"))
    assert "Two beliefs in one field: one corrected and one open." in page
    assert "It is dull Never the same day twice Corrected. Ana Ruiz" in page
    assert "Ana Ruiz says yes, Tom Lee says no." in page


def test_quotes_stand_with_their_source(seat: Client, mira: Campaign, ana: Person) -> None:
    said(mira, ana, "The quiet of a model that runs", feeling=Feeling.LIKES)
    said(mira, ana, "Fewer meetings", feeling=Feeling.WOULD_CHANGE)
    page = words(seat.get("/fields"))
    assert "“The quiet of a model that runs” Ana Ruiz, Tue 24 Nov · what they like" in page
    assert "“Fewer meetings” Ana Ruiz, Tue 24 Nov · what they would change" in page


def test_the_main_button_prepares_the_talk_that_can_settle_something(
    seat: Client, mira: Campaign
) -> None:
    believes(mira)
    tom = knows(mira, "Tom Lee")
    booked = meetings.book(tom, NOW.replace(hour=9, minute=0), "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal)
    answer = seat.get("/fields")
    assert "Tom Lee can speak to one of them today at ten." in words(answer)
    assert f'<a class="btn main" href="/conversations/{booked[0].key}/prepare">' in (
        answer.content.decode()
    )
    assert main_buttons(answer) == 1


def test_a_field_can_be_put_beside_another(seat: Client, mira: Campaign) -> None:
    for name in ("Museums", "Brewing"):
        campaigns.add_field(mira, name, NOW)
    page = seat.get("/fields?f=brewing&f=museums&f=nonsense").content.decode()
    assert page.index('id="hf1"><a href="/fields/brewing"') < page.index(
        'id="hf2"><a href="/fields/m'
    )
    assert 'href="/fields/grid-modelling">' not in page


def test_a_closed_field_is_in_the_line_and_not_on_the_page(seat: Client, mira: Campaign) -> None:
    campaigns.add_field(mira, "Museums", NOW)
    fields.decide(mira, "museums", Verdict.NOT_FOR_ME, "", NOW)
    page = words(seat.get("/fields"))
    assert "Museums closed" in page
    assert page.count("Verdict") == 1


def test_a_field_is_added_once_and_a_sixth_refused(seat: Client, mira: Campaign) -> None:
    answer = seat.post("/fields/add", {"name": "Museums"})
    assert answer.headers["Location"] == "/fields/museums"
    for name in ("Law", "Brewing", "Teaching"):
        campaigns.add_field(mira, name, NOW)
    refused = seat.post("/fields/add", {"name": "Forestry"})
    assert refused.status_code == 422
    assert 'value="Forestry"' in refused.content.decode()


# one in full


def test_a_field_says_how_much_was_heard_and_what_nobody_spoke_of(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    said(mira, ana, "Poor at first", says="The pay is poor", slot=Slot.PAY, talk="t1")
    answer = seat.get(f"/fields/{FIELD}")
    assert h1(answer) == "Grid modelling"
    page = words(answer)
    assert "One talk. Five more, and you will have heard most of it." in page
    assert "Ana Ruiz Mon 9 Nov: one said, one new" in page
    assert "Pay The pay is poor Yes “Poor at first” Ana Ruiz" in page
    asked = page.partition("Nobody has spoken of these yet.")[2]
    assert "Where it is going" in asked
    assert main_buttons(answer) == 1


def test_what_nobody_spoke_of_becomes_a_question_of_the_next_preparation(
    seat: Client, mira: Campaign
) -> None:
    tom = knows(mira, "Tom Lee")
    talk = meetings.prepare(tom, NOW)
    send(seat, "question", question="Who decides what is modelled?")
    page = words(seat.get(f"/conversations/{talk.key}/prepare"))
    assert "Who decides what is modelled? Left open" in page


def test_a_belief_is_written_down_settled_and_taken_off(seat: Client, mira: Campaign) -> None:
    assert send(seat, "belief", belief="It is dull").status_code == 302
    (belief,) = notes.book(mira).fields[0].beliefs
    send(seat, "settle", key=belief.key, state="corrected", text="Only in March")
    assert "It is dull Only in March Corrected. You settled it yourself." in words(
        seat.get(f"/fields/{FIELD}")
    )
    assert send(seat, "settle", key=belief.key, state="perhaps").status_code == 422
    send(seat, "strike", what="belief", key=belief.key)
    assert notes.book(mira).fields[0].beliefs == ()


def test_everybody_who_spoke_to_a_belief_can_be_read_and_changed(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    belief = believes(mira)
    key = said(mira, ana, "Never the same day twice", claim=belief.key, stance=Stance.AGAINST)
    said(mira, knows(mira, "Tom Lee"), "Every day the same", claim=belief.key)
    answer = seat.get(f"/fields/{FIELD}")
    assert "No “Never the same day twice” Ana Ruiz" in words(answer)
    assert "Yes “Every day the same” Tom Lee" in words(answer)
    assert f"/insight?insight={key}" in answer.content.decode()


def test_an_empty_belief_is_refused_and_the_page_stands(seat: Client, mira: Campaign) -> None:
    answer = send(seat, "belief", belief=" ")
    assert answer.status_code == 422
    assert "Write down what you picture first." in words(answer)


def test_what_is_read_is_ticked_and_what_it_left_open_answered(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    send(seat, "reading", title="Winter Peaks", via="Ana Ruiz")
    (book,) = notes.book(mira).fields[0].reading
    send(seat, "reading", key=book.key, title=book.title, done="on", text="Peaks are rare")
    send(seat, "question", question="Who decides?")
    (left,) = notes.book(mira).fields[0].left
    said(mira, ana, "The regulator does", question=left.key)
    page = words(seat.get(f"/fields/{FIELD}"))
    assert "Winter Peaks read Tue 24 Nov" in page
    assert "Peaks are rare" in page
    assert "Who decides? “The regulator does” Ana Ruiz, Tue 24 Nov" in page


# what somebody said


def test_what_somebody_said_is_kept_with_slot_claim_and_side(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    belief = believes(mira)
    form = {"who": ana.key, "text": "Never", "slot": "tasks", "claim": belief.key}
    answer = send(seat, "insight", **form, stance="against", feeling="likes")
    assert answer.headers["Location"] == f"/fields/{FIELD}#said"
    assert says(seat) == "Kept what Ana Ruiz said."
    (one,) = notes.book(mira).fields[0].insights
    assert (one.slot, one.claim, one.stance, one.feeling) == (
        Slot.TASKS,
        belief.key,
        Stance.AGAINST,
        Feeling.LIKES,
    )


def test_something_new_gets_their_own_words_where_none_are_given(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    send(seat, "insight", who=ana.key, text="The pay is poor", claim="new")
    assert [c.text for c in notes.book(mira).fields[0].heard] == ["The pay is poor"]


def test_without_a_person_nothing_is_lost(seat: Client, mira: Campaign, ana: Person) -> None:
    answer = send(seat, "insight", text="Half is waiting", slot="tasks")
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    assert "Who said it?" in page
    assert "Half is waiting</textarea>" in page
    assert '<option value="tasks" selected>' in page


def test_it_is_changed_where_it_stands_and_taken_off(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    key = said(mira, ana, "Half is waiting")
    page = seat.get(f"/fields/{FIELD}/insight?insight={key}").content.decode()
    assert "What Ana Ruiz said" in page
    send(seat, "insight", insight=key, text="Half is waiting for data")
    (one,) = notes.book(mira).fields[0].insights
    assert (one.text, one.who.key) == ("Half is waiting for data", ana.key)
    send(seat, "strike", what="insight", key=key)
    assert notes.book(mira).fields[0].insights == ()


# the verdict


def test_not_for_me_says_what_it_saved_and_names_who_helped(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    answer = send(seat, "verdict", verdict="not-for-me", why="Too many screens")
    assert answer.headers["Location"] == "/news?what=field-closed&field=grid+modelling"
    assert says(seat) == "grid modelling is not for you, and you found out in good time."
    assert "Ana Ruiz" in words(seat.get(answer.headers["Location"]))
    page = seat.get(f"/fields/{FIELD}")
    assert "One conversation, about 15 minutes of listening, told you" in words(page)
    assert "Too many screens" in words(page)
    assert "Tell them what came of it" in words(page)


def test_nobody_is_told_of_a_verdict_that_is_still_open(
    seat: Client, mira: Campaign, ana: Person
) -> None:
    page = seat.get(f"/fields/{FIELD}").content.decode()
    assert "Ana Ruiz" in page
    assert "Tell them what came of it" not in page


def test_a_verdict_that_is_none_is_refused(seat: Client, mira: Campaign) -> None:
    assert send(seat, "verdict", verdict="maybe").status_code == 422


@pytest.mark.parametrize("address", ["/fields", f"/fields/{FIELD}"])
def test_it_asks_the_database_little(
    seat: Client, mira: Campaign, ana: Person, address: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        said(mira, ana, f"Line {number}", says=f"Claim {number}", slot=Slot.PAY)
    with django_assert_max_num_queries(11):
        seat.get(address)
