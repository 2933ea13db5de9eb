"""What a programme holds to besides the way of a term (test_term.py): no letter that asks for a
job, nothing after it was taken back, peace, walls, no trace (O2)."""

from __future__ import annotations

import html
import http.client
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium

from fifteen.method.programme import quarters
from tests.browser.conftest import SETTLED, SIZES
from tests.server.steps import two_steps
from tests.server.test_serving import BEGIN, until
from tests.server.world import Browser, Server

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

NAME = "Calder alumni"
HOSTS = ("Ana Ruiz", "Hana Sato", "Ivo Babic", "June Park")
SEEKERS = ("mira", "noor", "otis", "pia")
GOOD = (
    "Dear {host},\n\nI found you through Calder alumni and read that you plan grids at Gridhub. I"
    " wonder what a week of that work is like. Could we talk for fifteen minutes, by phone if you"
    " like? I would like to hear about your work; it is not about a job. If it does not suit you,"
    " that is fine too.\n\nThank you for reading this,\n{me}"
)
OFFER = {
    **{"do": "offer", "topics": "grid storage, changing fields", "field": "grid modelling"},
    **{"role": "engineer", "organisation": "Gridhub", "schools": "Calder College"},
    **{"place": "Oslo", "ways": "phone", "monthly": "2", "rest_days": "3"},
    **{"zone": "Europe/Oslo", "country": "NO", "languages": "", "gives_mail": "1"},
}


@dataclass
class Term:
    """Who plays, and where their pages are."""

    server: Server
    office: Browser
    key: str
    hosts: dict[str, str] = field(default_factory=dict)
    seekers: dict[str, Browser] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)

    def host(self, name: str) -> str:
        """The page of a host."""
        return Browser(self.server.port).get(self.hosts[name])[1]

    def host_does(self, whose: str, /, **form: str) -> tuple[int, str, str]:
        """A host sends a form of their page: status, page, where to."""
        browser = Browser(self.server.port)
        status, page = browser.post(self.hosts[whose], **form)
        return status, page, browser.where

    def request_of(self, name: str) -> str:
        """The key of the request that waits on a host's page."""
        found = re.search(r'name="r" value="([\w-]+)"', self.host(name))
        assert found, self.host(name)
        return found[1]

    def writes(self, who: str, host: str, body: str = GOOD) -> tuple[str, str]:
        """A seeker finds a host, writes, and sends: the page after it, and the desk."""
        browser, seat = self.seekers[who], self.seats[who]
        found = browser.get(f"{seat}?q={host.split()[0]}")[1]
        key = re.search(r'name="host" value="([\w-]+)"><button[^>]*>Write<span', found)
        if key is None:
            return found, ""
        assert browser.post(f"{seat}/do", do="write", host=key[1])[0] == 302
        desk = browser.where
        return self.sends(who, desk, host, body), desk

    def sends(self, who: str, desk: str, host: str, body: str = GOOD) -> str:
        """From the desk of the letter to the host."""
        browser = self.seekers[who]
        page = browser.get(desk)[1]
        action = re.search(r'formaction="(/programmes/[^"]+)"', page)
        letter = re.search(r'name="letter" value="([\w-]+)"', page)
        revision = re.search(r'name="revision" value="(\d+)"', page)
        assert action and letter and revision, page
        text = body.format(host=host, me=f"{who.title()} Halonen")
        form = {"letter": letter[1], "revision": revision[1], "subject": "Fifteen minutes?"}
        assert browser.post(action[1], **form, body=text)[0] == 302
        return browser.get(browser.where)[1]


@pytest.fixture(scope="module")
def term(server: Server) -> Term:
    made = server.command("programme", NAME, "ines@office.example", "--zone", "Europe/Oslo")
    assert made.returncode == 0, made.stderr
    ines = server.account("ines@office.example")
    assert "An office waits for you" in ines.get("/office")[1]
    assert ines.post("/office/come-in")[0] == 302
    assert (ines.get("/office")[0], ines.where) == (302, "/account/2fa/"), "two proofs first"
    two_steps(ines)
    assert ines.get("/office")[0] == 302
    key = ines.where.rpartition("/")[2]
    term = Term(server, ines, key)
    home = ines.get(f"/office/{key}")[1]
    for name in HOSTS:
        _joins(term, home, name)
    link = re.search(r"(/programmes/join/[\w-]+)", home)
    assert link
    for who in SEEKERS:
        browser = server.account(f"{who}@seekers.example")
        begun = {**BEGIN, "seeker_name": f"{who.title()} Halonen"}
        assert browser.post("/start", **begun)[0] == 302
        door = browser.get(link[1])[1]
        assert "Take a seat" in door and f"{NAME} lets you ask its hosts." in door
        assert browser.post(link[1])[0] == 302
        term.seekers[who], term.seats[who] = browser, browser.where
    return term


def _joins(term: Term, home: str, name: str) -> None:
    """By the office's link, the mail, and a minute on their page."""
    door = re.search(r"(/hosts/join/[\w-]+)", home)
    assert door
    stranger = Browser(term.server.port)
    email = f"{name.split()[0].lower()}@hosts.example"
    assert stranger.get(door[1])[0] == 200
    assert "mail is on its way" in stranger.post(door[1], name=name, email=email)[1]
    mail = term.server.letters.to(email).replace("=\n", "")
    own = re.search(r"(/hosts/[\w-]+)", mail)
    assert own, mail
    term.hosts[name] = own[1]
    assert "Your minute" in term.host(name)
    assert "Your minute" in term.host(name), "nothing happens by opening it"
    refused = term.host_does(name, **{**OFFER, "name": name, "monthly": "400"})
    assert refused[0] == 422 and "grid storage" in refused[1], "nothing typed is lost"
    assert term.host_does(name, **{**OFFER, "name": name})[0] == 302
    assert "What you offered" in term.host(name)


def test_a_letter_that_asks_for_a_job_does_not_go(term: Term) -> None:
    job = GOOD.replace("; it is not about a job.", ". Do you have a job for me?")
    page, desk = term.writes("mira", "Ana Ruiz", job)
    assert "In a programme none is overruled" in page
    assert "Nobody waits for you" in term.host("Ana Ruiz")
    assert "Do you have a job" in term.seekers["mira"].get(desk)[1], "nothing typed is lost"


def test_the_draft_says_what_led_there_and_claims_no_membership(term: Term) -> None:
    browser, seat = term.seekers["otis"], term.seats["otis"]
    found = browser.get(f"{seat}?q=Hana")[1]
    key = re.search(r'name="host" value="([\w-]+)"><button[^>]*>Write<span', found)
    assert key
    assert browser.post(f"{seat}/do", do="write", host=key[1])[0] == 302
    desk = html.unescape(browser.get(browser.where)[1])
    assert f"your offer through {NAME} to talk about grid storage, changing fields" in desk
    for claim in ("both in", "in common", "fellow member"):
        assert claim not in desk


def test_one_letter_is_no_search_and_the_page_says_so(term: Term) -> None:
    browser, seat = term.seekers["otis"], term.seats["otis"]
    for asked in ("q=x", "place=Oz", "q=the"):
        page = browser.get(f"{seat}?{asked}")[1]
        assert "That is too little to search by" in page and " found</h1>" not in page
    page = browser.get(f"{seat}?q=grid")[1]
    assert "too little" not in page and " found</h1>" in page


def test_not_before_a_day_is_an_answer_and_one_is_enough(term: Term) -> None:
    assert "has your letter" in term.writes("pia", "Ivo Babic")[0]
    key = term.request_of("Ivo Babic")
    later = {"do": "later", "r": key, "until": str(date.today() + timedelta(days=90))}
    assert term.host_does("Ivo Babic", do="later", r=key)[0] == 422, "a day is needed"
    assert term.host_does("Ivo Babic", **later)[0] == 302
    assert "Not before later" in term.seekers["pia"].get(term.seats["pia"])[1]
    assert term.host_does("Ivo Babic", do="no", r=key)[0] == 422, "it was answered"
    found = term.seekers["pia"].get(f"{term.seats['pia']}?q=Ivo")[1]
    assert "You asked them within the last year" in found
    assert ">Write<" not in found, "what would be refused is not offered"


def test_a_hosts_mail_address_is_given_on_by_their_own_tick_alone(term: Term) -> None:
    door = re.search(r"(/hosts/join/[\w-]+)", term.office.get(f"/office/{term.key}")[1])
    assert door
    stranger = Browser(term.server.port)
    stranger.get(door[1])
    stranger.post(door[1], name="Kim New", email="kim@hosts.example")
    mail = term.server.letters.to("kim@hosts.example").replace("=\n", "")
    own = re.search(r"(/hosts/[\w-]+)", mail)
    assert own
    assert 'name="gives_mail" value="1">' in stranger.get(own[1])[1]
    assert 'name="gives_mail" value="1" checked>' in term.host("Ana Ruiz")


def test_where_a_time_is_picked_a_hosts_offer_holds_as_it_is_now(term: Term) -> None:
    assert "has your letter" in term.writes("mira", "June Park")[0]
    video = {**OFFER, "name": "June Park", "ways": "video"}
    assert term.host_does("June Park", **video)[0] == 302
    status, _, times = term.host_does("June Park", do="yes", r=term.request_of("June Park"))
    assert status == 302 and times.startswith("/h/")
    page = Browser(term.server.port).get(times)[1]
    assert re.findall(r'name="how" value="(\w+)"', page) == ["video"]
    assert term.host_does("June Park", **{**OFFER, "name": "June Park"})[0] == 302


def test_what_is_taken_back_is_gone_from_the_hosts_page(term: Term) -> None:
    assert "has your letter" in term.writes("noor", "Hana Sato")[0]
    seat, browser = term.seats["noor"], term.seekers["noor"]
    key = re.search(r'name="r" value="([\w-]+)"><button[^>]*value="back"', browser.get(seat)[1])
    assert key
    assert browser.post(f"{seat}/do", do="back", r=key[1])[0] == 302
    assert "Taken back" in browser.get(seat)[1]
    assert "Nobody waits for you" in term.host("Hana Sato")


def test_what_is_undone_in_the_journal_is_taken_back_at_the_host(term: Term) -> None:
    page, _ = term.writes("mira", "Hana Sato")
    act = re.search(r'name="act" value="([^"]+)"', page)
    assert act, page
    assert "Mira Halonen asks" in term.host("Hana Sato")
    assert term.seekers["mira"].post("/undo", act=act[1])[0] == 302
    assert "Nobody waits for you" in term.host("Hana Sato")
    assert "Taken back" in term.seekers["mira"].get(term.seats["mira"])[1]


def test_a_list_comes_in_once_and_whoever_wants_peace_has_it(term: Term) -> None:
    office = f"/office/{term.key}"
    lines = "".join(f"Per Son {n},per{n}@list.example,clerk\n" for n in range(2_500))
    text = f"Name;E-mail;Position\n{lines.replace(',', ';')}No Address;;clerk\n"
    assert _upload(term, f"{office}/bring", text, basis="", why="") == 422
    assert _upload(term, f"{office}/bring", text, basis="membership", why="Rule 4") == 302
    until(lambda: "2,500 came in" in term.office.get(f"{office}/lists")[1], 60)
    assert "one without a name" in term.office.get(f"{office}/lists")[1]
    assert "Per Son" not in term.seekers["mira"].get(f"{term.seats['mira']}?q=Per")[1]
    assert _upload(term, f"{office}/bring", text, basis="consent", why="At the ball") == 302
    until(lambda: "2,500 known" in term.office.get(f"{office}/lists")[1], 60)
    short = "Name,E-mail\nQuiet Person,quiet@list.example\n"
    assert (
        _upload(term, f"{office}/bring", short, basis="consent", why="At the ball of 2024") == 302
    )
    until(lambda: "one came in" in term.office.get(f"{office}/lists")[1].lower(), 60)
    key = re.search(r'name="list" value="([\w-]+)"', term.office.get(f"{office}/lists")[1])
    assert key
    assert term.office.post(f"{office}/do", do="invite", list=key[1])[0] == 302
    mail = term.server.letters.to("quiet@list.example").replace("=\n", "")
    assert "At the ball of 2024" in mail
    own = re.search(r"(/hosts/[\w-]+)", mail)
    assert own
    assert Browser(term.server.port).post(own[1], do="leave", never="1")[0] == 200
    assert Browser(term.server.port).get(own[1])[0] == 404
    assert _upload(term, f"{office}/bring", short, basis="consent", why="At the ball") == 302
    until(lambda: "one at peace" in term.office.get(f"{office}/lists")[1], 60)


def test_of_two_lines_about_one_person_the_first_holds_and_the_other_fills_its_gaps(
    term: Term,
) -> None:
    office = f"/office/{term.key}"
    full = "Wendy Full,wendy@twice.example,planner,,grids\n"
    poor = "W.,Wendy@Twice.example,,Rivers,\n"
    others = "".join(f"Ot Her {n},ot{n}@twice.example,,,\n" for n in range(1_200))
    text = f"Name,E-mail,Role,Company,Field\n{full}{poor}{others}W,wendy+a@twice.example,clerk,,\n"
    assert _upload(term, f"{office}/bring", text, basis="membership", why="Rule 4") == 302
    until(lambda: "two known or twice" in term.office.get(f"{office}/lists")[1].lower(), 60)
    kept = term.server.sql(
        "SELECT name, role, organisation, field, email FROM server_host WHERE email ILIKE 'wendy%'"
    )
    assert kept == "Wendy Full|planner|Rivers|grids|wendy@twice.example"


def test_a_file_that_is_no_list_is_named_for_what_it_is(term: Term) -> None:
    office = f"/office/{term.key}"
    told = {"basis": "membership", "why": "Rule 4"}
    before = term.office.get(f"{office}/lists")[1].count('name="list"')
    assert _upload(term, f"{office}/bring", "%PDF-1.7 and so on", **told) == 422
    assert term.office.get(f"{office}/lists")[1].count('name="list"') == before
    assert _upload(term, f"{office}/bring", "Ana Ruiz,ana@x.example\n", **told) == 302
    until(lambda: "Write headings above it" in term.office.get(f"{office}/lists")[1], 60)
    assert "Read are the columns Name" in term.office.get(f"{office}/lists")[1]


def test_an_empty_cell_of_the_hosts_table_is_empty_and_a_formula_is_none(term: Term) -> None:
    ana = "UPDATE server_host SET {} WHERE name = 'Ana Ruiz'"
    term.server.sql(ana.format("place = '', schools = '=1+1'"))
    lines = term.office.get(f"/office/{term.key}/hosts.csv")[1].splitlines()
    (row,) = [line for line in lines if line.startswith("Ana Ruiz,")]
    assert ",grid modelling,'=1+1,,\"grid storage" in row
    term.server.sql(ana.format("place = 'Oslo', schools = 'Calder College'"))


def test_letters_of_a_year_that_cannot_be_are_not_there(term: Term) -> None:
    letters = f"/office/{term.key}/letters"
    this = date.today().year
    asked = {this: 200, this - 1: 200, this + 1: 404, 0: 404, 1999: 404, 99999: 404}
    for year, status in asked.items():
        assert term.office.get(f"{letters}/{year}")[0] == status, year
    assert term.office.post(f"/office/{term.key}/do", do="yearly", year="0000")[0] == 302


def test_a_programme_that_was_made_today_has_just_begun(term: Term) -> None:
    first = quarters.of(date.today()).opens
    page = term.office.get(f"/office/{term.key}")[1]
    assert f"its first quarter is counted on {first.day} {first:%B %Y}" in page
    assert "too few" not in page


def _upload(term: Term, path: str, text: str, **form: str) -> int:
    """A file through the form of the office."""
    browser, border = term.office, "x-border-of-parts"
    fields = {"csrfmiddlewaretoken": browser.cookies["fifteen_csrf"], **form}
    body = "".join(
        f'--{border}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
        for k, v in fields.items()
    )
    body += (
        f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n{text}\r\n--{border}--\r\n"
    )
    talk = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=60)
    cookies = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
    kind = f"multipart/form-data; boundary={border}"
    talk.request("POST", path, body.encode(), {"Cookie": cookies, "Content-Type": kind})
    return talk.getresponse().status


@pytest.fixture(scope="module")
def busy(term: Term) -> None:
    """Ana is asked, June takes a pause, and a mail did not reach Hana."""
    assert "has your letter" in term.writes("noor", "Ana Ruiz")[0]
    until_day = str(date.today() + timedelta(days=10))
    assert term.host_does("June Park", do="pause", until=until_day)[0] == 302
    hana = "(SELECT id FROM server_host WHERE name = 'Hana Sato')"
    term.server.sql(
        f"UPDATE server_post SET state = 'refused', since = now() WHERE host_id = {hana}"
    )


def test_the_office_sees_a_pause_and_no_single_request(term: Term, busy: None) -> None:
    """Whoever looks often would see a request come, and end without a talk."""
    assert "Ana Ruiz" in (page := term.office.get(f"/office/{term.key}/hosts")[1])
    assert "one request at a time" in term.seekers["otis"].get(f"{term.seats['otis']}?q=Ana")[1]
    assert page.count("Takes a pause") == 1, "June Park"
    for word in ("one request at a time", "rest", "all they take"):
        assert word not in page, word


def test_a_holiday_is_said_before_it_begins(term: Term) -> None:
    day = [str(date.today() + timedelta(days=n)) for n in (-3, 20, 30)]
    assert term.host_does("Hana Sato", do="pause", since=day[2], until=day[1])[0] == 422
    assert term.host_does("Hana Sato", do="pause", since=day[1], until=day[2])[0] == 302
    page = term.host("Hana Sato")
    assert "You are away from" in page and "You take a pause" not in page
    assert term.host_does("Hana Sato", do="back")[0] == 302
    assert "You are away from" not in term.host("Hana Sato")
    assert term.host_does("Hana Sato", do="pause", since=day[0], until=day[2])[0] == 302
    assert "You take a pause" in term.host("Hana Sato")
    assert term.host_does("Hana Sato", do="back")[0] == 302


LOOKED_AT = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]


@pytest.mark.browser
@pytest.mark.parametrize(("size", "scheme"), LOOKED_AT)
def test_axe_has_nothing_to_say_of_any_page(
    term: Term, busy: None, chromium: Chromium, size: str, scheme: str
) -> None:
    office = f"/office/{term.key}"
    hosts = [term.hosts[name] for name in ("Ana Ruiz", "Hana Sato", "June Park")]
    doors = re.findall(r"/(?:hosts|programmes)/join/[\w-]+", term.office.get(office)[1])
    looks = (
        (None, [*hosts, doors[0]]),
        (term.office, [office, f"{office}/hosts", f"{office}/lists", f"{office}/letters/2026"]),
        (term.seekers["mira"], [term.seats["mira"], f"{term.seats['mira']}?q=grid", doors[1]]),
    )
    for who, addresses in looks:
        context = chromium.new_context(viewport=SIZES[size], color_scheme=scheme)  # type: ignore[arg-type]
        cookies = who.cookies.items() if who else ()
        base = f"http://127.0.0.1:{term.server.port}"
        context.add_cookies([{"name": k, "value": v, "url": base} for k, v in cookies])
        page = context.new_page()
        for address in addresses:
            answer = page.goto(base + address)
            assert answer and answer.status == 200, address
            page.evaluate(SETTLED)
            found = Axe().run(page).response["violations"]
            told = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]
            assert not told, f"{address}: {told}"
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{address} is {wider} px too wide"
            assert page.locator("h1").count() == 1
        context.close()


def test_strangers_find_nothing_and_learn_nothing(term: Term) -> None:
    mira, office = term.seekers["mira"], f"/office/{term.key}"
    for address in ("", "/hosts", "/lists", "/figures.csv", "/hosts.csv", "/letters/2026"):
        assert mira.get(office + address)[0] == 404
        assert Browser(term.server.port).get(office + address)[0] == 403
    assert mira.post(f"{office}/do", do="pair")[0] == 404
    assert mira.get(term.seats["noor"])[0] == 404
    assert mira.post(f"{term.seats['noor']}/do", do="leave")[0] == 404
    wrong = Browser(term.server.port)
    assert wrong.get("/hosts/" + "x" * 32)[0] == 404
    assert wrong.post("/hosts/" + "x" * 32, do="leave")[0] == 404
    assert wrong.get("/hosts/join/" + "x" * 32)[0] == 404


def test_without_an_owner_the_database_shows_nothing_of_a_programme(term: Term) -> None:
    tables = ("programme", "office", "host", "request", "post", "alumnilist", "seat", "known")
    for table in tables:
        asked = f"SELECT count(*) FROM server_{table}"
        assert int(term.server.sql(asked)) > 0, table
        assert term.server.sql(f"SET ROLE fifteen_app; {asked}") == "0", table


def test_an_erased_seeker_leaves_no_trace_at_the_host(term: Term) -> None:
    assert "has your letter" in term.writes("otis", "Ivo Babic")[0]
    assert "Otis Halonen" in term.host("Ivo Babic")
    otis = term.seekers["otis"]
    zipped = otis.get("/account/export")[1]
    assert "account.json" in zipped
    otis.get("/account/erase")
    if "reauthenticate" in otis.where:
        otis.post(otis.where, password="a quiet long password")
    assert "Everything is erased" in otis.post("/account/erase", word="erase")[1]
    page = term.host("Ivo Babic")
    assert "Otis" not in page and "Nobody waits for you" in page
    for table in ("request", "post", "host", "office", "programme"):
        named = f"SELECT count(*) FROM server_{table} x WHERE x::text ~ 'Otis|otis|Halonen'"
        assert term.server.sql(named) == "0", table
    left = term.server.sql("SELECT count(*) FROM server_seat")
    assert left == "3"


def test_a_host_who_leaves_is_erased_and_whoever_waits_hears(term: Term) -> None:
    assert term.host_does("June Park", do="back")[0] == 302
    assert "has your letter" in term.writes("pia", "June Park")[0]
    assert term.host_does("June Park", do="leave")[0] == 200
    assert "Does not take part" in term.seekers["pia"].get("/people/june-park")[1]
    assert term.server.sql("SELECT count(*) FROM server_host WHERE name = 'June Park'") == "0"


MADE = (
    "INSERT INTO server_request (campaign_id, key, host_id, seat, state, asked, asked_on, ends,"
    " answered, field, other, line) SELECT campaign_id, '{0}-' || n, id, 'nobody', 'talked',"
    " date '{1}', date '{1}', date '{1}' + 5, date '{2}', '{0}', '', ''"
    " FROM server_host, generate_series(1, 12) n WHERE name = 'Hana Sato'"
)


def test_a_quarter_is_counted_once_with_what_had_come_by_then(term: Term) -> None:
    quarter = quarters.open_on(date.today())[1]
    asked, opens = quarter.first + timedelta(days=40), quarter.opens
    term.server.sql(MADE.format("dikes", asked, opens - timedelta(days=2)))
    term.server.sql(MADE.format("tides", asked, opens + timedelta(days=2)))
    term.server.sql("DELETE FROM server_counted")
    for _ in range(2):
        page = term.office.get(f"/office/{term.key}")[1]
        for named, said in (("dikes", ["10"] * 3), ("tides", ["10", "under 5", "under 5"])):
            row = re.search(rf'<th scope="row">{named}</th>(.*?)</tr>', page)
            assert row, page
            assert re.findall(r">([^<]+)</td>", row[1]) == [*said, "under 5"]
        # What is taken back later is not seen: the quarter is not counted again.
        term.server.sql(
            "UPDATE server_request SET state = 'back' WHERE field IN ('dikes', 'tides')"
        )
