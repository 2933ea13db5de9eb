/* Keys on every page, and the palette. The markup they look for:
     [data-list] [data-item]   a list and its items, each with a link; inside an item
     [data-do=done|later]      the button that `e` or `l` presses
     [data-take]               a coach's words for a letter, taken by `t`
     form[data-undo]           the undo note, sent by `z`
     button[data-print]        prints the page
     #quick                    quick entry, for `n`; elsewhere `n` goes to /people#quick
   The palette asks /find?q= for [{label, hint, url}]; without script its form searches People. */

import { visit } from "./visit.js";
import { chooseSingleKeys, isCommand, nameKeys, singleKeys } from "./typing.js";

const palette = document.getElementById("palette");
const query = document.getElementById("palette-q");
const found = document.getElementById("palette-found");
const help = document.getElementById("keys");

const COMMANDS = {
  "?": () => help?.togglePopover(),
  "/": () => search(),
  n: () => quickEntry(),
  j: () => move(1),
  k: () => move(-1),
  e: () => press("done"),
  l: () => press("later"),
  t: () => document.querySelector("[data-take]")?.click(),
  z: () => document.querySelector("form[data-undo]")?.requestSubmit(),
};

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault();
    palette?.togglePopover();
  } else if (isCommand(event) && Object.hasOwn(COMMANDS, event.key)) {
    event.preventDefault();
    COMMANDS[event.key]();
  }
});

function search() {
  const field = document.querySelector("main input[type=search]");
  if (field) field.select();
  else palette?.showPopover();
}

function quickEntry() {
  const field = document.querySelector("#quick input:not([type=hidden]), #quick textarea");
  if (field) field.focus();
  else location.assign("/people#quick");
}

function move(by) {
  const links = [...document.querySelectorAll("[data-list] [data-item]")]
    .map((item) => item.querySelector("a[href]"))
    .filter((link) => link && link.offsetParent);
  const here = links.findIndex((link) => link.closest("[data-item]").contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[next]?.focus();
}

function press(what) {
  const item = document.activeElement?.closest("[data-item]");
  const button = item?.querySelector(`[data-do="${what}"]`);
  button?.click();
  const menu = button?.closest("details.later"); // what opened is chosen from by keys alone
  if (menu) (menu.open ? menu.querySelector("form button") : item.querySelector("a[href]"))?.focus();
}

/* The menu under "Later" closes with Escape, wherever the focus is, and when something else is
   pressed or comes to have the focus. */
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.later[open]");
  if (!menu) return;
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector("summary").focus();
});

for (const elsewhere of ["pointerdown", "focusin"]) {
  document.addEventListener(elsewhere, (event) => {
    for (const menu of document.querySelectorAll("details.later[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

/* the palette */

let asking = false;
let typed = false; // since it was asked
let untouched = false; // since the palette began to open
let entered = false; // before the answer to what stands there came

/* At the first key at once; while one question is under way the next waits for its answer. */
async function ask() {
  typed = true;
  if (asking) return;
  asking = true;
  try {
    while (typed) {
      typed = false;
      const answer = await fetch(`/find?${new URLSearchParams({ q: query.value })}`, {
        headers: { Accept: "application/json" },
      });
      show(answer.ok ? await answer.json() : []);
    }
  } catch {
    typed = false; // no network: Enter still searches People
  } finally {
    asking = false;
    if (entered) enter();
  }
}

/* Opens what is chosen of the answer to what stands there, never of an earlier one. */
function enter() {
  entered = asking;
  if (asking) return;
  if (chosen() >= 0) found.children[chosen()].firstChild.click();
  else query.form?.requestSubmit();
}

function show(results) {
  found.replaceChildren(
    ...results.map(({ label, hint, url }, index) => {
      const item = document.createElement("li");
      item.id = `found-${index}`;
      item.role = "option";
      const link = document.createElement("a");
      link.href = url;
      link.tabIndex = -1;
      link.textContent = label;
      const aside = document.createElement("span");
      aside.textContent = hint || "";
      link.append(aside);
      item.append(link);
      return item;
    }),
  );
  query.setAttribute("aria-expanded", String(results.length > 0));
  choose(results.length && query.value.trim() ? 0 : -1); // Enter opens the first, once something is asked
}

function choose(index) {
  const items = [...found.children];
  items.forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
  if (items[index]) {
    query.setAttribute("aria-activedescendant", items[index].id);
    items[index].scrollIntoView({ block: "nearest" });
  } else {
    query.removeAttribute("aria-activedescendant");
  }
}

function chosen() {
  return [...found.children].findIndex((item) => item.getAttribute("aria-selected") === "true");
}

if (palette && query && found) {
  query.role = "combobox";
  query.setAttribute("aria-controls", found.id);
  query.setAttribute("aria-expanded", "false");
  query.setAttribute("aria-autocomplete", "list");
  query.addEventListener("input", () => {
    untouched = false;
    ask();
  });
  query.addEventListener("keydown", (event) => {
    const last = found.children.length - 1;
    if (event.key === "ArrowDown" && last >= 0) choose(Math.min(chosen() + 1, last));
    else if (event.key === "ArrowUp" && last >= 0) choose(Math.max(chosen() - 1, -1));
    else if (event.key === "Enter") enter();
    else return;
    event.preventDefault();
  });
  /* The field has the focus before "toggle" is told: what was typed meanwhile stays. */
  palette.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    untouched = true;
    entered = false;
    query.select();
  });
  palette.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    if (untouched) query.select();
    ask();
  });
}

/* small things of every page */

nameKeys();

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}

const listen = document.getElementById("letter-keys");
if (listen) {
  listen.checked = singleKeys();
  listen.addEventListener("change", () => chooseSingleKeys(listen.checked));
}

/* Going to a fragment takes the focus away, so ours comes after it. */
function arrive() {
  if (location.hash === "#quick" && document.getElementById("quick")) setTimeout(quickEntry);
}
addEventListener("hashchange", arrive);
if (document.readyState === "complete") arrive();
else addEventListener("load", arrive);

/* this browser keeps what coming conversations need, and sends what a closed room could not */
visit();
