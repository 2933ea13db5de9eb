"""The drafts, over every kind, tie, starting point and gap in what is known."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from fifteen.method.letters.drafts import Draft, DraftFacts, draft, versions
from fifteen.method.words import (
    Debrief,
    Host,
    LetterKind,
    Medium,
    Purpose,
    Seeker,
    Tie,
    TieKind,
)

MIRA = Seeker(name="Mira Halonen", background="I have taught physics for nine years.")
IFEOMA = Host(
    name="Dr Ifeoma Nwosu",
    role="Grid modeller",
    organisation="Northlight Energy",
    field="grid modelling",
    why="her talk on winter peaks",
    read="interview in the Calder Gazette",
)
GAPS: dict[str, dict[str, str]] = {
    "all": {},
    "no why": {"why": ""},
    "no why, nothing read": {"why": "", "read": ""},
    "no role": {"why": "", "read": "", "role": ""},
    "no organisation": {"why": "", "read": "", "organisation": ""},
    "no field": {"why": "", "read": "", "field": ""},
    "organisation only": {"why": "", "read": "", "role": "", "field": ""},
    "name only": {"why": "", "read": "", "role": "", "organisation": "", "field": ""},
    "nothing": {"name": "", "why": "", "read": "", "role": "", "organisation": "", "field": ""},
}
VIAS = {
    TieKind.REFERRED: "Tom Lee",
    TieKind.INTRODUCED: "Tom Lee",
    TieKind.ALUMNI: "Calder University",
    TieKind.GROUP: "Association of Grid Engineers",
    TieKind.COLLEAGUE: "Acme",
    TieKind.WEAK: "LinkedIn",
}
TALK = Debrief(
    heard=("start with the grid code", "She said that the day is mostly phone calls."),
    their_promises=("introduce me to Jo Park",),
    my_promises=("read Networks of Power",),
)
RICH = DraftFacts(
    host=IFEOMA,
    seeker=MIRA,
    introducer="Tom Lee",
    request=date(2025, 11, 3),
    times=("Tue 24 Nov, 10:00 in London (12:00 in Helsinki)", "Wed 25 Nov, 9:00 (11:00)"),
    when="Tue 24 Nov, 10:00 in London (12:00 in Helsinki)",
    where="+44 20 7946 0000",
    medium=Medium.PHONE,
    debrief=TALK,
    put_offs=1,
    question="What would you like to know?",
    reason="too busy until March",
    named="Bo Lind",
    promise="",
    follow_up="started at Windward in May",
)
BEFORE = (
    LetterKind.REQUEST,
    LetterKind.INTRODUCTION_REQUEST,
    LetterKind.CALL_SCRIPT,
    LetterKind.REMINDER,
    LetterKind.PUT_OFF_ANSWER,
)


def on_host(kind: TieKind, gap: str = "all", via: str | None = None) -> Host:
    tie = Tie(kind, VIAS.get(kind, "") if via is None else via)
    return replace(IFEOMA, tie=tie, **GAPS[gap])


def every_draft() -> Iterator[tuple[str, DraftFacts, Draft]]:
    """The whole matrix: kinds, ties, gaps, purposes, rich or bare facts, starting points."""
    for kind, tie, gap in itertools.product(LetterKind, TieKind, GAPS):
        for via in {VIAS.get(tie, ""), ""}:
            host = on_host(tie, gap, via)
            bare = DraftFacts(host=host, seeker=MIRA)
            for number, facts in enumerate((replace(RICH, host=host), bare)):
                purpose = list(Purpose)[(len(gap) + number) % 4]
                facts = replace(facts, seeker=replace(MIRA, purpose=purpose))
                for version in versions(kind, facts):
                    made = draft(kind, facts, version.key)
                    yield f"{kind} {tie} {gap} {via} {version.key} {purpose}", facts, made


EVERY = list(every_draft())


def core(made: Draft) -> str:
    """The body without greeting and closing."""
    return " ".join(made.body.split("\n\n")[1:-1])


def words(made: Draft) -> int:
    return len(core(made).split())


def request(host: Host, version: str = "", seeker: Seeker = MIRA) -> Draft:
    return draft(LetterKind.REQUEST, DraftFacts(host=host, seeker=seeker), version)


# --- over the whole matrix ------------------------------------------------------------------


def test_no_draft_has_a_brace_a_double_space_or_a_doubled_stop() -> None:
    for where, _, made in EVERY:
        text = f"{made.subject}\n{made.body}"
        assert not re.search(r"[{}]|  | [.,;:?!]|[,;][.,;:?!]|[.?!]\.|“”| \n", text), (where, text)


def test_every_bracket_is_a_listed_blank_with_a_hint() -> None:
    for where, _, made in EVERY:
        found = re.findall(r"\[[^\]]*\]", f"{made.subject}\n{made.body}")
        assert list(dict.fromkeys(found)) == [blank.text for blank in made.blanks], (where, made)
        assert all(len(blank.hint) > 10 for blank in made.blanks), where


def test_every_letter_but_a_call_has_a_subject_that_fits() -> None:
    for where, _, made in EVERY:
        spoken = made.kind is LetterKind.CALL_SCRIPT
        assert (made.subject == "") is spoken, where
        assert len(made.subject) <= 90, (where, made.subject)


def test_every_letter_ends_with_the_name_of_the_seeker() -> None:
    for where, facts, made in EVERY:
        last = made.body.rstrip(".").split("\n")[-1]
        if made.kind is LetterKind.CALL_SCRIPT:
            assert "Mira" in made.body, where
        elif facts.host.tie.kind in (TieKind.FAMILY, TieKind.FRIEND):
            assert last in ("Mira", "Mira Halonen"), (where, last)
        else:
            assert last == "Mira Halonen", (where, last)


def test_no_letter_speaks_of_an_interview_but_the_one_they_gave() -> None:
    for where, _, made in EVERY:
        text = f"{made.subject} {made.body}".replace("your interview in the Calder Gazette", "")
        assert "interview" not in text.lower(), (where, text)


def test_a_request_has_fifty_to_ninety_words() -> None:
    for where, _, made in EVERY:
        if made.kind is LetterKind.REQUEST:
            blanks = sum(len(blank.text.split()) - 2 for blank in made.blanks)
            assert 45 <= words(made) <= 90 + blanks, (where, words(made), made.body)


def test_the_other_letters_stay_within_their_words() -> None:
    most = {
        LetterKind.REMINDER: 60,
        LetterKind.THANKS_MET: 120,
        LetterKind.THANKS_PHONE: 125,
        LetterKind.THANKS_DECLINED: 120,
        LetterKind.KEEP_IN_TOUCH: 100,
        LetterKind.PUT_OFF_ANSWER: 110,
    }
    for where, _, made in EVERY:
        if made.kind in most:
            assert words(made) <= most[made.kind], (where, words(made), made.body)


def test_everything_before_the_talk_says_that_it_is_not_about_a_job() -> None:
    denied = re.compile(r"\bnot (?:\w+ ){0,3}about a job|not (?:\w+ ){0,3}for a job|, not a job")
    for where, _, made in EVERY:
        if made.kind in BEFORE:
            assert denied.search(made.body) or "There is not." in made.body, (where, made.body)


def test_a_request_names_fifteen_minutes_and_no_resume() -> None:
    for where, _, made in EVERY:
        if made.kind in BEFORE:
            assert "fifteen minutes" in made.body.lower(), where
            assert "résumé" not in made.body, where
            assert not made.resume_may_be_enclosed, where


def test_a_tie_that_must_be_named_is_named_or_left_as_a_blank() -> None:
    for where, facts, made in EVERY:
        tie = facts.host.tie
        if made.kind is LetterKind.REQUEST and tie.kind in VIAS and tie.kind is not TieKind.WEAK:
            if tie.via:
                assert tie.via in made.body, (where, made.body)
            elif tie.kind is TieKind.COLLEAGUE:
                assert "colleague" in made.body, where
            else:
                assert made.blanks, where


def test_the_same_facts_give_the_same_letter() -> None:
    for _, facts, made in EVERY[::50]:
        assert draft(made.kind, facts, made.version) == made


def test_every_kind_has_two_or_three_starting_points_that_differ() -> None:
    for kind in LetterKind:
        keys = versions(kind, RICH)
        assert 2 <= len(keys) <= 3, kind
        assert len({version.label for version in keys}) == len(keys), kind
        bodies = {draft(kind, RICH, version.key).body for version in keys}
        assert len(bodies) == len(keys), kind


def test_an_unknown_starting_point_gives_the_first() -> None:
    assert draft(LetterKind.THANKS_MET, RICH, "no such").version == "said"


# --- two people, two letters ----------------------------------------------------------------

HOSTS = (
    ("Ana Ruiz", "Counsel", "Acme"),
    ("Ben Okafor", "Head of Exhibitions", "The Lantern Museum"),
    ("Chloé Martin", "nurse", "Brightwater Hospital"),
    ("Deniz Yılmaz", "UX designer", "Windward"),
    ("Ewa Nowak", "Senior Policy Officer", "University of Calder"),
    ("Farid Haddad", "journalist", "The Calder Gazette"),
)


def test_two_people_do_not_get_the_same_letter() -> None:
    for tie, version in itertools.product((TieKind.NONE, TieKind.ALUMNI), ("fact", "short")):
        for one, other in itertools.combinations(HOSTS, 2):
            bodies = [
                request(Host(n, r, o, "law", Tie(tie, VIAS.get(tie, ""))), version).body
                for n, r, o in (one, other)
            ]
            ratio = difflib.SequenceMatcher(None, *bodies, autojunk=False).ratio()
            assert ratio < 0.9, (ratio, *bodies)


def test_two_people_do_not_get_the_same_thanks() -> None:
    bodies = {
        draft(LetterKind.THANKS_DECLINED, DraftFacts(host=Host(n, r, o), seeker=MIRA)).body.split(
            "\n\n", 1
        )[1]
        for n, r, o in HOSTS
    }
    assert len(bodies) == len(HOSTS)


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
        ("Ana Ruiz (she/her)", TieKind.WEAK, "Dear Ana Ruiz,"),
        ("Ruiz, Ana", TieKind.DORMANT, "Dear Ana,"),
        ("ANA RUIZ", TieKind.NONE, "Dear Ana Ruiz,"),
        ("Dr María José García López", TieKind.NONE, "Dear Dr María José García López,"),
        ("Dr Lena van der Berg", TieKind.NONE, "Dear Dr Lena van der Berg,"),
        ("王小明", TieKind.DORMANT, "Dear 王小明,"),
        ("Madhavan", TieKind.NONE, "Dear Madhavan,"),
        ("J. Smith", TieKind.DORMANT, "Dear J. Smith,"),
        ('William "Bill" Oakes', TieKind.DORMANT, "Dear Bill,"),
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


def test_a_signature_stands_below_the_name_once() -> None:
    signed = replace(MIRA, signature="Mira Halonen\n+358 9 555 0100")
    made = request(Host(name="Ana Ruiz"), seeker=signed)
    assert made.body.endswith("\nMira Halonen\n+358 9 555 0100")


def test_a_seeker_without_a_name_gets_a_blank() -> None:
    made = request(Host(name="Ana Ruiz", role="Counsel", field="law"), seeker=Seeker())
    assert [blank.text for blank in made.blanks] == ["[your name]"]


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
        ("Founder & CEO", "Acme", "your work as Founder and CEO at Acme"),
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
        ("The Lantern exhibition", "the Lantern exhibition"),
        ("moved from law to product in 2019", "ou moved from law to product in 2019"),
        ("She was the first modeller at Acme", "You were the first modeller at Acme."),
        ("You called a good model an argument.", "You called a good model an argument."),
        ("Your talk has stayed with me", "Your talk has stayed with me."),
        ("I heard you at Calder\nlast spring", "I heard you at Calder last spring."),
    ],
)
def test_a_note_about_the_host_is_said_to_them(why: str, said: str) -> None:
    for version in ("fact", "short"):
        made = request(Host("Ana Ruiz", "Counsel", "Acme", "law", why=why), version)
        assert said in made.body
        assert made.blanks == ()


@pytest.mark.parametrize(
    "why", ["she teaches what he's missed", "https://acme.example/talk", "w " * 80]
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
    friend = replace(stranger, tie=Tie(TieKind.FRIEND))
    assert "physics" not in request(friend).body
    for text in ("I am looking for a job in law", "Physics, Helsinki", "My CV is online"):
        assert text not in request(stranger, seeker=replace(MIRA, background=text)).body


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


# --- the later letters ----------------------------------------------------------------------


def test_a_reminder_names_the_day_of_the_request() -> None:
    assert "3 November" in draft(LetterKind.REMINDER, RICH).body


def test_the_first_put_off_is_clarified_and_the_second_offers_the_telephone_and_asks_for_a_name() -> (
    None
):
    first = draft(LetterKind.PUT_OFF_ANSWER, replace(RICH, question=""))
    assert first.version == "clarify"
    assert "telephone instead" not in first.subject
    second = draft(LetterKind.PUT_OFF_ANSWER, replace(RICH, put_offs=2))
    assert "telephone" in second.body
    assert re.search(r"\bname\b", second.body)


@pytest.mark.parametrize(
    ("question", "blanks", "said"),
    [
        ("What would you like to know", 0, "“What would you like to know?”"),
        ("Are you looking for a job?", 0, "about a job"),
        ("Did you grow up in Calder?", 1, "“Did you grow up in Calder?”"),
    ],
)
def test_their_question_is_answered_or_left_to_answer(
    question: str, blanks: int, said: str
) -> None:
    made = draft(LetterKind.PUT_OFF_ANSWER, replace(RICH, question=question))
    assert made.version == "question"
    assert len(made.blanks) == blanks
    assert said in made.body


def test_times_are_listed_or_asked_for() -> None:
    listed = draft(LetterKind.TIMES, RICH)
    assert all(f"- {time}\n" in f"{listed.body}\n" for time in RICH.times)
    page = replace(RICH, page="https://host.example/t/abc")
    assert "https://host.example/t/abc" in draft(LetterKind.TIMES, page, "page").body
    asked = draft(LetterKind.TIMES, replace(RICH, times=()))
    assert asked.version == "ask" and asked.blanks == ()


def test_a_confirmation_says_when_where_how_long_and_what_about() -> None:
    for version in ("lines", "sentence"):
        body = draft(LetterKind.CONFIRMATION, RICH, version).body
        for part in (RICH.when, RICH.where, "grid modelling"):
            assert part in body
        assert "fifteen minutes" in body.lower()
    missing = draft(LetterKind.CONFIRMATION, replace(RICH, when="", where=""))
    assert len(missing.blanks) == 2


def test_thanks_hold_what_was_said_and_what_was_promised() -> None:
    for kind in (LetterKind.THANKS_MET, LetterKind.THANKS_PHONE):
        for version in versions(kind, RICH):
            body = draft(kind, RICH, version.key).body
            assert "start with the grid code" in body
            assert "introduce me to Jo Park" in body
            assert "read Networks of Power" in body
    full = draft(LetterKind.THANKS_MET, RICH).body
    assert "the day is mostly phone calls" in full and "She said" not in full


def test_a_promise_that_is_a_thing_reads_as_one() -> None:
    talk = replace(TALK, their_promises=("reading list", "a word with her director"))
    body = draft(LetterKind.THANKS_MET, replace(RICH, debrief=talk)).body
    assert "the reading list and a word with your director" in body


def test_a_resume_is_enclosed_only_where_the_method_allows_it() -> None:
    met = draft(LetterKind.THANKS_MET, RICH)
    assert not met.resume_may_be_enclosed and "résumé" not in met.body
    asked = replace(RICH, debrief=replace(TALK, resume_requested=True))
    wanted = draft(LetterKind.THANKS_MET, asked)
    assert wanted.resume_may_be_enclosed and "résumé" in wanted.body
    for kind in (LetterKind.THANKS_PHONE, LetterKind.THANKS_DECLINED):
        plain = draft(kind, RICH)
        assert plain.resume_may_be_enclosed and "résumé" not in plain.body
        assert "résumé" in draft(kind, RICH, "resume").body


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("too busy until March", "that you are too busy until March"),
        ("she is on leave", "that you are on leave"),
        ("no time before spring", "that you have no time before spring"),
        ("no longer in the field", "that you are no longer in the field"),
        ("maternity leave", ": maternity leave."),
        ("I am retired.", "“I am retired.”"),
    ],
)
def test_a_refusal_is_thanked_for_with_its_reason(reason: str, said: str) -> None:
    for version in ("full", "brief", "resume"):
        assert said in draft(LetterKind.THANKS_DECLINED, replace(RICH, reason=reason), version).body


def test_a_name_is_thanked_for() -> None:
    made = draft(LetterKind.THANKS_DECLINED, RICH)
    assert "Bo Lind" in made.subject and "Bo Lind" in made.body


def test_promises_are_remembered_and_reported() -> None:
    theirs = draft(LetterKind.PROMISE_THEIRS, RICH)
    assert "to introduce me to Jo Park" in theirs.body and theirs.blanks == ()
    mine = draft(LetterKind.PROMISE_MINE, replace(RICH, follow_up="It explains the pylons."))
    assert "read Networks of Power" in mine.body and "It explains the pylons." in mine.body
    unknown = draft(LetterKind.PROMISE_MINE, DraftFacts(host=IFEOMA, seeker=MIRA))
    assert len(unknown.blanks) == 2


def test_news_is_told_in_the_first_person() -> None:
    for kind in (LetterKind.KEEP_IN_TOUCH, LetterKind.WHAT_CAME_OF_IT):
        assert "I started at Windward in May." in draft(kind, RICH).body
    assert "what came of it" in draft(LetterKind.WHAT_CAME_OF_IT, DraftFacts(IFEOMA)).body
