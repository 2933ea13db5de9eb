"""The board by stage: by the keyboard alone, by a drag, on a phone; and what axe says of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import SIZES, Seeker
from tests.browser.held import House
from tests.doors.running import Running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def house(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("home")
    with Running(home) as running:
        yield House(chromium, running, home)


@pytest.fixture(params=list(SIZES))
def seeker(request: pytest.FixtureRequest, house: House) -> Iterator[Seeker]:
    with house.seeker(request.param) as one:
        yield one


def test_cards_move_by_acts_with_the_keyboard_alone(seeker: Seeker) -> None:
    page = seeker.page
    seeker.go("/people?view=board")
    card = page.locator("[data-stage=to-ask] [data-card]").first
    name = card.get_attribute("data-name")
    assert name
    page.locator("[data-stage=to-ask] [data-card] a[href]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(card.locator("a[href]").first).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    expect(card.get_by_role("link", name="Write the letter")).to_be_focused()
    seeker.look()
    page.keyboard.press("Escape")
    expect(card.locator("a[href]").first).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".note").last).to_contain_text(f"Asked {name}.")
    expect(page.locator(f'[data-stage=asked] [data-name="{name}"]')).to_have_count(1)
    page.wait_for_load_state()  # the page came anew: no key is heard before its scripts
    page.keyboard.press("z")
    expect(page.locator(".note").last).to_contain_text("Undone.")
    seeker.go("/people?view=board")
    expect(page.locator(f'[data-stage=to-ask] [data-name="{name}"]')).to_have_count(1)


@pytest.mark.parametrize("seeker", ["wide"], indirect=True)  # a telephone has no drag
def test_a_drag_opens_the_act_and_does_nothing_by_itself(seeker: Seeker) -> None:
    page = seeker.page
    seeker.go("/people?view=board")
    card = page.locator("[data-stage=to-ask] [data-card]").nth(1)
    name = card.get_attribute("data-name")
    card.locator("small").first.drag_to(page.locator("[data-stage=asked] h2"))
    expect(card.get_by_role("link", name="Write the letter")).to_be_focused()
    expect(page.locator(f'[data-stage=to-ask] [data-name="{name}"]')).to_have_count(1)
    card.locator("small").first.drag_to(page.locator("[data-stage=yes] h2"))
    expect(page.locator("#board-said")).to_contain_text("One step after the other")
    seeker.look()


PASTE = """at => {
  const held = new DataTransfer();
  const lines = ["Best regards,", "--", "Zoe Zander", "", "planner at Northlight", "zoe@n.example"];
  held.setData("text", lines.join("\\r\\n"));
  const pasted = { clipboardData: held, bubbles: true, cancelable: true };
  at.dispatchEvent(new ClipboardEvent("paste", pasted));
}"""


def test_a_signature_of_several_lines_is_pasted_into_one(seeker: Seeker) -> None:
    page = seeker.page
    seeker.go("/people")
    line = page.locator("#quick [name=line]")
    line.evaluate(PASTE)
    signature = "Best regards, | -- | Zoe Zander | planner at Northlight | zoe@n.example"
    expect(line).to_have_value(signature)
    understood = page.locator("#understood")
    expect(understood).to_contain_text("Zoe Zander")
    expect(understood).to_contain_text("zoe@n.example")
    expect(understood).not_to_contain_text("regards")


def test_the_tree_and_a_kept_list_have_nothing_for_axe(seeker: Seeker, house: House) -> None:
    page = seeker.page
    seeker.go("/people")
    page.get_by_label("Add someone in one line").fill(f"Nora {house.someone()}, via Ana Ruiz")
    page.get_by_role("button", name="Add", exact=True).click()
    seeker.go("/people?view=tree&tie=referred")
    expect(page.locator(".tree").get_by_role("link", name="Ana Ruiz")).to_be_visible()
    page.get_by_text("Keep this list").click()
    page.get_by_label("Under which name?").fill("Referred to me")
    seeker.look()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("link", name="Referred to me")).to_be_visible()
    seeker.look()


def test_two_rows_side_by_side_and_books_on_a_server_have_nothing_for_axe(
    seeker: Seeker, house: House
) -> None:
    page = seeker.page
    first, second = house.someone(), house.someone()
    for path in ("/twice", f"/twice/{first}/{second}", "/settings/books", "/import"):
        seeker.go(path)
        seeker.look()
    page.get_by_role("link", name="Have it read there").click()
    expect(page.get_by_label("Address of the server")).to_be_visible()
