"""Everything by keyboard, in the dark, on a small telephone, and without movement."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import Seeker
from tests.browser.held import House
from tests.doors.running import Running

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "nothing has the focus";
  for (let one = at; one && one !== document.body; one = one.parentElement) {
    const look = getComputedStyle(one);
    if (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) return "";
  }
  return `no outline on ${at.outerHTML.slice(0, 120)}`;
}"""


@pytest.fixture(scope="module")
def house(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("home")
    with Running(home) as running:
        yield House(chromium, running, home)


@pytest.fixture
def seeker(house: House) -> Iterator[Seeker]:
    with house.seeker() as one:
        yield one


@pytest.fixture
def page(seeker: Seeker) -> Page:
    seeker.go("/")
    return seeker.page


def focus_is_seen(page: Page) -> None:
    assert page.evaluate(FOCUS) == ""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_skip_link_comes_first_and_leads_to_the_page(page: Page) -> None:
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the page"
    expect(page.locator(".skip")).to_be_in_viewport()
    focus_is_seen(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_question_mark_lists_the_keys_and_escape_closes_them(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys")).to_contain_text("Undo what was just done")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_slash_searches_the_list_of_people(seeker: Seeker) -> None:
    page = seeker.page
    seeker.go("/people")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    focus_is_seen(page)
    page.keyboard.type("cleo")
    page.keyboard.press("Enter")
    expect(page.locator("table tbody tr")).to_have_count(1)
    expect(page.locator("table")).to_contain_text("Cleo Ruiz")
    assert "q=cleo" in page.url


@pytest.mark.parametrize("key", ["Control+k", "Meta+k", "/"])
def test_the_palette_finds_a_person_and_enter_opens_her(page: Page, key: str) -> None:
    page.keyboard.press(key)
    expect(page.locator("#palette")).to_be_visible()
    expect(page.locator("#palette-q")).to_be_focused()
    page.keyboard.type("dora")
    expect(page.locator("#palette-found li").first).to_contain_text("Dora Ruiz")
    expect(page.locator("#palette-found li")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette-found li").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/dora-ruiz")


def test_enter_alone_opens_what_stands_first(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("emil")
    expect(page.locator("#palette-found li")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/emil-ruiz")


def test_enter_opens_what_was_typed_though_the_answer_is_still_under_way(page: Page) -> None:
    held: list[Route] = []
    page.route(re.compile(r"/find\?q=$"), lambda route: held.append(route))
    with page.expect_request(re.compile(r"/find\?q=$")):
        page.keyboard.press("Control+k")
    page.keyboard.type("emil")
    page.keyboard.press("Enter")
    assert page.url.endswith("/")
    held[0].continue_()  # one at a time: what was typed is asked for after it
    page.wait_for_url("**/people/emil-ruiz")


def test_what_is_typed_while_the_palette_opens_stays(page: Page) -> None:
    """The field has the focus before the browser tells that the palette is open."""
    page.evaluate(
        """() => {
          const query = document.getElementById("palette-q");
          document.getElementById("palette").togglePopover();
          query.setRangeText("em", 0, query.value.length, "end");
          query.dispatchEvent(new Event("input"));
        }"""
    )
    page.keyboard.type("il")
    expect(page.locator("#palette-q")).to_have_value("emil")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/emil-ruiz")


def test_what_was_asked_before_is_typed_over(page: Page) -> None:
    for asked in ("dora", "emil"):
        page.keyboard.press("Control+k")
        expect(page.locator("#palette-q")).to_be_focused()
        page.keyboard.type(asked)
        expect(page.locator("#palette-q")).to_have_value(asked)
        page.keyboard.press("Control+k")
        expect(page.locator("#palette")).to_be_hidden()


def test_the_palette_knows_pages_and_actions(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("take everything")
    expect(page.locator("#palette-found li").first).to_contain_text("Take everything out")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings#data")


def test_n_takes_a_name_and_z_takes_it_back(page: Page) -> None:
    page.keyboard.press("n")
    page.wait_for_url("**/people#quick")
    expect(page.locator("#quick [name=line]")).to_be_focused()
    focus_is_seen(page)
    page.keyboard.type("Zoe Zander, planner at Northlight")
    expect(page.locator("#understood")).to_contain_text("Northlight")
    page.keyboard.press("Enter")
    expect(page.locator(".note")).to_contain_text("Zoe Zander is in your book")
    page.locator("h1").evaluate("at => document.activeElement.blur()")
    page.keyboard.press("z")
    expect(page.locator(".note")).not_to_contain_text("is in your book")
    page.goto(page.url.partition("/people")[0] + "/people?q=zander")
    expect(page.locator("main")).to_contain_text("Nobody fits")


@pytest.mark.parametrize("path", ["/", "/people"])
def test_j_and_k_walk_through_a_list_and_enter_opens(seeker: Seeker, path: str) -> None:
    page = seeker.page
    seeker.go(path)
    links = page.locator("[data-list] [data-item]")
    assert links.count() >= 2
    page.keyboard.press("j")
    first = focused(page)
    focus_is_seen(page)
    page.keyboard.press("j")
    second = focused(page)
    assert second and second != first
    focus_is_seen(page)
    page.keyboard.press("k")
    assert focused(page) == first
    address = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_l_puts_off_and_z_takes_it_back(seeker: Seeker) -> None:
    page = seeker.page
    seeker.go("/")
    page.keyboard.press("j")
    name = focused(page)
    page.keyboard.press("l")
    item = page.locator("[data-item]").filter(has_text=name)
    menu = item.locator("details.later")
    expect(menu).to_have_attribute("open", "")
    expect(item.locator("button[name=until]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    page.keyboard.press("l")
    expect(menu).to_have_attribute("open", "")
    focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.locator(".note")).to_be_visible()
    expect(page.locator("[data-item]").filter(has_text=name)).to_have_count(0)
    page.keyboard.press("z")
    expect(page.locator("[data-item]").filter(has_text=name)).to_have_count(1)


def test_single_keys_can_be_switched_off_and_stay_off(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("#letter-keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()


def test_a_key_typed_into_a_field_is_only_a_letter(seeker: Seeker) -> None:
    page = seeker.page
    seeker.go("/people")
    page.locator("#quick [name=line]").focus()
    page.keyboard.type("n?/jkz")
    expect(page.locator("#quick [name=line]")).to_have_value("n?/jkz")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_wording_is_taken_with_its_number(seeker: Seeker, house: House) -> None:
    page = seeker.page
    seeker.go(f"/people/{house.someone()}/letters/new?kind=request")
    body = page.locator("#body")
    letter, sign_off = body.input_value().rsplit("\n\n", 1)
    body.fill(f"{letter} I would like an informational interview.\n\n{sign_off}")
    take = page.locator(".find-i.stop [data-take]").first
    expect(take).to_contain_text("Take this wording")
    number = take.get_attribute("value") or ""
    assert re.fullmatch("[1-9]", number)
    body.evaluate("at => at.blur()")
    page.keyboard.press(number)
    expect(body).to_have_value(re.compile("I would like a conversation"))
    expect(page.locator(".find-i.stop")).to_have_count(0)
    page.keyboard.press("Control+Home")
    body.focus()
    page.keyboard.press("Control+z")
    expect(body).to_have_value(re.compile("informational interview"))


PATHS = (
    *("/", "/people", "/conversations", "/settings", "/import", "/method"),
    *("/people/ana-ruiz", "/people/ana-ruiz/answer", "/people/ana-ruiz/book"),
    *("/people/ana-ruiz/sheet", "/people/ana-ruiz/forget", "/people?q=ana"),
    "/people/ana-ruiz/letters/new?kind=request",
)
TABS = 25  # stops of the tab key on each page


@pytest.mark.parametrize("path", ["/", "/people", "/people/ana-ruiz", "/settings"])
def test_the_focus_is_always_seen(seeker: Seeker, path: str) -> None:
    page = seeker.page
    seeker.go(path)
    seen = set()
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        focus_is_seen(page)
        seen.add(page.evaluate("document.activeElement.outerHTML"))
    assert len(seen) > 8, "and it is caught nowhere"


def test_three_hundred_and_sixty_pixels_are_enough(house: House) -> None:
    wide = []
    with house.seeker() as one:
        one.page.set_viewport_size({"width": 360, "height": 740})
        for path in PATHS:
            one.go(path)
            over = one.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            wide += [f"{path}: {over} px"] if over > 0 else []
        one.go("/people/ana-ruiz/letters/new?kind=call-script")
        assert not one.wrong
    assert not wide


DARK = "getComputedStyle(document.body).backgroundColor"


def test_the_dark_that_was_chosen_stays(seeker: Seeker) -> None:
    page = seeker.page
    seeker.go("/method")
    light = page.evaluate(DARK)
    page.locator("[popovertarget=account]").first.click()
    page.locator("#account").get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_load_state()
    dark = page.evaluate(DARK)
    assert dark != light
    assert page.url.endswith("/method"), "one stays where one was"
    page.reload()
    assert page.evaluate(DARK) == dark
    seeker.look()
    page.locator("[popovertarget=account]").first.click()
    page.locator("#account").get_by_role("button", name="As the system").click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(DARK) == dark


def test_nothing_moves_for_who_wants_no_movement(house: House) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter(one => {
      const look = getComputedStyle(one);
      const long = text => text.split(",").some(part => parseFloat(part) > 0.01);
      return (look.transitionProperty !== "none" && long(look.transitionDuration))
        || (look.animationName !== "none" && long(look.animationDuration));
    }).map(one => one.outerHTML.slice(0, 80))"""
    with house.seeker(reduced_motion="reduce") as one:
        for path in ("/", "/people", "/people/ana-ruiz", "/people/ana-ruiz/letters/new"):
            one.go(path)
            assert one.page.evaluate(moving) == []
