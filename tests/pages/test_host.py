"""The page a host picks a time on: nobody has to sign in, and nothing changes by looking."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client

from fifteen.actions import host_pages, hosts, journal, letters, meetings, people
from fifteen.actions._write import Done
from fifteen.method import cadence, host_page
from fifteen.method.free import typed
from fifteen.method.look import Part
from fifteen.method.words import LetterKind, Medium, Refusal, Stage, StepKind, Verb
from fifteen.pages import _coach
from fifteen.store import pages, read, scope, suggest
from fifteen.store.models import Campaign, HostPage, Person
from tests import world
from tests.pages.addresses import HOURS, kept
from tests.pages.here import _clock, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana Ruiz in New York, who was asked."""
    return world.diary(world.knows(mira, "Ana Ruiz", zone="America/New_York"), "17 Nov asked")


@pytest.fixture
def link(ana: Person) -> str:
    token = host_pages.link(ana, NOW)
    assert isinstance(token, str)
    return f"/h/{token}"


@pytest.fixture
def guest(db: None) -> Client:
    """Somebody with nothing but a browser."""
    return Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=True)


def offered(answer: HttpResponse) -> list[str]:
    return re.findall(r'name="t" value="([^"]+)"', answer.content.decode())


def pick(guest: Client, link: str, start: str, **more: str) -> HttpResponse:
    form = {"do": "pick", "how": "phone", "zone": "America/New_York", "had": "", "t": start}
    return guest.post(link, {**form, **more})


def test_the_page_says_who_asks_for_what_and_offers_a_few_times(guest: Client, link: str) -> None:
    answer = guest.get(link)
    said = words(answer)
    assert "Mira Halonen asks for fifteen minutes of your advice." in said
    assert (
        "About your work in grid modelling, and how you came to it. Tom Lee suggested you." in said
    )
    assert "No job question" in said
    assert "on your clock: New York time (EST)" in said
    first = answer.content.decode().partition("More times")[0]
    good = [datetime.fromisoformat(t) for t in re.findall(r'name="t" value="([^"]+)"', first)]
    assert 3 <= len(good) <= 5
    assert {t.astimezone(ZoneInfo("America/New_York")).hour for t in good} <= set(range(8, 18))
    assert len(offered(answer)) > len(good)


def test_each_time_is_named_with_its_day(guest: Client, link: str) -> None:
    page = guest.get(link).content.decode()
    named = re.findall(r'name="t" value="([^"]+)" aria-label="([^"]+)"', page)
    assert len(named) == len(offered(guest.get(link)))
    for value, label in named:
        start = datetime.fromisoformat(value).astimezone(ZoneInfo("America/New_York"))
        assert label.startswith(f"{start:%A} {start.day} {start:%B}, ")


def test_once_a_time_is_agreed_the_rest_says_what_becomes_of_it(guest: Client, link: str) -> None:
    assert "None of these fits" in words(guest.get(link))
    pick(guest, link, offered(guest.get(link))[0])
    said = words(guest.get(link))
    assert "None of these fits" not in said and "would be better" not in said
    assert "Move it to a time that is not here The agreed time is given up with it." in said
    assert "Mira should ask somebody else too Your own talk stays agreed;" in said


def test_a_place_is_called_as_its_people_call_it_today(guest: Client, link: str) -> None:
    said = words(guest.get(f"{link}?zone=Asia/Calcutta"))  # what browsers in India still say
    assert "on your clock: Kolkata time (IST)" in said


def test_it_is_one_light_answer_that_tells_a_stranger_nothing(guest: Client, link: str) -> None:
    answer = guest.get(link)
    page = answer.content.decode()
    assert len(answer.content) < 30_000
    assert not re.search(r'(src|href)="(?!data:|#|/h/)', page), "everything is in it"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    head = page.partition("</head>")[0]
    assert "Mira" not in head and "Ana" not in head
    assert "noindex" in head and "<title>A private page</title>" in head


def test_of_the_link_only_a_hash_is_kept(ana: Person, link: str) -> None:
    token = link.removeprefix("/h/")
    row = HostPage.objects.get()
    assert token not in {row.hash, row.nonce}
    assert len(token) == 32
    assert host_pages.link(ana, NOW) == token, "the seeker can show it again"


def test_looking_changes_nothing_however_often(guest: Client, link: str) -> None:
    before = kept()
    for _ in range(3):
        guest.get(link)
        guest.head(link)
        guest.get(f"{link}?do=off&t=x&zone=Asia/Tokyo")
        guest.get(f"{link}/talk.ics")
    assert kept() == before


def test_two_taps_agree_a_time(guest: Client, link: str, ana: Person) -> None:
    start = offered(guest.get(link))[0]
    answer = pick(guest, link, start, place="+1 212 555 0147")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"{link}?zone=America%2FNew_York",
    )
    booking = read.standing_of(ana).booking
    assert booking is not None
    assert booking.start == datetime.fromisoformat(start)
    assert (booking.medium, booking.place) == (Medium.PHONE, "+1 212 555 0147")
    assert booking.zone == "America/New_York"
    assert scope.entries_of(ana).last().author == "host"  # type: ignore[union-attr]
    said = words(guest.get(link))
    assert "You talk with Mira Halonen on" in said
    assert "By phone: +1 212 555 0147." in said


def test_without_a_known_number_a_call_needs_one(guest: Client, link: str, ana: Person) -> None:
    page = guest.get(link)
    assert "By phone, Mira calls you: on the number you write above." in words(page)
    pick(guest, link, offered(page)[0])
    assert "asks you for the number to call" in words(guest.get(link))
    assert not isinstance(people.change(ana, {"phone": "+1 212 555 0147"}, NOW), Refusal)
    page = guest.get(link)
    assert "Nothing else to do." in words(page) and "nothing else is needed" in words(page)


def test_only_if_need_be_is_kept_beside_the_time(guest: Client, link: str, ana: Person) -> None:
    pick(guest, link, offered(guest.get(link))[0], need="1")
    assert scope.entries_of(ana).last().data["if_need_be"] is True  # type: ignore[union-attr]


def test_the_same_link_moves_it_and_calls_it_off(guest: Client, link: str, ana: Person) -> None:
    first, second = offered(guest.get(link))[:2]
    pick(guest, link, first)
    page = guest.get(link)
    assert second in offered(page)
    assert first not in offered(page)
    had = datetime.fromisoformat(first).isoformat()
    assert pick(guest, link, second, had=had).status_code == 302
    booking = read.standing_of(ana).booking
    assert booking is not None and booking.start == datetime.fromisoformat(second)
    assert "It is moved." in words(guest.get(link))
    ics = guest.get(f"{link}/talk.ics").content.decode()
    assert "SEQUENCE:2" in ics
    assert guest.post(link, {"do": "off", "why": "a sick child"}).status_code == 302
    stands = read.standing_of(ana)
    assert (stands.booking, stands.stage) == (None, Stage.YES)
    assert "It is called off." in words(guest.get(link))


def test_rebooked_it_is_the_same_talk_with_a_later_version(
    guest: Client, link: str, ana: Person
) -> None:
    def uid_and_sequence() -> tuple[str, int]:
        text = guest.get(f"{link}/talk.ics").content.decode()
        uid, sequence = re.search(r"UID:(\S+)", text), re.search(r"SEQUENCE:(\d+)", text)
        assert uid and sequence
        return uid[1], int(sequence[1])

    start = offered(guest.get(link))[0]
    pick(guest, link, start)
    uid, first = uid_and_sequence()
    guest.post(link, {"do": "off"})
    pick(guest, link, start)
    assert uid_and_sequence() == (uid, first + 2)


def test_a_time_that_is_taken_meanwhile_is_told_with_what_is_left(
    guest: Client, link: str, mira: Campaign
) -> None:
    start = offered(guest.get(link))[0]
    other = world.knows(mira, "Vera Nowak")
    booked = meetings.book(other, datetime.fromisoformat(start), "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal)
    answer = pick(guest, link, start, place="my desk")
    assert answer.status_code == 409
    assert "That time has just been taken." in words(answer)
    assert start not in offered(answer)
    assert len(offered(answer)) > 3
    assert 'value="my desk"' in answer.content.decode(), "what was typed stays"


def test_a_second_window_that_still_shows_no_time_is_told_of_the_first(
    guest: Client, link: str, ana: Person
) -> None:
    first, second = offered(guest.get(link))[:2]
    pick(guest, link, first)
    answer = pick(guest, link, second)
    assert answer.status_code == 409
    assert "A time was chosen in another window meanwhile." in words(answer)
    assert read.standing_of(ana).booking.start == datetime.fromisoformat(first)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "start",
    ["2026-11-29T03:00:00+00:00", "2020-01-01T10:00:00+00:00", "2026-11-26T10:07:00+00:00"],
)
def test_a_time_that_was_never_offered_is_not_taken(
    guest: Client, link: str, ana: Person, start: str
) -> None:
    assert pick(guest, link, start).status_code == 409
    assert read.standing_of(ana).booking is None


@pytest.mark.parametrize("wrong", ["", "x", "2026-11-26T10:00:00", "9" * 500, "\0"])
def test_what_is_no_time_is_asked_for_again(guest: Client, link: str, wrong: str) -> None:
    answer = pick(guest, link, wrong)
    assert answer.status_code == 422
    assert "Choose one of the times first." in words(answer)


def test_words_that_fit_a_free_time_lead_to_it(guest: Client, link: str, ana: Person) -> None:
    before = kept()
    answer = guest.post(
        link, {"do": "words", "words": "Thursday after 10", "zone": "America/New_York"}
    )
    assert answer.status_code == 200
    assert "These fit what you wrote." in words(answer)
    first = offered(answer)[0]
    local = datetime.fromisoformat(first).astimezone(ZoneInfo("America/New_York"))
    assert (local.weekday(), local.hour) == (3, 10)
    assert kept() == before, "they have not taken one yet"
    assert pick(guest, link, first).status_code == 302


def test_words_that_fit_nothing_reach_the_seeker_as_they_are(
    guest: Client, link: str, ana: Person, seat: Client
) -> None:
    guest.post(link, {"do": "words", "words": "Saturday 6am", "zone": "America/New_York"})
    stands = read.standing_of(ana)
    assert stands.stage is Stage.YES
    assert stands.open_answer_data["text"] == "Saturday 6am"
    assert "Mira has your words: “Saturday 6am”" in words(guest.get(link))
    assert "Saturday 6am" in words(seat.get(f"/people/{ana.key}/book"))


def test_words_about_an_agreed_talk_call_it_off_first(
    guest: Client, link: str, ana: Person
) -> None:
    pick(guest, link, offered(guest.get(link))[0])
    guest.post(link, {"do": "words", "words": "in spring rather", "sure": "1"})
    stands = read.standing_of(ana)
    assert stands.booking is None
    assert stands.open_answer_data["text"] == "in spring rather"


def test_by_phone_right_now(guest: Client, link: str, ana: Person, seat: Client) -> None:
    assert guest.post(link, {"do": "now", "number": "soon"}).status_code == 422
    guest.post(link, {"do": "now", "number": "+1 212 555 0147"})
    stands = read.standing_of(ana)
    assert stands.wants_phone
    assert stands.open_answer_data["text"] == "Right now, on +1 212 555 0147."
    assert "Mira has your number." in words(guest.get(link))
    for where in ("/", f"/people/{ana.key}"):
        assert "They may be called right now, on +1 212 555 0147." in words(seat.get(where))
        assert f'href="/people/{ana.key}/sheet"' in seat.get(where).content.decode()
    assert 'href="tel:+12125550147"' in seat.get(f"/people/{ana.key}/sheet").content.decode()


def test_not_now_is_a_no_or_a_day(guest: Client, link: str, ana: Person) -> None:
    assert guest.post(link, {"do": "later", "until": "2020-01-01"}).status_code == 422
    guest.post(link, {"do": "later", "until": "2027-03-01"})
    assert str(read.standing_of(ana).put_off_until) == "2027-03-01"
    guest.post(link, {"do": "later", "until": ""})
    assert read.standing_of(ana).open_answer is Verb.SAID_NO
    assert "Mira will not remind you." in words(guest.get(link))


def test_until_the_day_a_host_named_nothing_asks_the_seeker_to_write(
    guest: Client, link: str, ana: Person, seat: Client
) -> None:
    guest.post(link, {"do": "later", "until": "2027-03-01"})
    assert "Mira will not write before then." in words(guest.get(link))
    today = seat.get("/")
    assert "put you off" not in words(today)
    assert f"/people/{ana.key}/letters/new" not in today.content.decode()
    page = words(seat.get(f"/people/{ana.key}"))
    assert "Nothing to do until" in page and "1 Mar" in page
    setting = read.setting(ana.campaign, ana)
    step = cadence.next_step(read.standing_of(ana), NOW, setting)
    assert step is not None and step.kind is StepKind.WRITE_AGAIN
    assert str(step.due) == "2027-03-01"
    back = datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert not isinstance(journal.record(ana, Verb.REMINDED, back), Refusal)
    after = cadence.next_step(read.standing_of(ana), back, setting)
    assert after is not None and after.kind in (StepKind.REMIND, StepKind.REST)
    assert after.due > step.due


def test_somebody_else_would_be_better(guest: Client, link: str, ana: Person) -> None:
    assert guest.post(link, {"do": "else", "name": ""}).status_code == 422
    assert guest.post(link, {"do": "else", "name": "V", "email": "vera@"}).status_code == 422
    guest.post(link, {"do": "else", "name": "Vera Nowak", "email": "vera@there.example"})
    vera = scope.people(ana.campaign).get(name="Vera Nowak")
    assert (vera.email, vera.tie_via) == ("vera@there.example", "Ana Ruiz")
    data = read.standing_of(ana).open_answer_data
    assert data["may_name"] is False and "text" not in data
    assert "Mira has the name: Vera Nowak." in words(guest.get(link))


@pytest.mark.parametrize("may", [True, False])
def test_a_letter_names_who_named_them_where_that_is_allowed(
    guest: Client, link: str, ana: Person, seat: Client, may: bool
) -> None:
    allowed = {"may": "1"} if may else {}
    guest.post(link, {"do": "else", "name": "Vera Nowak", **allowed})
    vera = scope.people(ana.campaign).get(name="Vera Nowak")
    letter = letters.begin(vera, LetterKind.REQUEST, NOW)
    assert ("Ana Ruiz" in letter.body) is may
    assert "tie-not-named" not in {one.rule for one in letters.findings(letter, NOW)}
    page = words(seat.get(f"/people/{vera.key}/letters/{letter.key}"))
    assert ("Ana Ruiz asked not to be named to Vera Nowak" in page) is not may


@pytest.mark.parametrize("may", [True, False])
def test_nothing_that_reaches_them_says_who_sent_the_seeker_where_that_is_not_wanted(
    guest: Client, link: str, ana: Person, seat: Client, may: bool
) -> None:
    guest.post(link, {"do": "else", "name": "vera nowak", **({"may": "1"} if may else {})})
    vera = scope.people(ana.campaign).get(name="vera nowak")
    people.change(vera, {"name": "Vera Nowak", "email": "vera@there.example"}, NOW)
    vera.refresh_from_db()
    said = [letters.begin(vera, LetterKind.REQUEST, NOW).body]
    said.append(words(seat.get(f"/people/{vera.key}/sheet")))
    talk = meetings.prepare(vera, NOW)
    said.append(words(seat.get(f"/conversations/{talk.key}/prepare")))
    own = host_pages.link(vera, NOW)
    assert not isinstance(own, Refusal)
    said.append(words(guest.get(f"/h/{own}")))
    assert ["Ana Ruiz" in one for one in said] == [may] * 4
    thanks = letters.begin(ana, LetterKind.THANKS_DECLINED, NOW).body
    assert ("not say who sent me" not in thanks and "to myself" not in thanks) is may


def test_a_host_is_not_told_who_is_in_the_book_nor_who_asked_for_peace(
    guest: Client, link: str, ana: Person
) -> None:
    bob = world.knows(ana.campaign, "Bob Gone")
    people.change(bob, {"email": "bob@there.example"}, NOW)
    form = {"do": "else", "name": "Bob G.", "email": "bob@there.example", "may": "1"}
    said = words(guest.post(link, form, follow=True))
    assert "Mira has the name: Bob G." in said and "book" not in said
    journal.record(bob, Verb.NEVER, NOW)
    people.change(bob, {"email": "else@there.example"}, NOW)
    said = words(guest.post(link, form, follow=True))
    assert "Mira has the name: Bob G." in said and "written" not in said
    assert not scope.people(ana.campaign).filter(name="Bob G.").exists()


@pytest.mark.parametrize("old", [False, True])
def test_what_a_host_only_chose_is_never_shown_as_their_words(
    guest: Client, link: str, ana: Person, seat: Client, old: bool
) -> None:
    """`old`: a journal that holds our sentence where their words stand."""
    guest.post(link, {"do": "words", "words": "in spring rather", "sure": "1"})
    guest.post(link, {"do": "else", "name": "Vera Nowak", "may": "1"})
    if old:
        named = scope.entries_of(ana).get(verb=Verb.NAMED_SOMEONE)
        data = {"name": "Vera Nowak", "text": "You may say who sent you."}
        type(named).objects.filter(pk=named.pk).update(data=data)
    page = seat.get(f"/people/{ana.key}")
    assert "You may say who sent you" in words(page)
    assert "“You may say" not in words(page) and "“in spring rather”" in words(page)
    book = words(seat.get(f"/people/{ana.key}/book"))
    assert "What they wrote “in spring rather”" in book
    assert "You may say" not in book
    look = _coach.look(ana.campaign, {Part.WORDS}, False, NOW, NOW.date())
    assert [line.words for one in look.sections for line in one.lines] == ["in spring rather"]


def test_words_that_were_answered_are_not_shown_as_the_last(
    guest: Client, link: str, ana: Person, seat: Client
) -> None:
    guest.post(link, {"do": "words", "words": "in spring rather", "sure": "1"})
    world.diary(ana, "24 Nov times-sent")
    guest.post(link, {"do": "else", "name": "Vera Nowak"})
    assert "What they wrote" not in words(seat.get(f"/people/{ana.key}/book"))
    assert "Do not say who sent you" in words(seat.get(f"/people/{ana.key}"))


def test_a_number_to_be_called_on_at_once_is_no_quotation(
    guest: Client, link: str, ana: Person, seat: Client
) -> None:
    guest.post(link, {"do": "now", "number": "+1 212 555 0147"})
    page = words(seat.get(f"/people/{ana.key}"))
    assert "Right now, on +1 212 555 0147" in page and "“Right now" not in page


@pytest.mark.parametrize(
    "form",
    [
        {"do": "later", "until": ""},
        {"do": "else", "name": "Vera Nowak"},
        {"do": "now", "number": "+1 212 555 0147"},
        {"do": "words", "words": "in spring rather", "sure": "1"},
    ],
)
def test_after_an_answer_nothing_is_asked_and_a_time_can_be_taken_after_all(
    guest: Client, link: str, ana: Person, form: dict[str, str]
) -> None:
    guest.post(link, form)
    answer = guest.get(link)
    assert "Thank you for your answer." in words(answer)
    assert "asks for fifteen minutes" not in words(answer)
    assert "If you change your mind" in words(answer)
    assert pick(guest, link, offered(answer)[0]).status_code == 302
    assert read.standing_of(ana).booking is not None


def test_after_a_bare_yes_the_times_stand_open(guest: Client, link: str, ana: Person) -> None:
    page = pages.find(link.removeprefix("/h/"))
    assert page is not None
    assert not isinstance(hosts.agree(page, NOW), Refusal)
    answer = guest.get(link)
    assert "now a time" in words(answer)
    assert "If you change your mind" not in words(answer)
    assert "“”" not in words(answer)
    assert pick(guest, link, offered(answer)[0]).status_code == 302


@pytest.mark.parametrize(
    ("form", "stays"),
    [
        ({"do": "now", "number": "12"}, 'value="12"'),
        ({"do": "else", "name": "Vera", "email": "vera@"}, 'value="vera@"'),
        ({"do": "later", "until": "2020-01-01"}, 'value="2020-01-01"'),
    ],
)
def test_what_is_refused_stands_open_with_what_was_typed(
    guest: Client, link: str, form: dict[str, str], stays: str
) -> None:
    page = guest.post(link, form).content.decode()
    opened = re.findall(r'<details name="o" open>.*?</details>', page, re.DOTALL)
    assert len(opened) == 1 and stays in opened[0]
    assert page.count('role="alert"') == opened[0].count('role="alert"') == 1


def test_every_state_of_it_is_under_thirty_kilobytes(
    guest: Client, link: str, ana: Person, mira: Campaign
) -> None:
    """With as much on it as there can be: long names, every time free, every question."""
    mira.hours = {**HOURS, **dict.fromkeys(typed.WEEKDAYS, "0-24"), "most_a_day": "10"}
    mira.seeker_name = "Wilhelmine-Friederike " * 12
    mira.save()
    sizes = {"asked": len(guest.get(link).content)}
    start = offered(guest.get(link))[0]
    sizes["taken"] = len(pick(guest, link, "2026-11-29T03:00:00+00:00").content)
    sizes["words"] = len(guest.post(link, {"do": "words", "words": "Thursday"}).content)
    pick(guest, link, start, place="x" * 200)
    sizes["agreed"] = len(guest.get(link).content)
    assert "What Wilhelmine-Friederike would like to ask" in words(guest.get(link))
    guest.post(link, {"do": "off"})
    sizes["off"] = len(guest.get(link).content)
    assert max(sizes.values()) < 30_000, sizes


def test_please_do_not_write_again_is_kept_whatever_happens(
    guest: Client, link: str, ana: Person, mira: Campaign
) -> None:
    assert not isinstance(people.change(ana, {"email": "Ana@There.example"}, NOW), Refusal)
    guest.post(link, {"do": "never"})
    answer = guest.get(link)
    assert answer.status_code == 410
    assert "You will not be written to again." in words(answer)
    act = scope.entries_of(ana).last().act  # type: ignore[union-attr]
    undone = journal.withdraw(mira, act, NOW)
    assert isinstance(undone, Refusal) and "themselves" in undone.message
    people.forget(ana, NOW)
    with pytest.raises(AssertionError, match="asked not to be written to"):
        world.knows(mira, "Ana R.", email="ana+list@there.example")


def test_whoever_wants_peace_is_suggested_to_nobody(
    guest: Client, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before they were asked at all, too: a link may be given by hand."""
    bo = world.knows(mira, "Bo Lind", email="bo@there.example")
    world.knows(mira, "Cal Dorn", email="cal@elsewhere.example", organisation="Tidal Works")

    def suggested() -> set[str]:
        return {one.person.name for one in suggest.whom_to_ask(mira, NOW).people}

    assert suggested() == {"Bo Lind", "Cal Dorn"}
    link = f"/h/{host_pages.link(bo, NOW)}"
    assert guest.post(link, {"do": "never"}).status_code == 302
    assert suggested() == {"Cal Dorn"}


def later(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> datetime:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    return moment


@pytest.fixture
def agreed(guest: Client, link: str) -> datetime:
    """The start of a talk that Ana chose on her page."""
    start = offered(guest.get(link))[0]
    pick(guest, link, start, place="+1 555 0147")
    return datetime.fromisoformat(start)


def test_a_link_ends_with_the_talk_and_says_so(
    guest: Client, link: str, ana: Person, agreed: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = later(monkeypatch, agreed + timedelta(minutes=20))
    talk = scope.conversations(ana.campaign).get()
    assert isinstance(meetings.end(meetings.start(talk, agreed), over), Done)
    answer = guest.get(link)
    assert answer.status_code == 410
    assert "You have talked with Mira Halonen." in words(answer)
    assert pick(guest, link, agreed.isoformat()).status_code in (410, 422)


def test_while_nobody_has_said_whether_they_talked_the_page_claims_neither(
    guest: Client, link: str, agreed: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, agreed + timedelta(minutes=14))
    assert "You talk with Mira Halonen on" in words(guest.get(link))
    later(monkeypatch, agreed + timedelta(minutes=15))
    answer = guest.get(link)
    assert answer.status_code == 200
    assert len(answer.content) < 30_000
    told = words(answer)
    assert "The time you had with Mira Halonen is over." in told
    assert "If you talked, this page has done its part." in told
    assert "If it did not come about, that happens and needs no word" in told
    assert "Call it off" not in told and "Add it to your calendar" not in told
    assert "That is agreed" not in told


def test_a_time_that_did_not_come_about_is_made_good_on_the_same_link(
    guest: Client, link: str, ana: Person, agreed: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = scope.conversations(ana.campaign).get()
    meetings.start(talk, agreed)  # Mira had opened the room and waited
    later(monkeypatch, agreed + timedelta(hours=2))
    start = offered(guest.get(link))[0]
    assert pick(guest, link, start, had=agreed.isoformat()).status_code == 302
    answer = guest.get(link)
    assert "You talk with Mira Halonen on" in words(answer)
    assert "It is moved. Mira knows the new time." in words(answer)
    stands = read.standing_of(ana)
    assert stands.booking is not None and stands.booking.start.isoformat() == start
    assert stands.fell_through == 1
    again = scope.conversations(ana.campaign).get()
    assert again.key == talk.key, "the same entry in every calendar"
    assert again.started_at is None, "the clock of the room begins anew"


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ({"do": "words", "words": "Sundays at night", "sure": "1"}, Verb.SAID_YES),
        ({"do": "now", "number": "+1 555 0147"}, Verb.OFFERED_PHONE),
        ({"do": "later", "until": ""}, Verb.SAID_NO),
    ],
)
def test_whatever_they_say_instead_says_too_that_they_did_not_talk_then(
    guest: Client,
    link: str,
    ana: Person,
    agreed: datetime,
    monkeypatch: pytest.MonkeyPatch,
    form: dict[str, str],
    verb: Verb,
) -> None:
    later(monkeypatch, agreed + timedelta(hours=2))
    assert guest.post(link, form).status_code == 302
    said = list(scope.entries_of(ana).filter(author="host").values_list("verb", "act"))
    assert [one for one, _ in said[-2:]] == [Verb.MISSED, verb]
    assert said[-1][1] == said[-2][1], "one act, undone as one"
    assert read.standing_of(ana).booking is None


@pytest.mark.parametrize("by", [meetings.missed, meetings.call_off])
def test_where_the_seeker_says_so_the_page_offers_others_without_reproach(
    guest: Client,
    link: str,
    ana: Person,
    agreed: datetime,
    monkeypatch: pytest.MonkeyPatch,
    by: Callable[[Person, datetime], Done | Refusal],
) -> None:
    now = later(monkeypatch, agreed + timedelta(hours=2))
    assert isinstance(by(ana, now), Done)
    answer = guest.get(link)
    told = words(answer)
    assert "The time that was agreed did not come about. That happens" in told
    assert "That is agreed" not in told
    start = offered(answer)[0]
    assert pick(guest, link, start).status_code == 302
    booking = read.standing_of(ana).booking
    assert booking is not None and booking.start.isoformat() == start


def test_two_weeks_after_a_time_the_page_has_done_its_part(
    guest: Client, link: str, agreed: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, agreed + host_page.AFTERWARDS - timedelta(minutes=1))
    assert guest.get(link).status_code == 200
    later(monkeypatch, agreed + host_page.AFTERWARDS)
    assert guest.get(link).status_code == 410


def test_a_request_taken_back_is_said_kindly(guest: Client, link: str, ana: Person) -> None:
    host_pages.withdraw(ana, NOW)
    answer = guest.get(link)
    assert answer.status_code == 410
    assert "Mira Halonen has taken the request back." in words(answer)
    before = kept()
    pick(guest, link, "2026-11-26T10:00:00+00:00")
    assert kept() == before


def test_whoever_the_seeker_lets_rest_finds_it_taken_back(
    guest: Client, link: str, ana: Person
) -> None:
    journal.rest(ana, NOW)
    assert "has taken the request back" in words(guest.get(link))


def test_a_new_link_ends_the_one_before(guest: Client, link: str, ana: Person) -> None:
    host_pages.renew(ana, NOW)
    assert "There is a newer link" in words(guest.get(link))
    again = host_pages.link(ana, NOW)
    assert guest.get(f"/h/{again}").status_code == 200


def test_a_link_ends_after_two_months(
    guest: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=61))
    assert "This page has ended." in words(guest.get(link))


def test_guessing_is_answered_the_same_and_slowed_down(guest: Client, link: str) -> None:
    answers = [guest.get(f"/h/{'x' * n}") for n in (1, 20, 32, 500)]
    assert {a.status_code for a in answers} == {404}
    assert len({a.content for a in answers}) == 1
    for _ in range(40):
        last = guest.get("/h/not-there-at-all-not-there")
    assert last.status_code == 429
    assert guest.get(link).status_code == 200, "who has a link is not slowed down by it"


def test_forms_are_not_taken_without_end(guest: Client, link: str) -> None:
    for _ in range(31):
        last = guest.post(link, {"do": "nonsense"})
    assert last.status_code == 429
    assert "nothing is lost" in words(last)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Kolkata", "Kolkata time (IST)"),
        ("Asia/Kathmandu", "Kathmandu time (UTC+5:45)"),
        ("America/New_York", "New York time (EST)"),
        ("UTC", "on your clock: UTC"),
    ],
)
def test_the_zone_is_said_by_name_and_can_be_another(
    guest: Client, link: str, zone: str, said: str
) -> None:
    answer = guest.get(link, {"zone": zone})
    assert said in words(answer)
    assert f"<option selected>{zone}</option>" in html.unescape(answer.content.decode())


@pytest.mark.parametrize("zone", ["Mars/Base", "../etc/passwd", "", "x" * 2_000, "\0"])
def test_a_zone_that_is_none_is_left_aside(guest: Client, link: str, zone: str) -> None:
    assert "New York time (EST)" in words(guest.get(link, {"zone": zone}))


def test_hours_are_written_as_people_there_write_them(guest: Client, link: str) -> None:
    assert re.search(r"\d:\d\d [ap]m", words(guest.get(link)))
    assert not re.search(r"\d:\d\d [ap]m", words(guest.get(link, {"zone": "Europe/Oslo"})))


def test_a_host_who_travels_sees_the_agreed_time_on_the_clock_they_ask_for(
    guest: Client, link: str, ana: Person
) -> None:
    start = offered(guest.get(link))[0]
    pick(guest, link, start)
    moment = datetime.fromisoformat(start).astimezone(ZoneInfo("Asia/Tokyo"))
    said = words(guest.get(link, {"zone": "Asia/Tokyo"}))
    assert f"{moment.day} {moment:%B} at {moment.hour}:{moment.minute:02}." in said
    assert read.standing_of(ana).booking.start == moment.astimezone(UTC)  # type: ignore[union-attr]


def test_a_host_who_said_how_they_talk_is_offered_that_alone(
    guest: Client, link: str, ana: Person
) -> None:
    people.change(ana, {"channel": "Phone or coffee"}, NOW)
    answer = guest.get(link)
    assert re.findall(r'name="how" value="(\w[\w-]*)"', answer.content.decode()) == [
        *(str(Medium.PHONE), str(Medium.IN_PERSON))
    ]
    people.change(ana, {"channel": "video"}, NOW)
    page = guest.get(link).content.decode()
    assert re.findall(r'name="how" value="(\w[\w-]*)"( checked)?', page) == [("video", " checked")]
    pick(guest, link, offered(answer)[0], how="phone", place="+1 212 555 0147")
    both = re.findall(r'name="how" value="(\w[\w-]*)"( checked)?', guest.get(link).content.decode())
    assert both == [("phone", " checked"), ("video", "")], "what is agreed can stay"


def test_public_holidays_of_the_hosts_country_are_not_offered(
    guest: Client, link: str, ana: Person
) -> None:
    def days() -> set[str]:
        york = ZoneInfo("America/New_York")
        starts = map(datetime.fromisoformat, offered(guest.get(link)))
        return {str(start.astimezone(york).date()) for start in starts}

    before = days()
    assert "2026-11-26" in before
    people.change(ana, {"country": "US"}, NOW)
    assert days() == before - {"2026-11-26"}, "Thanksgiving"


def test_the_questions_stand_there_once_a_time_is_agreed(guest: Client, link: str) -> None:
    assert "would like to ask" not in words(guest.get(link))
    pick(guest, link, offered(guest.get(link))[0])
    assert "What Mira would like to ask" in words(guest.get(link))


def test_names_that_mean_harm_stand_as_text(guest: Client, mira: Campaign) -> None:
    mira.seeker_name = "<script>alert(1)</script>"
    mira.save()
    who = world.knows(mira, "Vera", field="<b>grids</b>", via="<i>Tom</i>")
    page = guest.get(f"/h/{host_pages.link(who, NOW)}").content.decode()
    assert "<script>alert" not in page and "<b>" not in page and "<i>" not in page


def test_whoever_asked_for_peace_gets_no_link(mira: Campaign) -> None:
    who = world.diary(world.knows(mira, "Vera Nowak"), "17 Nov asked\n18 Nov never")
    assert isinstance(host_pages.link(who, NOW), Refusal)


def test_two_hosts_do_not_see_each_other(guest: Client, link: str, mira: Campaign) -> None:
    other = host_pages.link(world.knows(mira, "Vera Nowak"), NOW)
    start = offered(guest.get(link))[0]
    pick(guest, f"/h/{other}", start)
    page = guest.get(link).content.decode()
    assert "Vera" not in page
    assert start not in offered(guest.get(link))


def test_a_closed_page_takes_no_form(ana: Person, link: str) -> None:
    page = pages.find(link.removeprefix("/h/"))
    assert page is not None
    journal.record(ana, Verb.NEVER, NOW)
    for done in (
        hosts.call_off(page, NOW),
        hosts.propose(page, "Monday", NOW),
        hosts.phone_now(page, "12345678", NOW),
        hosts.not_now(page, None, NOW),
        hosts.someone_else(page, "Vera", "", True, NOW),
        hosts.never(page, NOW),
    ):
        assert isinstance(done, Refusal)


def test_a_host_who_moves_to_another_zone_keeps_the_moment(
    guest: Client, link: str, ana: Person
) -> None:
    """Agreed in New York, and then Ana lives in Honolulu: the talk is when it was."""
    start = offered(guest.get(link))[0]
    pick(guest, link, start)
    assert not isinstance(people.change(ana, {"zone": "Pacific/Honolulu"}, NOW), Refusal)
    assert read.standing_of(ana).booking.start == datetime.fromisoformat(start)  # type: ignore[union-attr]
    there = datetime.fromisoformat(start).astimezone(ZoneInfo("Pacific/Honolulu"))
    said = words(guest.get(link, {"zone": "Pacific/Honolulu"}))
    assert f"{there.hour % 12 or 12}:{there.minute:02}" in said
    assert "Honolulu time (HST)" in said


def test_a_seeker_who_moves_to_another_zone_keeps_the_moment(
    guest: Client, link: str, ana: Person, mira: Campaign
) -> None:
    start = offered(guest.get(link))[0]
    pick(guest, link, start)
    before = words(guest.get(link)).partition("Move it")[0]
    Campaign.objects.filter(pk=mira.pk).update(zone="Asia/Tokyo")
    assert words(guest.get(link)).partition("Move it")[0] == before
    assert read.standing_of(ana).booking.start == datetime.fromisoformat(start)  # type: ignore[union-attr]


def test_nothing_is_shown_in_utc_to_somebody_who_lives_elsewhere(
    guest: Client, link: str, mira: Campaign
) -> None:
    """Neither where nobody said a zone (that of the seeker stands there) nor once it is agreed."""
    nowhere = f"/h/{host_pages.link(world.knows(mira, 'Vera Nowak'), NOW)}"
    for where in (link, nowhere):
        first = offered(guest.get(where))[0]
        page = guest.get(where)
        assert "UTC" not in words(page).partition("Your zone")[0]
        pick(guest, where, first, zone="America/New_York" if where == link else "Europe/Berlin")
        assert "UTC" not in words(guest.get(where)).partition("Your zone")[0]
    assert "Berlin time (CET)" in words(guest.get(nowhere))


@pytest.mark.parametrize(
    ("zone", "start", "says"),
    [
        ("America/New_York", "2026-11-27T05:00:00+00:00", "Friday 27 November at midnight"),
        ("America/New_York", "2026-11-26T17:00:00+00:00", "Thursday 26 November at noon"),
        ("America/New_York", "2026-11-26T17:15:00+00:00", "Thursday 26 November at 12:15 pm"),
        ("Asia/Tokyo", "2026-11-26T15:00:00+00:00", "Friday 27 November at 0:00"),
    ],
)
def test_midnight_and_noon_are_called_by_their_names(
    guest: Client, link: str, mira: Campaign, zone: str, start: str, says: str
) -> None:
    """And midnight belongs to the day that begins."""
    mira.hours = {**HOURS, **dict.fromkeys(typed.WEEKDAYS, "0-24")}
    mira.save()
    assert pick(guest, link, start, zone=zone).status_code == 302
    assert says in words(guest.get(link, {"zone": zone}))


def test_days_stand_in_the_order_of_time_by_their_names(guest: Client, link: str) -> None:
    """Whether a week begins on Sunday or on Monday is never a question here."""
    page = guest.get(link).content.decode().partition("More times")[2]
    days = re.findall(r"<h2>(\w+day) <span>(\d+ \w+)</span></h2>", page)
    dates = [datetime.strptime(f"{date} 2026", "%d %b %Y") for _, date in days]
    assert dates == sorted(dates)
    assert [f"{d:%A}" for d in dates] == [name for name, _ in days]
