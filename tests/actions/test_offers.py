"""A programme's list of hosts who offered to talk (O2): read, seen, respected, undone."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.pages.here import _clock, words  # noqa: F401
from tests.world import NOW, TODAY, diary, knows

from fifteen.actions import _drafting, imports, journal, letters, people
from fifteen.actions._write import Done
from fifteen.adapters.people import write
from fifteen.adapters.people.reading import Reading, read
from fifteen.method import approach, offers
from fifteen.method.letters import drafts
from fifteen.method.letters.drafts import Tone
from fifteen.method.offers import Offer
from fifteen.method.words import Host, LetterKind, Medium, Refusal, Seeker, Tie, TieKind
from fifteen.store import scope, suggest
from fifteen.store.models import Campaign, Import, Letter, Person

pytestmark = pytest.mark.django_db

HEAD = "Name,Role,Organisation,Email,Can talk about,Channel,Per month,Programme\n"
ANA = "Ana Ruiz,Planner,Northgrid,ana@grid.example,grid planning,phone,2,Calder alumni programme\n"
SAID = (
    "Offered through the Calder alumni programme: talks about grid planning, by phone, two a month."
)
GERMAN = (
    "Name;Funktion;Firma;E-Mail;Themen;Kanal;Pro Monat;Programm\n"
    "Jörg Weiß;Planer;Nordnetz;joerg@netz.example;Netzplanung;Telefon oder vor Ort;zwei;"
    "Mentorenkreis Süd\n"
)


def brought(campaign: Campaign, text: str) -> Import:
    found = imports.read(imports.bring(campaign, "hosts.csv", text.encode(), NOW), NOW)
    assert not isinstance(imports.say_yes(found, {}, NOW), Refusal)
    return imports.write(found, {}, NOW)


def offer(person: Person) -> Offer | None:
    person.refresh_from_db()
    return offers.offer_of(person.extra)


def said(text: str) -> str:
    found = read(text.encode(), "hosts.csv")
    assert isinstance(found, Reading)
    told = offers.offer_of(found.rows[0].facts.extra)
    return offers.sentence(told) if told else ""


def test_a_list_is_read_and_stands_on_the_persons_page(seat: Client, mira: Campaign) -> None:
    brought(mira, HEAD + ANA)
    ana = scope.people(mira).get()
    assert (ana.tie_kind, ana.tie_via) == (TieKind.GROUP, "Calder alumni programme")
    page = seat.get("/people/ana-ruiz")
    assert SAID in words(page)
    assert "Has offered to talk" in words(page)
    assert "More from your file" not in words(page)


def test_a_german_list_is_read_too() -> None:
    assert said(GERMAN) == (
        "Offered through Mentorenkreis Süd: talks about Netzplanung, by phone or in person, "
        "two a month."
    )


@pytest.mark.parametrize(
    ("channel", "how"),
    [
        ("video, phone", "by video or phone"),
        ("Kaffee oder Anruf", "in person or by phone"),
        ("smoke signals", "smoke signals"),
        (",;", ""),
    ],
)
def test_how_they_talk_is_said_in_our_words_where_it_is_known(channel: str, how: str) -> None:
    told = offers.sentence(Offer(topics="grids", channel=channel))
    assert told == f"Offered: talks about grids{', ' + how if how else ''}."


def test_a_programme_alone_is_no_offer(mira: Campaign) -> None:
    brought(mira, "Name,Email,Programme\nAna Ruiz,ana@grid.example,MSc Physics\n")
    ana = scope.people(mira).get()
    assert (offer(ana), ana.tie_kind) == (None, TieKind.NONE)
    assert ana.extra == {"Programme": "MSc Physics"}


def test_hostile_cells_are_words_and_nothing_else(seat: Client, mira: Campaign) -> None:
    row = '"Ana Ruiz","","","","<script>alert(1)</script>","=HYPERLINK(1)","-99","\u0301"\n'
    brought(mira, HEAD + row)
    page = seat.get("/people/ana-ruiz")
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "talks about <script>alert(1)</script>, =HYPERLINK(1), -99." in words(page)


def test_our_own_export_brings_the_offer_back() -> None:
    found = read((HEAD + ANA).encode(), "hosts.csv")
    assert isinstance(found, Reading)
    row = write.row_of(found.rows[0].facts)
    again = read("".join(write.to_csv([row], tuple(row))).encode(), "own.csv")
    assert isinstance(again, Reading)
    assert again.rows[0].facts.extra == found.rows[0].facts.extra


def test_a_column_that_has_our_name_by_chance_is_kept_beside_it() -> None:
    text = b"Name,Talks by,Via\nAna,door,phone\n"
    found = read(text, "hosts.csv", mapping={"Name": "name", "Via": "channel"})
    assert isinstance(found, Reading)
    assert found.rows[0].facts.extra == {"Talks by": "phone", "Talks by (more)": "door"}


def test_somebody_known_gets_the_offer_and_undo_takes_it_away(mira: Campaign) -> None:
    ana = knows(
        mira,
        "Ana Ruiz",
        role="Planner",
        organisation="Northgrid",
        email="ana@grid.example",
        extra={"Hobby": "tides", "Programme": "MSc Physics"},
    )
    first = brought(mira, HEAD + ANA)
    assert (first.counts["added"], first.counts["updated"]) == (0, 1)
    assert offer(ana) == Offer("Calder alumni programme", "grid planning", "phone", "2")
    assert ana.extra["Hobby"] == "tides"
    assert brought(mira, HEAD + ANA).counts["same"] == 1
    newer = brought(mira, HEAD + ANA.replace(",2,", ",3,"))
    journal.withdraw(mira, newer.act, NOW)
    assert offer(ana) == Offer("Calder alumni programme", "grid planning", "phone", "2")
    assert isinstance(journal.withdraw(mira, first.act, NOW), Done)
    assert offer(ana) is None
    assert ana.extra == {"Hobby": "tides", "Programme": "MSc Physics"}


def test_an_offer_is_mended_by_hand_and_a_newer_list_leaves_that(
    seat: Client, mira: Campaign
) -> None:
    brought(mira, HEAD + ANA)
    ana = scope.people(mira).get()
    assert 'name="monthly"' in seat.get("/people/ana-ruiz").content.decode()
    seat.post("/people/ana-ruiz/facts", {"monthly": "1", "topics": "grid planning"})
    mended = scope.entries(mira).latest("id").act
    assert offer(ana) == Offer("Calder alumni programme", "grid planning", "phone", "1")
    newer = brought(mira, HEAD + ANA.replace(",2,", ",3,").replace(",phone,", ",video,"))
    assert offer(ana) == Offer("Calder alumni programme", "grid planning", "video", "1")
    journal.withdraw(mira, newer.act, NOW)
    assert isinstance(journal.withdraw(mira, mended, NOW), Done)
    assert offer(ana) == Offer("Calder alumni programme", "grid planning", "phone", "2")


def test_whoever_offered_nothing_has_no_boxes_for_it(seat: Client, mira: Campaign) -> None:
    knows(mira, "Tom Lee")
    assert 'name="monthly"' not in seat.get("/people/tom-lee").content.decode()


def test_an_offer_lifts_whoever_is_not_near_and_is_the_reason() -> None:
    def ranked(tie: TieKind, *, offered: bool) -> approach.Ranking:
        return approach.rank(
            Host("Ana", "Grid planner", "Northgrid", tie=Tie(tie)),
            Seeker(name="Mira"),
            ("Grid planning",),
            email=True,
            phone=False,
            link=False,
            connected_on=None,
            referred_by_host=False,
            today=TODAY,
            offered=offered,
        )

    member = ranked(TieKind.GROUP, offered=True)
    assert (member.reason, member.row) == (
        "Has offered to talk, and works in grid planning.",
        "O2",
    )
    assert member.score > ranked(TieKind.GROUP, offered=False).score
    assert ranked(TieKind.FRIEND, offered=True) == ranked(TieKind.FRIEND, offered=False)


@pytest.mark.parametrize(
    ("monthly", "most"),
    [
        *(("2", 2), ("2x per month", 2), ("two a month", 2), ("zwei pro Monat", 2)),
        *(("3 mal im Monat", 3), ("0", 0), ("", None), ("now and then", None), ("-2", None)),
        *(("²", 2), ("every 2 months", None), ("1" * 400, None)),
    ],
)
def test_how_often_is_read_where_it_can_be_counted(monthly: str, most: int | None) -> None:
    assert offers.asks_a_month(Offer(topics="grids", monthly=monthly)) == most


def test_the_month_is_full_at_the_number_offered_and_free_again_in_the_next() -> None:
    once, day = Offer(monthly="1"), date(2026, 11, 2)
    assert not offers.has_room(once, [day], TODAY)
    assert offers.has_room(once, [day], date(2026, 12, 1))
    assert offers.has_room(Offer(monthly="2"), [day], TODAY)
    assert offers.has_room(Offer(topics="grids"), [day] * 9, TODAY)
    assert offers.has_room(None, [day] * 9, TODAY)


def test_whoever_was_asked_as_often_as_offered_is_not_suggested_this_month(mira: Campaign) -> None:
    brought(mira, HEAD + ANA.replace(",2,", ",1,"))
    ana = scope.people(mira).get()
    diary(ana, "3 Nov asked\n6 Nov put-off until=2026-11-20")
    Person.objects.filter(pk=ana.pk).update(stage="to-ask", due=None)
    assert suggest.whom_to_ask(mira, NOW).people == ()
    later = NOW.replace(month=12)
    assert [s.person.name for s in suggest.whom_to_ask(mira, later).people] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("channel", "ways"),
    [
        ("", ()),
        ("phone", (Medium.PHONE,)),
        ("over a coffee or by video", (Medium.VIDEO, Medium.IN_PERSON)),
        ("Telefon oder vor Ort", (Medium.PHONE, Medium.IN_PERSON)),
        ("mail", ()),
        ("smoke signals", ()),
    ],
)
def test_how_somebody_talks_is_read_from_what_the_list_says(
    channel: str, ways: tuple[Medium, ...]
) -> None:
    assert offers.ways(channel) == ways


@pytest.mark.parametrize("tone", list(Tone))
def test_a_stranger_who_offered_to_talk_is_written_to_because_of_that(
    mira: Campaign, tone: Tone
) -> None:
    ana = knows(mira, "Ana Ruiz", tie=TieKind.NONE, via="")
    told = {"programme": "Calder alumni", "topics": "grid storage, changing fields"}
    people.change(ana, told, NOW)
    letter = letters.begin(ana, LetterKind.REQUEST, NOW)
    facts = _drafting.facts(letter, NOW)
    body = drafts.draft(LetterKind.REQUEST, facts, "fact", tone).body
    assert "your offer through Calder alumni to talk about grid storage, changing fields" in body
    for change, why in (
        ({"topics": "x" * 90}, "your offer through Calder alumni to talk"),
        ({"why": "your talk on rivers"}, "your talk on rivers"),
    ):
        people.change(ana, change, NOW)
        fresh = Letter.objects.select_related("person__campaign").get(pk=letter.pk)
        assert _drafting.facts(fresh, NOW).host.why == why
