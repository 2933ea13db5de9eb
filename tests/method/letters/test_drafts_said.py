"""Names, roles, fields and notes of every kind stand well in a sentence."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from tests.method.letters.drafts_world import IFEOMA, MIRA, RICH, VIAS, request

from fifteen.method.letters.drafts import DraftFacts, Length, Tone, draft
from fifteen.method.words import Host, LetterKind, Purpose, Seeker, Tie, TieKind

# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "tie", "greeting"),
    [
        ("Dr Ifeoma Nwosu", TieKind.NONE, "Dear Dr Nwosu,"),
        ("Dr. Ifeoma B. Nwosu", TieKind.NONE, "Dear Dr Nwosu,"),
        ("Prof. Dr. Hans Meyer", TieKind.NONE, "Dear Professor Meyer,"),
        ("Dr Ifeoma Nwosu", TieKind.DORMANT, "Dear Ifeoma,"),
        ("Dr Nwosu", TieKind.DORMANT, "Dear Dr Nwosu,"),
        ("Ana Ruiz", TieKind.NONE, "Dear Ana Ruiz,"),
        ("Ana Ruiz, PhD", TieKind.WEAK, "Dear Ana Ruiz,"),
        ("Ana, PhD Ruiz", TieKind.WEAK, "Dear Ana Ruiz,"),
        ("Ana Ruiz (she/her)", TieKind.WEAK, "Dear Ana Ruiz,"),
        ("Ruiz, Ana", TieKind.DORMANT, "Dear Ana,"),
        ("ANA RUIZ", TieKind.NONE, "Dear Ana Ruiz,"),
        ("Dr María José García López", TieKind.NONE, "Dear Dr María José García López,"),
        ("Dr Lena van der Berg", TieKind.NONE, "Dear Dr Lena van der Berg,"),
        ("王小明", TieKind.DORMANT, "Dear 王小明,"),
        ("Madhavan", TieKind.NONE, "Dear Madhavan,"),
        ("J. Smith", TieKind.DORMANT, "Dear J. Smith,"),
        ('William "Bill" Oakes', TieKind.DORMANT, "Dear Bill,"),
        ("Ben Abara", TieKind.DORMANT, "Dear Ben,"),
        ("Van der Berg", TieKind.DORMANT, "Dear Van der Berg,"),
        ("Sir Ian Holt", TieKind.DORMANT, "Dear Sir Ian Holt,"),
        ("Siobhán O’Neill-Ó Sé 🌱", TieKind.NONE, "Dear Siobhán O’Neill-Ó Sé,"),
        ("", TieKind.NONE, "Dear [their name],"),
    ],
)
def test_people_are_greeted_by_their_names(name: str, tie: TieKind, greeting: str) -> None:
    made = request(Host(name=name, role="engineer", tie=Tie(tie)))
    assert made.body.split("\n", 1)[0] == greeting


def test_after_a_talk_an_untitled_host_is_greeted_by_the_first_name() -> None:
    ana = replace(RICH, host=Host(name="Ana Ruiz"))
    assert draft(LetterKind.THANKS_MET, ana).body.startswith("Dear Ana,")
    assert draft(LetterKind.THANKS_MET, RICH).body.startswith("Dear Dr Nwosu,")
    assert draft(LetterKind.THANKS_DECLINED, ana).body.startswith("Dear Ana Ruiz,")


def test_an_introduction_is_asked_of_the_introducer() -> None:
    made = draft(LetterKind.INTRODUCTION_REQUEST, RICH)
    assert made.body.startswith("Dear Tom Lee,")
    assert "Dr Ifeoma Nwosu, a grid modeller at Northlight Energy" in made.body
    assert "“" in made.body and "your talk on winter peaks" in made.body
    friend = replace(RICH, introducer_tie=TieKind.FRIEND)
    close = draft(LetterKind.INTRODUCTION_REQUEST, friend)
    assert close.body.startswith("Dear Tom,")
    assert close.body.endswith("\nMira")


def test_whoever_gave_the_name_is_not_asked_whether_they_know_them() -> None:
    for kind, tone in itertools.product((TieKind.REFERRED, TieKind.INTRODUCED), Tone):
        host = replace(IFEOMA, tie=Tie(kind, "Tom Lee"))
        for introducer in ("Tom Lee", ""):
            facts = replace(RICH, host=host, introducer=introducer)
            said = draft(LetterKind.INTRODUCTION_REQUEST, facts, tone=tone).body
            assert re.search(r"(?:mention(?:ed)?|named) Dr Ifeoma Nwosu", said), said
            assert not re.search(r"believe|I think you know|If I.*right", said)
    other = replace(RICH, introducer="Jo Park", host=replace(IFEOMA, tie=Tie(via="Tom Lee")))
    said = draft(LetterKind.INTRODUCTION_REQUEST, other).body
    assert re.search(r"believe you know|If I am right", said)


def test_the_time_asked_for_is_the_hosts_and_not_the_introducers() -> None:
    for number, tone in itertools.product(range(12), Tone):
        host = replace(IFEOMA, name=f"Ada Lind{'e' * number}", tie=Tie(TieKind.REFERRED, "Tom Lee"))
        made = draft(
            LetterKind.INTRODUCTION_REQUEST, replace(RICH, host=host, medium=None), tone=tone
        )
        to_tom = made.body.split("“")[0]
        assert "suits you" not in to_tom and f"ask {host.name} for" in to_tom, to_tom


def test_a_signature_stands_below_the_name_once() -> None:
    signed = replace(MIRA, signature="Mira Halonen\n+358 9 555 0100")
    made = request(Host(name="Ana Ruiz"), seeker=signed)
    assert made.body.endswith("\nMira Halonen\n+358 9 555 0100")


def test_a_seeker_without_a_name_gets_a_blank() -> None:
    made = request(Host(name="Ana Ruiz", role="Counsel", field="law"), seeker=Seeker())
    assert [blank.text for blank in made.blanks] == ["[your name]"]


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("CFO", "what work as a CFO is really like"),
        ("Head of Exhibitions", "what work as a head of exhibitions is really like"),
        ("Managing Director", "what work as a managing director is really like"),
        ("Counsel", "what work as counsel is really like"),
        ("Founder & CEO", "what work as founder and CEO is really like"),
        ("UX designer", "what work as a UX designer is really like"),
    ],
)
def test_work_of_a_kind_is_asked_about_with_its_article(role: str, said: str) -> None:
    assert said in request(Host("Ana Ruiz", role=role), "topic").body


# --- roles, organisations, fields -----------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "organisation", "said"),
    [
        ("Grid modeller", "Northlight", "your work as a grid modeller at Northlight"),
        ("Engineer", "Acme Inc.", "your work as an engineer at Acme Inc."),
        ("Head of Exhibitions", "The Lantern", "your work as head of exhibitions at the Lantern"),
        ("Head of Tate Loans", "Acme", "your work as Head of Tate Loans at Acme"),
        ("Counsel", "Acme", "your work as counsel at Acme"),
        ("UX designer", "", "your work as a UX designer"),
        ("HR manager", "", "your work as an HR manager"),
        ("university lecturer", "", "your work as a university lecturer"),
        ("Honorary Fellow", "", "your work as an Honorary Fellow"),
        ("French teacher", "", "your work as a French teacher"),
        ("Software Engineer II", "Acme", "your work as a software engineer at Acme"),
        ("Founder & CEO", "Acme", "your work as founder and CEO at Acme"),
        ("Counsel, Energy & Rail", "Acme", "your work as counsel at Acme"),
        ("Grid modeller at Northlight | Speaker", "Northlight", "a grid modeller at Northlight"),
        ("Retired grid engineer", "Acme", "your years as a grid engineer at Acme"),
        ("Operations", "Acme", "your work in operations at Acme"),
        ("10x ninja!!!", "Acme", "your work at Acme"),
        ("Making grids work for everybody, one at a time", "Acme", "your work at Acme"),
        ("Juriste", "Acme", "your work at Acme"),
        ("エンジニア", "Acme", "your work at Acme"),
        ("Analyst", "University of Calder", "an analyst at the University of Calder"),
        ("Analyst", "n/a", "your work as an analyst"),
    ],
)
def test_roles_stand_well_in_a_sentence(role: str, organisation: str, said: str) -> None:
    made = request(Host("Ana Ruiz", role, organisation, "law"))
    assert said in made.body


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("law", "work in law"),
        ("Grid modelling", "work in grid modelling"),
        ("UX design", "work in UX design"),
        ("French literature.", "work in French literature"),
        ("engineer", "work as an engineer"),
    ],
)
def test_fields_stand_well_in_a_sentence(field: str, said: str) -> None:
    assert f"{said} is really like" in request(Host("Ana Ruiz", field=field)).body


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("her talk on winter peaks", "your talk on winter peaks"),
        ("talk on winter peaks.", "your talk on winter peaks"),
        ("Ana's talk on winter peaks", "your talk on winter peaks"),
        ("heard Ana Ruiz speak in May", "I heard you speak in May."),
        ("15 years in grids", "your 15 years in grids"),
        ("The Lantern exhibition", "the Lantern exhibition"),
        ("moved from law to product in 2019", "ou moved from law to product in 2019"),
        ("She was the first modeller at Acme", "You were the first modeller at Acme."),
        ("You called a good model an argument.", "You called a good model an argument."),
        ("Your talk has stayed with me", "Your talk has stayed with me."),
        ("I heard you at Calder\nlast spring", "I heard you at Calder last spring."),
    ],
)
def test_a_note_about_the_host_is_said_to_them(why: str, said: str) -> None:
    facts = DraftFacts(Host("Ana Ruiz", "Counsel", "Acme", "law", why=why), MIRA)
    for length in Length:
        made = draft(LetterKind.REQUEST, facts, length=length)
        assert said in made.body
        assert made.blanks == ()


@pytest.mark.parametrize(
    "why",
    ["she teaches what he's missed", "expert in HVDC", "https://acme.example/talk", "w " * 80],
)
def test_a_note_that_cannot_be_said_to_them_is_a_blank_that_quotes_it(why: str) -> None:
    made = request(Host("Ana Ruiz", "Counsel", "Acme", "law", why=why))
    assert [blank.text for blank in made.blanks] == ["[why you are writing to them, said to them]"]
    assert why.strip()[:20] in made.blanks[0].hint


def test_braces_and_brackets_in_facts_do_no_harm() -> None:
    made = request(
        Host("Ana {name} Ruiz", "Counsel", "{organisation} [x]", "law", why="{via} talk")
    )
    assert "{" not in made.body and "[" not in made.body


# --- the seeker -----------------------------------------------------------------------------


def test_the_background_is_told_to_strangers_only_and_never_a_search_for_work() -> None:
    stranger = Host("Ana Ruiz", "Counsel", "Acme", "law")
    assert "I have taught physics for nine years." in request(stranger).body
    teacher = replace(MIRA, background="Physics teacher, nine years.\nHelsinki")
    assert "I am a physics teacher." in request(stranger, seeker=teacher).body
    friend = replace(stranger, tie=Tie(TieKind.FRIEND))
    assert "physics" not in request(friend).body
    for text in ("I am looking for a job in law", "Physics, Helsinki", "My CV is online"):
        assert text not in request(stranger, seeker=replace(MIRA, background=text)).body


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "I have taught physics for nine years. I studied optics.",
            "nine years. I studied optics.",
        ),
        ("Physics teacher for nine years.\nStudied optics.", "I am a physics teacher. I studied"),
        ("I taught physics. Looking for a job in energy.", "I taught physics."),
        ("I studied in the U.S. and taught there.", "I studied in the U.S. and taught there."),
        ("I studied in the U.S. I taught there.", "I studied in the U.S. I taught there."),
        ("I teach.\nI like maps; i.e. old ones.", "I teach. I like maps; i.e. old ones."),
        ("I learned from Dr. Meyer, in Bonn.", "I learned from Dr. Meyer, in Bonn."),
        ("I taught physics. " + "I also " + "very " * 14 + "much read.", "I taught physics."),
    ],
)
def test_the_background_is_told_as_far_as_a_letter_has_room(typed: str, told: str) -> None:
    body = request(Host("Ana Ruiz", role="Counsel"), seeker=replace(MIRA, background=typed)).body
    assert told in body
    assert "job in energy" not in body and "very very" not in body


def test_the_purpose_shifts_the_words() -> None:
    host = Host("Ana Ruiz", "Counsel", "Acme", "law")
    bodies = {request(host, seeker=replace(MIRA, purpose=purpose)).body for purpose in Purpose}
    assert len(bodies) == len(Purpose)


def test_a_shorter_length_is_named_and_a_longer_one_is_not() -> None:
    host = Host("Ana Ruiz", "Counsel", "Acme", "law")
    ten = draft(LetterKind.REQUEST, DraftFacts(host=host, seeker=MIRA, length=10))
    assert "ten minutes" in ten.body
    long = draft(LetterKind.REQUEST, DraftFacts(host=host, seeker=MIRA, length=30))
    assert "fifteen minutes" in long.body
    agreed = draft(LetterKind.CONFIRMATION, DraftFacts(host=host, seeker=MIRA, length=30))
    assert "30 minutes" in agreed.body


def test_a_request_has_about_the_words_that_settings_say() -> None:
    def words(about: int) -> int:
        ties = (TieKind.ALUMNI, TieKind.REFERRED, TieKind.NONE, TieKind.GROUP)
        hosts = [replace(IFEOMA, tie=Tie(tie, VIAS.get(tie, ""))) for tie in ties]
        facts = [replace(RICH, host=host, words_request=about) for host in hosts]
        return sum(len(draft(LetterKind.REQUEST, one).body.split()) for one in facts)

    assert words(50) < words(75) <= words(90)


@pytest.mark.parametrize(
    ("promise", "thanked"),
    [
        ("Will send me the slides", True),
        ("introduce me to Lena Braun", True),
        ("introduce me to Willa", True),
        ("introduce me to Will", False),
        ("introduce me to Will, and send the slides", False),
        ("ask Will's team for the slides", False),
        ("Will Smith will write to me", False),
    ],
)
def test_a_name_is_thanked_for_unless_a_promise_speaks_of_that_person(
    promise: str, thanked: bool
) -> None:
    said = replace(RICH.debrief, their_promises=(promise,))
    body = draft(LetterKind.THANKS_MET, replace(RICH, debrief=said, names=("Will Smith",))).body
    assert ("the name of Will Smith" in body) is thanked
