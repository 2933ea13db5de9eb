"""Ana Ruiz, counsel at Acme, and how she gets into the book by one typed line."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifteen.method.folding import (
    email_key,
    is_email,
    name_key,
    organisation_key,
    phone_key,
    profile_key,
)
from fifteen.method.people import clean, explain, fold, infer_tie, parse_line
from fifteen.method.words import Seeker, Tie, TieKind

LINE = "Ana Ruiz, counsel at Acme, alumni of Boalt, ana@acme.example, via Tom"


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("my uncle Pekka", "Pekka", TieKind.FAMILY),
        ("my aunt Leena, teacher at Kallio School", "Leena", TieKind.FAMILY),
        ("Aunt Leena", "Leena", TieKind.FAMILY),
        ("Uncle Ben Parker", "Ben Parker", TieKind.FAMILY),
        ("Aunt May Bakery", "Aunt May Bakery", TieKind.NONE),
        ("Uncle Sam Ltd.", "Uncle Sam Ltd", TieKind.NONE),
        ("Uncle Ben’s", "Uncle Ben’s", TieKind.NONE),
        ("Cousin Vinny's Pizza", "Cousin Vinny's Pizza", TieKind.NONE),
        ("my brother-in-law Jörg Weiß", "Jörg Weiß", TieKind.FAMILY),
        ("my wife’s cousin Tom", "Tom", TieKind.FAMILY),
        ("my uncle", "Uncle", TieKind.FAMILY),
        ("my old friend Ana Ruiz", "Ana Ruiz", TieKind.FRIEND),
        ("my former colleague Ana Ruiz", "Ana Ruiz", TieKind.COLLEAGUE),
        ("My Nguyen", "My Nguyen", TieKind.NONE),
        ("Son Heung-min", "Son Heung-min", TieKind.NONE),
    ],
)
def test_a_tie_typed_before_the_name_is_no_part_of_it(line: str, name: str, kind: TieKind) -> None:
    facts = parse_line(line)
    assert (facts.name, facts.tie.kind) == (name, kind)


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Ifeoma, PhD", "Nwosu", "Ifeoma Nwosu, PhD"),
        ("Ifeoma, PhD, MBA", "Nwosu", "Ifeoma Nwosu, PhD, MBA"),
        ("Ifeoma", "Nwosu, PhD", "Ifeoma Nwosu, PhD"),
        ("Ifeoma, MA, Ph.D.", "Nwosu", "Ifeoma Nwosu, MA, Ph.D."),
        ("Nwosu,", "Ma Li", "Nwosu, Ma Li"),
        ("SANTOS,", "MA CRISTINA", "SANTOS, MA CRISTINA"),
        ("Santos,", "MA. CRISTINA", "Santos, MA. CRISTINA"),
        ("Rahman,", "MD Anisur", "Rahman, MD Anisur"),
    ],
)
def test_a_degree_in_the_middle_of_a_name_stands_behind_it(
    given: str, family: str, name: str
) -> None:
    assert clean(given=given, family=family).name == name
    assert clean(name=f"{given} {family}").name == name


def test_the_group_they_are_known_from_is_the_tie() -> None:
    assert parse_line("Ana Ruiz, from the choir").tie == Tie(TieKind.GROUP, "the choir")


def test_the_line_of_the_method_is_understood_whole() -> None:
    ana = parse_line(LINE, {"tom": "Tom Lee"})
    assert (ana.name, ana.given, ana.family) == ("Ana Ruiz", "Ana", "Ruiz")
    assert (ana.role, ana.organisation) == ("counsel", "Acme")
    assert (ana.email, ana.schools) == ("ana@acme.example", "Boalt")
    assert ana.tie == Tie(TieKind.REFERRED, "Tom Lee")
    assert ana.note == ""


def test_what_was_understood_is_shown_with_labels() -> None:
    assert explain(parse_line(LINE)) == (
        ("Name", "Ana Ruiz"),
        ("Role", "counsel"),
        ("Organisation", "Acme"),
        ("Tie", "Referred by Tom"),
        ("E-mail", "ana@acme.example"),
        ("School", "Boalt"),
    )


def test_the_order_after_the_name_is_free() -> None:
    assert parse_line("Ana Ruiz, via Tom, ana@acme.example, alumni of Boalt, counsel at Acme") == (
        parse_line(LINE)
    )


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("friend", Tie(TieKind.FRIEND)),
        ("old friend of mine", Tie(TieKind.FRIEND)),
        ("friend of Tom", Tie(TieKind.REFERRED, "Tom")),
        ("my cousin", Tie(TieKind.FAMILY)),
        ("former colleague", Tie(TieKind.COLLEAGUE)),
        ("former colleague at Beta", Tie(TieKind.COLLEAGUE, "Beta")),
        ("worked together at Beta", Tie(TieKind.COLLEAGUE, "Beta")),
        ("introduced by Tom", Tie(TieKind.INTRODUCED, "Tom")),
        ("referred by Tom", Tie(TieKind.REFERRED, "Tom")),
        ("alumna of Boalt", Tie(TieKind.ALUMNI, "Boalt")),
        ("Boalt alum", Tie(TieKind.ALUMNI, "Boalt")),
        ("studied at Boalt", Tie(TieKind.ALUMNI, "Boalt")),
        ("member of Women in Law", Tie(TieKind.GROUP, "Women in Law")),
        ("met at the bar dinner", Tie(TieKind.WEAK)),
        ("lost touch", Tie(TieKind.DORMANT)),
        ("likes chess", Tie()),
    ],
)
def test_a_tie_is_heard(words: str, tie: Tie) -> None:
    assert parse_line(f"Ana Ruiz, {words}").tie == tie


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz @ Acme",
        "Ana Ruiz - Acme",
        "Ana Ruiz (Acme)",
        "Ana Ruiz, at Acme",
        "Ana Ruiz, @Acme",
    ],
)
def test_an_organisation_is_heard(line: str) -> None:
    ana = parse_line(line)
    assert (ana.name, ana.organisation, ana.note) == ("Ana Ruiz", "Acme", "")


@pytest.mark.parametrize(
    ("line", "name", "given", "family"),
    [
        ("Dr Ana Ruiz, Acme", "Dr Ana Ruiz", "Ana", "Ruiz"),
        ('"Ruiz, Ana", Acme', "Ana Ruiz", "Ana", "Ruiz"),
        ("“Ana Ruiz” at Acme", "Ana Ruiz", "Ana", "Ruiz"),
        ("Ana María de la Cruz at Acme via Tom", "Ana María de la Cruz", "Ana María", "de la Cruz"),
        ("Ana Ruiz <ana@acme.example> Acme", "Ana Ruiz", "Ana", "Ruiz"),
        ("Ana Ruiz +49 170 1234567 counsel at Acme", "Ana Ruiz", "Ana", "Ruiz"),
        ("李雷, engineer", "李雷", "", ""),
        ("محمد علي, مهندس", "محمد علي", "محمد", "علي"),
        ("محمد علي\u060c مهندس", "محمد علي", "محمد", "علي"),
        ("李雷\uff0c engineer", "李雷", "", ""),
    ],
)
def test_a_name_is_read_as_it_is_typed(line: str, name: str, given: str, family: str) -> None:
    ana = parse_line(line)
    assert (ana.name, ana.given, ana.family) == (name, given, family)


def test_what_follows_an_address_is_no_part_of_the_name() -> None:
    priya = parse_line("Priya Raman <priya@coast.example> privacy officer, Coastal Health")
    assert (priya.name, priya.email) == ("Priya Raman", "priya@coast.example")
    assert (priya.role, priya.organisation) == ("privacy officer", "Coastal Health")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Mum", TieKind.FAMILY),
        ("Dad, nurse", TieKind.FAMILY),
        ("Mum, via Tom", TieKind.REFERRED),
        ("Mumford", TieKind.NONE),
        ("Samuel Osei, from school", TieKind.ALUMNI),
        ("Samuel Osei from university", TieKind.ALUMNI),
        ("Samuel Osei, from work", TieKind.COLLEAGUE),
        ("Samuel Osei, from my tennis club", TieKind.GROUP),
        ("Samuel Osei, from church", TieKind.GROUP),
        ("Samuel Osei, from Acme", TieKind.NONE),
    ],
)
def test_whoever_is_called_by_what_they_are_to_one_is_family(line: str, kind: TieKind) -> None:
    assert parse_line(line).tie.kind is kind


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("+49 170 1234567", "+49 170 1234567"),
        ("(415) 555-0123", "(415) 555-0123"),
        ("tel: 0170/1234567", "0170/1234567"),
        ("2024-02-07", ""),
        ("class of 2010-2014", ""),
    ],
)
def test_a_telephone_number_is_told_from_a_date(typed: str, phone: str) -> None:
    assert parse_line(f"Ana Ruiz, {typed}").phone == phone


def test_a_link_a_place_and_a_note_are_heard() -> None:
    ana = parse_line("Ana, https://www.linkedin.com/in/ana-ruiz, city: Berlin, note: call in May")
    assert ana.link == "https://www.linkedin.com/in/ana-ruiz"
    assert (ana.place, ana.note) == ("Berlin", "call in May")


def test_what_is_not_understood_is_kept_in_the_note() -> None:
    ana = parse_line("Ana Ruiz, met at the bar dinner, speaks of bees for hours, friend")
    assert ana.note == "met at the bar dinner; speaks of bees for hours"
    assert ana.tie.kind is TieKind.FRIEND


def test_a_tie_that_gives_way_to_a_closer_one_is_kept_in_the_note() -> None:
    ana = parse_line("Ana Ruiz, former colleague at Beta, friend")
    assert ana.tie == Tie(TieKind.FRIEND)
    assert ana.note == "former colleague at Beta"


def test_a_name_known_to_nobody_or_to_several_stays_as_typed() -> None:
    assert parse_line("Ana Ruiz, via Tom", lambda _: None).tie.via == "Tom"


def test_an_over_long_line_loses_nothing() -> None:
    ana = parse_line("Ana Ruiz, " + "bees and " * 230 + "the end")
    assert ana.note.endswith("the end")


@given(st.text(max_size=300))
def test_no_line_is_too_odd(line: str) -> None:
    ana = parse_line(line)
    assert len(ana.name) <= 300
    assert "\0" not in ana.name + ana.note


@given(st.lists(st.sampled_from(["Tom Lee", "chess", "friend", "at Acme", "x y z", "via Bo"])))
def test_no_typed_word_is_lost(parts: list[str]) -> None:
    ana = parse_line(", ".join(["Ana Ruiz", *parts]))
    kept = " ".join([ana.note, ana.organisation, ana.tie.via, ana.tie.kind.value])
    for part in parts:
        assert part.split()[-1] in kept


def test_facts_are_trimmed_and_without_control_characters() -> None:
    ana = clean(name="  Ana\0\u202e \t Ruiz ", note=" one \r\n two\x07 ", role="a\nb")
    assert (ana.name, ana.note, ana.role) == ("Ana Ruiz", "one\ntwo", "a b")


def test_facts_are_composed_and_not_over_long() -> None:
    ana = clean(name="Jose\u0301", role="x" * 900, note="y" * 9_000, family="z" * 400)
    assert ana.name == "José"
    assert (len(ana.role), len(ana.note), len(ana.family)) == (500, 5_000, 300)


def test_joiners_that_persian_names_need_stay() -> None:
    assert clean(name="علی\u200cرضا").name == "علی\u200cرضا"


def test_a_missing_name_is_put_together() -> None:
    assert clean(given="Ana", family="Ruiz").name == "Ana Ruiz"
    assert clean(given="雷", family="李").name == "李雷"


def test_a_country_is_two_letters_or_nothing() -> None:
    assert (clean(country="de").country, clean(country="Germany").country) == ("DE", "")


def test_extra_columns_are_kept_without_the_empty_ones() -> None:
    assert clean(extra={"Shoe size": " 38 ", "Hobby": ""}).extra == {"Shoe size": "38"}


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(name=text, note=text, role=text)
    assert clean(name=once.name, note=once.note, role=once.role) == once
    assert unicodedata.is_normalized("NFC", once.name)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  José   ÁLVAREZ ", "jose alvarez"),
        ("Straße", "strasse"),
        ("Øyvind Łukasz", "oyvind lukasz"),
        ("が", "が"),
        ("한글", "한글"),
    ],
)
def test_folding_takes_case_and_accents_and_no_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_keys_leave_out_what_does_not_tell_people_apart() -> None:
    assert name_key("Dr. Ana Ruiz, MBA") == name_key("ana ruiz PhD") == "ana ruiz"
    assert organisation_key("The Acme, Inc.") == organisation_key("ACME GmbH") == "acme"
    assert email_key(" Ana@Acme.example ") == "ana@acme.example"
    assert phone_key("+49 170 1234567") == phone_key("0170/1234567")
    assert phone_key("ext. 12") == ""


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://www.linkedin.com/in/Ana-Ruiz/?trk=x", "linkedin.com/in/ana-ruiz"),
        ("http://de.linkedin.com/in/ana-ruiz#top", "linkedin.com/in/ana-ruiz"),
        ("linkedin.com/in/jos%C3%A9", "linkedin.com/in/jose"),
        ("https://www.linkedin.com/pub/ana-ruiz/1/2a/3b", "linkedin.com/pub/ana-ruiz/1/2a/3b"),
        ("https://www.linkedin.com/profile/view?id=77&x=1", "linkedin.com/profile/77"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://acme.example/in/ana", ""),
        ("", ""),
    ],
)
def test_only_a_profile_of_ones_own_is_a_key(link: str, key: str) -> None:
    assert profile_key(link) == key


@pytest.mark.parametrize(
    "text", ["", "ana", "ana@", "@acme.example", "a b@c.d", "/o=X/cn=ana@x", "a@b"]
)
def test_no_address_is_no_key(text: str) -> None:
    assert not is_email(text)


SEEKER = Seeker(schools=("Boalt",), employers=("Beta Inc.",))
WEAK = Tie(TieKind.WEAK)


def test_a_shared_employer_makes_a_colleague() -> None:
    tom = clean(name="Tom Lee", organisation="BETA", schools="Boalt", tie=WEAK)
    assert infer_tie(tom, SEEKER) == Tie(TieKind.COLLEAGUE, "Beta Inc.")


def test_a_shared_school_makes_a_fellow_alumnus() -> None:
    tom = clean(name="Tom Lee", organisation="Acme", schools="Yale; Boalt Hall", tie=WEAK)
    assert infer_tie(tom, SEEKER) == Tie(TieKind.ALUMNI, "Boalt")


def test_nothing_shared_leaves_the_tie() -> None:
    tom = clean(name="Tom Lee", organisation="Betamax", schools="Cobalt", tie=WEAK)
    assert infer_tie(tom, SEEKER) == WEAK
    assert infer_tie(clean(name="Tom Lee"), Seeker(employers=("",), schools=("",))) == Tie()


def test_a_stated_tie_is_not_replaced() -> None:
    tom = clean(name="Tom Lee", organisation="Beta", tie=Tie(TieKind.FRIEND))
    assert infer_tie(tom, SEEKER) == Tie(TieKind.FRIEND)


def test_the_day_of_a_connection_is_explained() -> None:
    assert explain(clean(name="Tom", connected_on=date(2024, 2, 7)))[-1] == (
        "Connected on",
        "7 Feb 2024",
    )
