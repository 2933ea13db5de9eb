"""The drafts, over every kind, tie, starting point and gap in what is known."""

from __future__ import annotations

import difflib
import itertools
import re

import pytest
from tests.method.letters.drafts_world import BEFORE, EVERY, MANNERS, MIRA, RICH, VIAS, words

from fifteen.method.letters._drafts_wording import filled, tidy
from fifteen.method.letters.drafts import Draft, DraftFacts, Length, Tone, draft, versions
from fifteen.method.words import Host, LetterKind, Tie, TieKind

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
            most = 90 if made.length is Length.USUAL else 70
            if made.version in ("times", "page"):  # three times are a third of it
                most = {"times": 92, "page": 90 if made.length is Length.USUAL else 72}[
                    made.version
                ]
            assert 50 <= words(made) <= most + in_blanks(made), (where, words(made), made.body)


def test_a_request_may_carry_three_to_five_times() -> None:
    for where, facts, made in EVERY:
        if made.kind is LetterKind.REQUEST and made.version == "times":
            listed = re.findall(r"(?m)^- (.+)$", made.body)
            assert 3 <= len(listed) <= 5, (where, made.body)
            assert listed == list(facts.times[: len(listed)])


def in_blanks(made: Draft) -> int:
    """The words of the marked blanks beyond the two or so that will stand there."""
    return sum(len(blank.text.split()) - 2 for blank in made.blanks)


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
            allowed = most[made.kind] + in_blanks(made)
            assert words(made) <= allowed, (where, words(made), made.body)


def test_everything_before_the_talk_says_that_it_is_not_about_a_job() -> None:
    denied = re.compile(r"\b(?:not|isn’t) (?:\w+ ){0,3}(?:about|for) a job|, not a job")
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
        assert draft(made.kind, facts, made.version, made.tone, made.length) == made


def test_every_kind_has_up_to_three_starting_points_that_differ() -> None:
    for kind in LetterKind:
        keys = versions(kind, RICH)
        # What has happened since comes first among those that keep in touch (F7).
        reasons = len(RICH.reasons) if kind is LetterKind.KEEP_IN_TOUCH else 0
        assert 1 <= len(keys) - reasons <= 3, kind
        assert len({version.label for version in keys}) == len(keys), kind
        bodies = {draft(kind, RICH, version.key).body for version in keys}
        assert len(bodies) == len(keys), kind


def test_an_unknown_starting_point_gives_the_first() -> None:
    assert draft(LetterKind.THANKS_MET, RICH, "no such").version == "said"


# --- two people, two letters ----------------------------------------------------------------

MOST_ALIKE = 0.9  # of the characters, in order
HOSTS = (
    ("Ana Ruiz", "Counsel", "Acme"),
    ("Ben Okafor", "Head of Exhibitions", "The Lantern Museum"),
    ("Chloé Martin", "nurse", "Brightwater Hospital"),
    ("Deniz Yılmaz", "UX designer", "Windward"),
    ("Ewa Nowak", "Senior Policy Officer", "University of Calder"),
    ("Farid Haddad", "journalist", "The Calder Gazette"),
)


def test_two_people_do_not_get_the_same_letter() -> None:
    for tie, manner in itertools.product((TieKind.NONE, TieKind.ALUMNI), MANNERS):
        facts = [facts_of(*host, tie) for host in HOSTS]
        for version in versions(LetterKind.REQUEST, facts[0]):
            bodies = [draft(LetterKind.REQUEST, f, version.key, *manner).body for f in facts]
            for one, other in itertools.combinations(bodies, 2):
                assert not alike(one, other), (one, other)


def test_two_people_do_not_get_the_same_thanks() -> None:
    for tone in Tone:
        bodies = {
            draft(LetterKind.THANKS_DECLINED, facts_of(*host, TieKind.NONE), tone=tone).body.split(
                "\n\n", 1
            )[1]
            for host in HOSTS
        }
        assert len(bodies) == len(HOSTS), bodies


def facts_of(name: str, role: str, organisation: str, tie: TieKind) -> DraftFacts:
    return DraftFacts(Host(name, role, organisation, "law", Tie(tie, VIAS.get(tie, ""))), MIRA)


def alike(one: str, other: str) -> bool:
    matched = difflib.SequenceMatcher(None, one, other, False)
    return matched.quick_ratio() >= MOST_ALIKE and matched.ratio() >= MOST_ALIKE


@pytest.mark.parametrize(
    ("fact", "made"),
    [
        (
            "your show, which my class talks about",
            "It is because of your show, which my class talks about, that I am writing.",
        ),
        (
            "your maps, tables and figures",
            "It is because of your maps, tables and figures that I am writing.",
        ),
    ],
)
def test_a_clause_within_a_sentence_is_closed(fact: str, made: str) -> None:
    assert filled("It is because of {fact} that I am writing.", {"fact": fact}) == made
    assert tidy(filled("I think of {fact}.", {"fact": fact})) == f"I think of {fact}."
