"""Writing down what is learned of a field, and taking it back."""

from __future__ import annotations

import pytest
from tests.world import NOW, diary, knows

from fifteen.actions import campaigns, fields, journal, news, people
from fifteen.actions._rebuild import rebuild
from fifteen.actions._write import Done
from fifteen.actions.fields import Learned
from fifteen.method import touch
from fifteen.method.beliefs import BeliefState
from fifteen.method.helped import News, NewsKind
from fifteen.method.words import Refusal, Slot, Stance, Verdict
from fifteen.store import helped, notes, read, scope
from fifteen.store.models import Belief, Campaign, Field, Person

FIELD = "grid-modelling"  # the key of "grid modelling"


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana, who has talked and was thanked."""
    return diary(knows(mira, "Ana Ruiz"), "2 Nov asked\n9 Nov met\n10 Nov thanked")


def done(answer: Done | Refusal) -> str:
    assert isinstance(answer, Done), answer
    return answer.act


def believes(mira: Campaign, text: str = "It is dull") -> Belief:
    answer = campaigns.believe(mira, "grid modelling", text, NOW)
    assert isinstance(answer, Belief)
    return answer


def test_a_field_gets_a_key_for_its_address(mira: Campaign) -> None:
    assert scope.fields(mira).get().key == FIELD


def test_a_field_taken_off_and_named_again_begins_anew(mira: Campaign) -> None:
    believes(mira)
    campaigns.drop_field(mira, "grid modelling", NOW)
    campaigns.add_field(mira, "grid modelling", NOW)
    assert scope.fields(mira).get().key == f"{FIELD}-2"
    assert not scope.beliefs(mira).exists()


def test_taking_a_field_off_is_undone_with_everything_in_it(mira: Campaign) -> None:
    belief = believes(mira)
    act = done(campaigns.drop_field(mira, "grid modelling", NOW))
    assert not Field.objects.exists()
    done(journal.withdraw(mira, act, NOW))
    assert scope.fields(mira).get().key == FIELD
    assert scope.beliefs(mira).get().key == belief.key


def test_naming_a_field_is_not_undone_over_what_was_written_since(mira: Campaign) -> None:
    act = done(campaigns.name_field(mira, "Museums", NOW))
    done(fields.believe(mira, "museums", "It is dusty", NOW))
    assert isinstance(journal.withdraw(mira, act, NOW), Refusal)


def test_an_insight_about_a_belief_is_kept_on_its_row(mira: Campaign, ana: Person) -> None:
    belief = believes(mira)
    said = Learned("Never the same day twice", claim=belief.key, stance=Stance.AGAINST)
    act = done(fields.learn(mira, FIELD, ana.key, said, NOW))
    belief.refresh_from_db()
    assert (belief.state, belief.said_by) == ("corrected", "Ana Ruiz")
    done(journal.withdraw(mira, act, NOW))
    belief.refresh_from_db()
    assert (belief.state, belief.said_by) == ("open", "")


def test_the_same_claim_in_the_same_words_is_one_claim(mira: Campaign, ana: Person) -> None:
    tom = knows(mira, "Tom Lee")
    for who, stance in ((ana, Stance.FOR), (tom, Stance.AGAINST)):
        said = Learned(says="The pay is poor", stance=stance, slot=Slot.PAY)
        done(fields.learn(mira, FIELD, who.key, said, NOW))
    (claim,) = notes.book(mira).fields[0].heard
    assert claim.contested


def test_what_somebody_said_goes_with_them_when_they_are_forgotten(
    mira: Campaign, ana: Person
) -> None:
    belief = believes(mira)
    done(fields.learn(mira, FIELD, ana.key, Learned("Dull indeed", claim=belief.key), NOW))
    people.forget(ana, NOW)
    rebuild(mira, NOW)
    belief.refresh_from_db()
    assert belief.state == "open"
    assert notes.book(mira).fields[0].insights == ()


def test_nothing_said_is_no_insight(mira: Campaign, ana: Person) -> None:
    assert isinstance(fields.learn(mira, FIELD, ana.key, Learned("  "), NOW), Refusal)


def test_another_s_field_or_person_is_not_there(mira: Campaign, ana: Person) -> None:
    with pytest.raises(Field.DoesNotExist):
        fields.learn(mira, "museums", ana.key, Learned("Yes"), NOW)
    with pytest.raises(Person.DoesNotExist):
        fields.learn(mira, FIELD, "tom-lee", Learned("Yes"), NOW)


def test_not_for_me_closes_a_field_and_undo_opens_it_again(mira: Campaign) -> None:
    act = done(fields.decide(mira, FIELD, Verdict.NOT_FOR_ME, "Too many screens", NOW))
    assert scope.fields(mira).get().verdict == "not-for-me"
    assert campaigns.fields_of(mira) == []
    done(journal.withdraw(mira, act, NOW))
    assert campaigns.fields_of(mira) == ["grid modelling"]


def test_a_closed_field_makes_room_for_another(mira: Campaign) -> None:
    for name in ("Museums", "Law", "Brewing", "Teaching"):
        done(campaigns.name_field(mira, name, NOW))
    assert isinstance(campaigns.name_field(mira, "Forestry", NOW), Refusal)
    done(fields.decide(mira, "law", Verdict.NOT_FOR_ME, "", NOW))
    done(campaigns.name_field(mira, "Forestry", NOW))


def test_a_belief_is_settled_reworded_and_struck_and_each_is_undone(mira: Campaign) -> None:
    belief = believes(mira)
    done(fields.settle(mira, FIELD, belief.key, BeliefState.CORRECTED, "Only in March", NOW))
    belief.refresh_from_db()
    assert belief.state == "corrected"
    done(fields.believe(mira, FIELD, "It is dull in March", NOW, belief.key))
    belief.refresh_from_db()
    assert (belief.text, belief.state) == ("It is dull in March", "corrected")
    act = done(fields.strike(mira, "belief", belief.key, NOW))
    assert not scope.beliefs(mira).exists()
    done(journal.withdraw(mira, act, NOW))
    assert scope.beliefs(mira).get().state == "corrected"


def test_criteria_scores_reading_and_questions_are_kept(mira: Campaign) -> None:
    done(fields.weigh(mira, "Home by six", 3, NOW, Slot.HOURS))
    (criterion,) = notes.book(mira).criteria
    done(fields.score(mira, FIELD, {criterion.key: 4}, NOW))
    done(fields.read(mira, FIELD, "Winter Peaks, a Primer", NOW, done=False, via="Ana Ruiz"))
    done(fields.wonder(mira, FIELD, "Who decides what is modelled?", NOW))
    field = notes.book(mira).fields[0]
    assert field.scores == {criterion.key: 4}
    assert [(r.title, r.via, r.done) for r in field.reading] == [
        ("Winter Peaks, a Primer", "Ana Ruiz", None)
    ]
    assert [q.text for q in field.left] == ["Who decides what is modelled?"]
    assert isinstance(fields.score(mira, FIELD, {criterion.key: 9}, NOW), Refusal)
    assert isinstance(fields.weigh(mira, "Home", 7, NOW), Refusal)


def test_rows_and_journal_agree_after_a_rebuild(mira: Campaign, ana: Person) -> None:
    belief = believes(mira)
    done(fields.learn(mira, FIELD, ana.key, Learned("Yes", claim=belief.key), NOW))
    before = list(Belief.objects.values()), list(Field.objects.values())
    rebuild(mira, NOW)
    assert (list(Belief.objects.values()), list(Field.objects.values())) == before


def test_an_old_export_s_fields_get_their_entries(mira: Campaign) -> None:
    believes(mira)
    scope.entries(mira).delete()
    Field.objects.update(key="")
    rebuild(mira, NOW)
    (field,) = notes.book(mira).fields
    assert (field.key, [b.text for b in field.beliefs]) == (FIELD, ["It is dull"])


def test_whoever_spoke_of_a_field_or_a_belief_is_among_those_to_be_told(mira: Campaign) -> None:
    tom = diary(knows(mira, "Tom Lee", field=""), "2 Nov asked\n9 Nov met conversation=t1")
    belief = believes(mira)
    said = Learned("Never", claim=belief.key, stance=Stance.AGAINST, talk="t1")
    done(fields.learn(mira, FIELD, tom.key, said, NOW))
    closed = News("", NewsKind.FIELD_CLOSED, field="grid modelling")
    settled = News("", NewsKind.BELIEF_SETTLED, belief=belief.key)
    for one in (closed, settled):
        assert [h.name for h in news.owed(mira, one)] == ["Tom Lee"]


def test_another_name_takes_people_and_everything_said_along(mira: Campaign, ana: Person) -> None:
    ana.field = "grid modelling"
    ana.save(update_fields=["field"])
    done(fields.learn(mira, FIELD, ana.key, Learned("Half is waiting."), NOW))
    act = done(fields.rename(mira, FIELD, "Running the grid", NOW))
    there = notes.book(mira).of(FIELD)
    assert there is not None
    assert (there.name, len(there.insights)) == ("Running the grid", 1)
    assert scope.fields(mira).get().name == "Running the grid"
    assert scope.person(mira, ana.key).field == "Running the grid"
    done(journal.withdraw(mira, act, NOW))
    assert scope.fields(mira).get().name == "grid modelling"
    assert scope.person(mira, ana.key).field == "grid modelling"


def test_news_of_a_field_is_news_of_it_by_its_new_name(mira: Campaign, ana: Person) -> None:
    done(fields.learn(mira, FIELD, ana.key, Learned("Half is waiting."), NOW))
    closed = News("", NewsKind.FIELD_CLOSED, "Not for me.", "grid modelling")
    assert not isinstance(news.tell(mira, closed, [ana.key], NOW), Refusal)
    done(fields.rename(mira, FIELD, "Running the grid", NOW))
    assert [n.field for n in helped.news(mira)] == ["Running the grid"]
    [her] = [h for h in helped.everybody(mira) if h.key == ana.key]
    assert "running the grid" in her.also


@pytest.mark.parametrize(("name", "says"), [(" ", "called?"), ("museums", "already")])
def test_a_name_that_cannot_be(mira: Campaign, name: str, says: str) -> None:
    done(campaigns.name_field(mira, "Museums", NOW))
    told = fields.rename(mira, FIELD, name, NOW)
    assert isinstance(told, Refusal)
    assert says in told.message


def test_no_undo_leaves_two_fields_of_one_name(mira: Campaign) -> None:
    renamed = done(fields.rename(mira, FIELD, "Running the grid", NOW))
    done(campaigns.name_field(mira, "grid modelling", NOW))
    told = journal.withdraw(mira, renamed, NOW)
    assert isinstance(told, Refusal)
    assert sorted(scope.fields(mira).values_list("name", flat=True)) == [
        "Running the grid",
        "grid modelling",
    ]
    dropped = done(campaigns.drop_field(mira, "grid modelling", NOW))
    done(campaigns.name_field(mira, "grid modelling", NOW))
    assert isinstance(journal.withdraw(mira, dropped, NOW), Refusal)
    assert scope.fields(mira).count() == 2


def test_a_belief_settled_by_hand_is_a_reason_to_write_to_whoever_spoke_to_it(
    mira: Campaign,
) -> None:
    talked = diary(knows(mira, "Ana Ruiz"), "2 Nov asked\n9 Nov met conversation=c\n10 Nov thanked")
    belief = believes(mira)
    said = Learned("Sometimes", claim=belief.key, stance=Stance.FOR, talk="c")
    done(fields.learn(mira, FIELD, talked.key, said, NOW))
    assert reasons(talked) == []
    act = done(fields.settle(mira, FIELD, belief.key, BeliefState.CORRECTED, "It is not", NOW))
    assert reasons(talked) == [
        "You pictured: “It is dull”. They spoke of it, and you know by now that it is not so."
    ]
    done(journal.withdraw(mira, act, NOW))
    assert reasons(talked) == []


def reasons(person: Person) -> list[str]:
    """The reasons there are to write a line to them."""
    stands = read.standing_of(person)
    since = helped.since(person.campaign, [person], {person.pk: stands})[person.pk]
    return [reason.sentence for reason in touch.reasons(since, NOW.date())]
