"""A term on a server with PostgreSQL, in the browser: an office, two coaches, six seekers and ten
hosts (O1, O2). The tests are its acts, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from fifteen.method.programme import quarters
from fifteen.method.workdays import is_workday
from tests.browser.test_the_whole_way import settle_the_blanks
from tests.server import term_coaches
from tests.server.term import BY_LINK, LISTED, SEEKERS, WONDER, Term, cast, path_of
from tests.server.term_coaches import BETTER
from tests.server.test_serving import until
from tests.server.world import Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow, pytest.mark.browser]

ALUMNI = "Name;E-mail;Position\n" + "".join(
    f"{name};{name.split()[0].lower()}@hosts.example;engineer\n"
    for name in (*LISTED, "Lost Person")
)
THANKS = "Because of you I chose grid planning."


@pytest.fixture(scope="module")
def term(server: Server, chromium: Chromium) -> Iterator[Term]:
    with cast(server, chromium) as one:
        yield one


def test_the_office_brings_its_list_and_writes_to_it(term: Term) -> None:
    ines = term["ines"]
    term.server.letters.unknown.add("lost@hosts.example")
    ines.go("/office")
    ines.press("Come in")
    ines.sees("How people join")
    term.hosts["door"] = path_of(ines.page.input_value("#for-hosts"))
    term.seats["door"] = path_of(ines.page.input_value("#for-seekers"))
    ines.page.get_by_role("link", name="Lists").click()
    file = {"name": "alumni.csv", "mimeType": "text/csv", "buffer": ALUMNI.encode()}
    ines.page.locator("#file").set_input_files(files=[file])  # type: ignore[list-item]
    ines.page.locator("[name=basis][value=consent]").check(force=True)
    ines.fill("In words", "At the ball of 2024")
    ines.press("Bring it in")
    while ines.page.get_by_role("link", name="Look again").count():
        ines.page.get_by_role("link", name="Look again").click()
    ines.sees("Five came in.")
    ines.press("Write to them: alumni.csv")
    ines.sees("Written to since")


def test_ten_hosts_join_on_their_phones(term: Term) -> None:
    phone = term["phone"]
    for name in BY_LINK:
        assert phone.go(term.hosts["door"]) == 200
        phone.fill("Your name", name)
        phone.fill("Your mail address", f"{name.split()[0].lower()}@hosts.example")
        phone.press("Send me my link")
        phone.sees("A mail is on its way to you.")
    for name in (*LISTED, *BY_LINK):
        address = f"{name.split()[0].lower()}@hosts.example"
        term.hosts[name] = term.link_in(address, "/hosts/")
        term.offers(name, "1" if name == "Ana Ruiz" else "2")
    assert "At the ball of 2024" in term.server.letters.to("ana@hosts.example")


def test_the_office_is_told_whom_no_mail_reached(term: Term) -> None:
    ines = term["ines"]
    ines.go("/office")
    ines.sees("Ten hosts take part.", "Mails that may not have arrived", "lost@hosts.example")
    ines.press("It is settled: Lost Person")
    ines.sees("It is off the list.")
    ines.misses("lost@hosts.example")


def test_six_seekers_take_a_seat(term: Term) -> None:
    term.signs_up("mira")
    for who in SEEKERS:
        assert term[who].go(term.seats["door"]) == 200
        term[who].press("Take a seat")
        term[who].page.wait_for_url(re.compile(r"/programmes/[\w-]{16,}$"))
        term.seats[who] = term[who].path()
        term[who].sees("Ana Ruiz")


def test_a_coach_who_may_see_drafts_says_words_and_the_client_takes_them_by_a_key(
    term: Term,
) -> None:
    term_coaches.words_are_taken_by_a_key(term)


def test_a_coach_gives_something_to_do_and_notes_for_herself(term: Term) -> None:
    term_coaches.given_and_noted(term)


def test_another_coach_sees_dates_and_counts_alone_and_is_shown_out(term: Term) -> None:
    term_coaches.shown_out(term)


def test_hosts_answer_with_a_tap(term: Term) -> None:
    phone = term.host("Ana Ruiz")
    phone.sees("Mira Halonen asks for fifteen minutes", BETTER, "nobody reminds you")
    term.search("otis", "Ana").sees("Somebody waits for their answer; one request at a time.")
    phone.takes_a_time("Mira Halonen")
    term.stands("mira", "A time is agreed")
    term["mira"].go("/people/ana-ruiz")
    term["mira"].sees("ana@hosts.example")  # with her yes came her address
    term.host("Ben Ohlsson").unfold("Yes, but at another time")
    phone.fill("When would suit you?", "In May, after four")
    phone.press("Tell them")
    phone.sees("They have your words.")
    term.stands("noor", "a time is to be found")
    term.asks("otis", "Cleo Marsh")
    term.host("Cleo Marsh").press("Not now: Otis Halonen")
    phone.sees("They will not remind you.")
    term.stands("otis", "Not now")
    term.asks("pia", "Dov Katz")
    term.host("Dov Katz").unfold("Better ask somebody else")
    phone.fill("Whom?", "Lena Vogt")
    phone.press("Pass it on")
    phone.sees("They have the name.")
    term.stands("pia", "Named somebody")
    term["pia"].go("/people")
    term["pia"].sees("Lena Vogt")


def test_a_pause_and_what_was_offered_are_held(term: Term) -> None:
    phone = term.host("Fay Chen")
    phone.unfold("Take a pause, or a holiday")
    phone.fill("Until which day?", str(date.today() + timedelta(days=10)))
    phone.press("Pause")
    phone.sees("You take a pause.")
    seeker = term.search("otis", "Fay")
    seeker.sees("They take a pause.")
    seeker.misses("Write to Fay Chen")
    term.host("Fay Chen").press("I am back already")
    phone.sees("Welcome back.")
    assert term.search("otis", "Fay").page.get_by_role("button", name="Write to Fay Chen").count()
    seeker = term.search("otis", "Ana")
    seeker.sees("One request is all they take in a month.")
    seeker.misses("Write to Ana Ruiz")


def test_without_an_answer_a_request_ends_kindly_and_the_next_is_named(term: Term) -> None:
    term.asks("quin", "Elif Demir")
    term.server.program("tests.server.acts", "days", "2")
    term.stands("quin", "Waits for an answer")
    assert _business_days_left(term) == 3
    term.server.program("tests.server.acts", "expire", "Elif Demir")
    term.stands("quin", "No answer came in time")
    term.host("Elif Demir").sees("Nobody waits for you.")
    quin = term["quin"]
    quin.go("/people/elif-demir")
    quin.sees("That is no judgement")
    quin.go(term.seats["quin"])
    quin.press("Write to the next")
    quin.page.wait_for_url("**/letters/*")
    term.sends(quin, "quin", quin.page.locator(".over a").first.inner_text())


def _business_days_left(term: Term) -> int:
    """Working days (no holiday of the host's is near them) after today until a request ends."""
    ends = term.server.sql(
        "SELECT (r.ends AT TIME ZONE 'Europe/Oslo')::date FROM server_request r"
        " JOIN server_host h ON h.id = r.host_id WHERE h.name = 'Elif Demir'"
    )
    today = date.fromisoformat(term.server.sql("SELECT (now() AT TIME ZONE 'Europe/Oslo')::date"))
    days = (date.fromisoformat(ends) - today).days
    return sum(is_workday(today + timedelta(days=n), "NO") for n in range(1, days))


def test_whoever_asks_nobody_is_matched(term: Term) -> None:
    ines, rosa = term["ines"], term["rosa"]
    ines.go("/office")
    ines.press("Pick")
    ines.sees("The worker picks a host")

    def picked() -> bool:
        rosa.go(term.seats["rosa"])
        return rosa.page.get_by_role("heading", name="Picked for you").count() > 0

    until(picked, 60)
    rosa.sees("Works in grid modelling")
    named = rosa.page.locator("section[aria-labelledby=h-you]")
    host = named.get_by_role("heading", level=3).inner_text()
    named.get_by_role("button").click()
    rosa.page.wait_for_url("**/letters/*")
    term.sends(rosa, "rosa", host)
    phone = term.host(host)
    phone.takes_a_time("Rosa Halonen")
    term.server.program("tests.server.acts", "talk", host)
    term.stands("rosa", "Talked")
    term.search("otis", host.split()[0]).sees("They have just had a talk and rest.")


def test_a_talk_is_held_written_up_and_thanked(term: Term) -> None:
    mira = term["mira"]
    mira.go("/people/ana-ruiz/sheet")
    mira.press("Start the clock")
    mira.page.wait_for_url("**/room")
    mira.page.locator("#notes").press_sequentially("plans for ten years")
    expect(mira.page.locator(".safe")).to_contain_text("Kept", timeout=60_000)
    mira.press("End")
    mira.page.wait_for_url("**/debrief")
    mira.page.locator("#said").fill("half of the work is waiting for permits")
    mira.press("Keep, and read the thank-you")
    mira.page.wait_for_url("**/letters/*")
    assert "permits" in mira.page.locator("#body").input_value()
    settle_the_blanks(mira.page)
    mira.page.locator("#sent summary").click()
    mira.press("Yes, note it")
    expect(mira.page.locator(".stand")).to_contain_text("Thanked")
    mira.go(term.seats["mira"])
    mira.sees("Talked")
    mira.fill("What came of it", THANKS)
    mira.press("Pass it on")
    mira.sees("Kept for their letter")


def test_the_office_sees_counts_that_tell_nobody_and_thanks_once_a_year(term: Term) -> None:
    ines = term["ines"]
    # A quarter that is counted, with what is too small to be shown in it; not yet looked at.
    asked = quarters.open_on(date.today())[1].first + timedelta(days=40)
    term.server.sql("DELETE FROM server_counted")
    term.server.sql(
        "INSERT INTO server_request (campaign_id, key, host_id, seat, state, asked, asked_on, ends,"
        " answered, field, other, line) SELECT campaign_id, 'made-' || n, id, 'nobody',"
        f" CASE WHEN n % 13 = 0 THEN 'no' ELSE 'talked' END, date '{asked}', date '{asked}',"
        f" date '{asked}' + 5, date '{asked}' + 1, 'grids', '', ''"
        " FROM server_host, generate_series(1, 38) n WHERE name = 'June Park'"
    )
    ines.go("/office")
    office = ines.path()
    ines.sees("About 40 requests in the quarters shown", "under 5", "Counts under five are hidden")
    row = ines.page.get_by_role("row", name=re.compile("^grids")).inner_text().split()
    assert row == ["grids", "40", "35", "35", "under", "5"]
    ines.misses(*(f"{who.title()} Halonen" for who in SEEKERS))
    ines.page.get_by_role("link", name="Hosts", exact=True).click()
    ines.sees("Ana Ruiz", "at most one a month")
    ines.misses(*(f"{who.title()} Halonen" for who in SEEKERS), WONDER)
    for file in ("figures", "hosts"):
        asked = ines.page.context.request.get(f"{ines.base}{office}/{file}.csv")
        assert asked.status == 200
        assert not any(f"{who.title()} Halonen" in asked.text() for who in SEEKERS)
    ines.go(f"{office}/letters/{date.today().year}")
    ines.sees("Dear Ana Ruiz", THANKS)
    ines.misses("Mira", "you gave one conversation")
    letters = ines.path()
    ines.unfold("Send them")
    ines.press("Send all of them")
    ines.sees("The letters leave now.")
    until(lambda: THANKS in term.server.letters.to("ana@hosts.example").replace("=\n", ""), 60)
    ines.go(letters)
    ines.unfold("Send them")
    ines.press("Send all of them")
    ines.sees("has their letter")
    yearly = [to for to, text in term.server.letters.kept if THANKS in text.replace("=\n", "")]
    assert yearly == ["ana@hosts.example"], "each once"


def test_no_page_of_theirs_complained(term: Term) -> None:
    assert [wrong for one in term.everybody() for wrong in one.wrong] == []
