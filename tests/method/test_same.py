"""Whom do we know already? Ana Ruiz of Acme, and the people who are like her or are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifteen.method.people import Facts, clean
from fifteen.method.same import Index, Match

ANA = clean(
    name="Ana Ruiz",
    email="ana@acme.example",
    link="https://www.linkedin.com/in/ana-ruiz",
    organisation="Acme",
    role="Counsel",
)
TOM = clean(name="Tom Lee", organisation="Beta", phone="+49 170 1234567")


def known() -> Index:
    return Index([("ana", ANA), ("tom", TOM)])


def seen(facts: Facts) -> tuple[str, str]:
    found = known().match(facts)
    return found.kind, found.id


def test_nobody_known_is_new() -> None:
    assert known().match(clean(name="Priya Shah")) == Match("new")


def test_the_same_row_again_is_the_same() -> None:
    assert seen(ANA) == ("same", "ana")


def test_the_same_mail_address_is_the_same_person() -> None:
    assert seen(clean(name="Ana M. Ruiz", email="ANA@acme.example")) == ("changed", "ana")
    assert seen(clean(name="ana ruiz", email="ANA@acme.example")) == ("same", "ana")


def test_the_same_profile_is_the_same_person_under_a_new_name() -> None:
    found = known().match(clean(name="Ana Ruiz-Vega", link="de.linkedin.com/in/ana-ruiz/"))
    assert (found.kind, found.id) == ("changed", "ana")
    assert found.changes == {"name": ("Ana Ruiz", "Ana Ruiz-Vega")}


def test_a_new_role_is_a_change_and_an_empty_one_is_not() -> None:
    found = known().match(replace(ANA, role="General Counsel", organisation=""))
    assert found.kind == "changed"
    assert found.changes == {"role": ("Counsel", "General Counsel")}
    assert found.why == "The same profile."


def test_a_role_cut_short_is_no_news_and_a_promotion_is() -> None:
    full = replace(ANA, role="Counsel, Privacy & Data (EMEA)")
    book = Index([("ana", full)])
    for short in ("Counsel", "counsel, privacy", "Counsel, Privacy & Data…"):
        assert book.match(replace(ANA, role=short)).kind == "same", short
    vice = Index([("ana", replace(ANA, role="Vice President"))])
    assert vice.match(replace(ANA, role="President")).changes == {
        "role": ("Vice President", "President")
    }
    assert vice.match(replace(ANA, role="Vice Presidents")).kind == "changed"


def test_the_same_name_and_organisation_is_the_same_person() -> None:
    found = known().match(clean(name="Dr. Tom Lee", organisation="Beta Inc.", role="Engineer"))
    assert (found.kind, found.id) == ("changed", "tom")
    assert set(found.changes) == {"role", "organisation"}


def test_two_people_of_one_name_with_two_profiles_are_two() -> None:
    other = clean(name="Ana Ruiz", organisation="Acme", link="linkedin.com/in/ana-ruiz-2")
    assert seen(other) == ("new", "")


def test_a_name_alone_decides_nothing() -> None:
    found = known().match(clean(name="Ana Ruiz"))
    assert (found.kind, found.id) == ("unsure", "ana")
    assert found.why == "The same name, and nothing else to go by."


def test_another_organisation_is_put_to_the_seeker() -> None:
    found = known().match(clean(name="Tom Lee", organisation="Gamma"))
    assert (found.kind, found.why) == ("unsure", "The same name, but another organisation.")


def test_the_same_name_and_number_is_the_same_person() -> None:
    assert seen(clean(name="Tom Lee", phone="0170 1234567")) == ("same", "tom")


def test_the_same_number_and_a_like_name_is_put_to_the_seeker() -> None:
    assert seen(clean(name="Thomas Lee", phone="0170 1234567")) == ("unsure", "tom")
    assert seen(clean(name="Priya Shah", phone="0170 1234567")) == ("new", "")


def test_strong_keys_that_disagree_are_put_to_the_seeker() -> None:
    book = known()
    book.add("bob", clean(name="Bob Low", email="bob@acme.example"))
    found = book.match(clean(name="Ana Ruiz", link=ANA.link, email="bob@acme.example"))
    assert (found.kind, found.id) == ("unsure", "ana")
    assert found.why == "The profile is this person's, but the e-mail is Bob Low's."


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (
            clean(name="Ana Ruiz", email=ANA.email, link="linkedin.com/in/other"),
            "The same e-mail, but another profile.",
        ),
        (clean(name="Bob Low", email=ANA.email), "The same e-mail, but another name."),
        (
            clean(name="Ana Ruiz", organisation="Acme", email="ruiz@else.example"),
            "The same name and organisation, but another e-mail.",
        ),
    ],
)
def test_a_doubt_has_its_reason(facts: Facts, why: str) -> None:
    found = known().match(facts)
    assert (found.kind, found.id, found.why) == ("unsure", "ana", why)


def test_an_address_that_an_office_shares_tells_nothing() -> None:
    book = Index([("ana", clean(name="Ana Ruiz", email="info@acme.example"))])
    assert book.match(clean(name="Bob Low", email="info@acme.example")).kind == "new"


def test_a_person_twice_in_one_file_is_found_with_the_line() -> None:
    priya = clean(name="Priya Shah", email="priya@acme.example")
    rows = [(4, priya), (5, ANA), (6, replace(priya, role="Judge")), (7, clean(name="Priya Shah"))]
    found = list(known().sift(rows))
    assert [m.kind for m in found] == ["new", "same", "changed", "unsure"]
    assert [m.line for m in found] == [0, 0, 4, 4]
    assert found[2].why == "The same e-mail. It is on line 4 of this file already."


def test_what_was_true_before_a_change_by_hand_is_no_news() -> None:
    now, before = clean(name="Bo Low", organisation="Acme", role="Judge", place="Bonn"), "Clerk"
    book = Index([("bo", now), ("bo", replace(now, role=before))])
    assert len(book) == 1
    found = book.match(clean(name="Bo Low", organisation="Acme", role=before, place="Ulm"))
    assert (found.kind, found.id) == ("changed", "bo")
    assert found.changes == {"place": ("Bonn", "Ulm")}


def test_a_doubtful_row_twice_is_asked_about_once() -> None:
    rows = [(4, clean(name="Ana Ruiz")), (5, clean(name="Ana Ruiz"))]
    assert [m.kind for m in known().sift(rows)] == ["unsure", "same"]


def test_a_name_shared_by_hundreds_is_no_slower_and_no_surer() -> None:
    crowd = [(str(i), clean(name="Wang Wei", organisation=f"Acme {i}")) for i in range(300)]
    book = Index(crowd)
    assert book.match(clean(name="Wang Wei", organisation="Acme 299", role="Judge")).id == "299"
    assert book.match(clean(name="Wang Wei", organisation="Gamma")).kind == "unsure"


_words = st.sampled_from(["", "Ana", "Ruiz", "Acme", "Tom Lee", "Bo"])
_mails = st.sampled_from(["", "ana@acme.example", "bo@beta.example", "info@acme.example"])
_links = st.sampled_from(["", "linkedin.com/in/a", "linkedin.com/in/b"])
_people = st.builds(
    lambda n, o, e, li, r, p: clean(name=n, organisation=o, email=e, link=li, role=r, phone=p),
    *(_words, _words, _mails, _links, _words, st.sampled_from(["", "0170 1234567"])),
)


@given(st.lists(_people, max_size=12))
def test_whoever_was_added_is_found_again_unchanged(people: list[Facts]) -> None:
    book = Index((str(i), facts) for i, facts in enumerate(people))
    assert all(book.match(facts).kind == "same" for facts in people)


@given(st.lists(_people, max_size=12), _people)
def test_a_match_names_someone_known_and_why(people: list[Facts], facts: Facts) -> None:
    book = Index((str(i), known_facts) for i, known_facts in enumerate(people))
    found = book.match(facts)
    assert (found.kind == "new") == (found.id == "")
    assert found.id in {"", *(str(i) for i in range(len(people)))}
    assert bool(found.why) == (found.kind != "new")
    assert bool(found.changes) == (found.kind == "changed") or found.kind == "unsure"


def test_who_may_be_the_same_says_what_would_change() -> None:
    book = Index([("1", clean(name="Ana Ruiz", organisation="Oldco", role="Clerk"))])
    found = book.match(clean(name="Ana Ruiz", organisation="Acme", role="clerk"))
    assert (found.kind, found.id) == ("unsure", "1")
    assert found.changes == {"organisation": ("Oldco", "Acme")}
