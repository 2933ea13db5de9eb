"""The browser merges texts exactly as the server does, and hands lose and double nothing."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Browser
from tests.doors.running import Running

from fifteen.method.merge import merge

pytestmark = pytest.mark.browser

MERGE = """async cases => {
  const { merge } = await import("/static/fifteen/merge.js");
  return cases.map(([base, mine, theirs]) => merge(base, mine, theirs));
}"""


def cases(count: int) -> list[list[str]]:
    """Texts of few different lines, so that sides share, drop, move and repeat them."""
    chance = random.Random(15)
    lines = ["", "a", "b", "cardboard first", "ä👋"]

    def text() -> str:
        return "\n".join(chance.choice(lines) for _ in range(chance.randrange(9)))

    def typed_on(base: str) -> str:
        side = base.split("\n")
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(side) + 1)
            side[at : at + chance.randrange(2)] = [chance.choice([*lines, "new", "x y"])]
        return "\n".join(side)

    made = [[base, typed_on(base), typed_on(base)] for base in (text() for _ in range(count))]
    return [*made, *([text(), text(), text()] for _ in range(count))]


def test_line_by_line_the_same(chromium: Browser, running: Running) -> None:
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{running.port}/offline")
    tried = cases(2_000)
    assert page.evaluate(MERGE, tried) == [merge(*case) for case in tried]
    page.close()


DAYS = """async count => {
  const { merge } = await import("/static/fifteen/merge.js");
  const { answered, begun, fields, folded, isUnsent, sending, takenUp } =
    await import("/static/fifteen/hand.js");
  let seed = 15;
  const chance = n => (seed = (seed * 48271) % 2147483647) % n;

  /* What papers.keep_notes does. */
  function keep(server, sent) {
    if (sent.number > (server.hands[sent.hand] || 0)) {
      const same = sent.revision === server.revision || sent.notes === server.text;
      const text = same ? sent.notes : merge(sent.base, sent.notes, server.text);
      server.hands[sent.hand] = sent.number;
      if (text !== server.text) Object.assign(server, { text, revision: server.revision + 1 });
    }
    return { revision: server.revision, notes: server.text, number: server.hands[sent.hand] || 0 };
  }

  function day() {
    const server = { text: "", revision: 0, hands: {} };
    const page = () => structuredClone(server);
    const stale = page();
    const typed = [];
    let clock = 1;
    const hands = ["a", "b", "c"].map(id => begun(id, page()));
    const send = own => {
      own = sending(own, (clock += 1));
      const luck = chance(4);
      if (luck === 0) return own;                        // it never arrives
      const said = keep(server, fields(own));
      if (luck === 1) return own;                        // the answer is lost
      return answered(own, said);
    };
    for (let step = 0; step < 40; step += 1) {
      const at = chance(3);
      let own = hands[at];
      const what = chance(10);
      if (what < 5) {
        const lines = own.text.split("\\n");
        const line = `line ${typed.push(0)}`;
        typed[typed.length - 1] = line;
        lines.splice(chance(lines.length + 1), 0, line);
        own = { ...own, text: lines.join("\\n") };
      } else if (what < 8) own = isUnsent(own) ? send(own) : own;
      else if (what === 8) own = takenUp(own, chance(4) ? page() : stale); // loaded again
      else if (isUnsent(own) && !own.sent) keep(server, fields(sending(own, (clock += 1)))); // left
      hands[at] = own;
    }
    let last = begun("d", page());
    for (const own of hands) last = folded(last, own, page());
    while (isUnsent(last)) {
      last = sending(last, (clock += 1));
      last = answered(last, keep(server, fields(last)));
    }
    const lines = server.text.split("\\n");
    const wrong = typed.filter(line => lines.filter(one => one === line).length !== 1);
    return wrong.length || last.text !== server.text ? { wrong, text: server.text } : null;
  }
  return Array.from({ length: count }, day).filter(Boolean);
}"""


def test_three_windows_lost_requests_and_pages_loaded_again(
    chromium: Browser, running: Running
) -> None:
    """Each line typed anywhere stands in the notes at the end, once."""
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{running.port}/offline")
    assert page.evaluate(DAYS, 1_500) == []
    page.close()


CLOSED = """async ([text, number]) => {
  const { takenUp } = await import("/static/fifteen/hand.js");
  const own = { id: "a", number, base: { revision: 1, text: "one\\n" }, sent: null, text };
  return takenUp(own, { revision: 2, text: "one\\ntwo three", hands: { a: 7 } }).text;
}"""


@pytest.mark.parametrize(
    ("text", "number", "stands"),
    [
        ("one\ntwo th", 6, "one\ntwo three"),  # the rest was sent as the window closed
        ("one\n", 6, "one\ntwo three"),
        ("one\nother", 6, "one\nother\ntwo three"),  # typed on an older page: nothing is lost
        ("one\ntwo th", 7, "one\ntwo th\ntwo three"),  # written by another hand
    ],
)
def test_what_a_closing_window_sent_and_could_not_write_down_is_not_doubled(
    chromium: Browser, running: Running, text: str, number: int, stands: str
) -> None:
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{running.port}/offline")
    assert sorted(page.evaluate(CLOSED, [text, number]).split("\n")) == sorted(stands.split("\n"))
    page.close()
