/* The board of people by stage: cards are reached by arrows and moved by an act, never by a drag
   alone. Without script every card's "Move" works as it is.
     [data-board] [data-stage]     the board and its columns
     [data-card]                   a card, with a link and a details of acts
     [data-to=stage]               an act and the stage it leads to
     [data-not-STAGE]              why no act leads there
     #board-said                   where that is said */

const board = document.querySelector("[data-board]");
const said = document.getElementById("board-said");

const columns = () => [...board.querySelectorAll("[data-stage]")];
const cards = (column) => [...column.querySelectorAll("[data-card]")];

function say(words) {
  if (said) said.textContent = words;
}

function close(but = null) {
  for (const menu of board.querySelectorAll("details.move[open]")) if (menu !== but) menu.open = false;
}

/* What leads to that stage is opened and waits for its key; or it is said why nothing does. */
function wish(card, column) {
  const stage = column.dataset.stage;
  const act = card.querySelector(`[data-to="${stage}"]`);
  const name = card.dataset.name;
  if (!act) {
    close();
    say(`${name}: ${card.getAttribute(`data-not-${stage}`) || "Stands there already."}`);
    return;
  }
  const menu = card.querySelector("details.move");
  close(menu);
  menu.open = true;
  act.focus();
  say(`${name}: ${act.firstChild.textContent.trim()}? Enter does it, Escape leaves it.`);
}

function beside(column, by) {
  const all = columns();
  return all[all.indexOf(column) + by];
}

function goto(column, at) {
  const there = column ? cards(column) : [];
  const card = there[Math.min(at, there.length - 1)];
  card?.querySelector("a[href]").focus();
  return Boolean(card);
}

function arrow(event, card) {
  const column = card.closest("[data-stage]");
  const at = cards(column).indexOf(card);
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) {
    goto(column, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)));
    return;
  }
  if (event.shiftKey) {
    const next = beside(column, by);
    if (next) wish(card, next);
    return;
  }
  let next = beside(column, by); // an empty column is passed over
  while (next && !goto(next, at)) next = beside(next, by);
}

function keys(event) {
  const card = event.target.closest("[data-card]");
  if (!card) return;
  if (event.key === "Escape") {
    const menu = card.querySelector("details.move[open]");
    if (!menu) return;
    menu.open = false;
    card.querySelector("a[href]").focus();
    say("");
    event.preventDefault();
    return;
  }
  if (!event.key.startsWith("Arrow") || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  arrow(event, card);
}

let dragged = null;

function drag() {
  for (const card of board.querySelectorAll("[data-card]")) card.draggable = true;
  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-card]");
    event.dataTransfer.effectAllowed = "move";
  });
  board.addEventListener("dragover", (event) => {
    if (dragged && event.target.closest("[data-stage]")) event.preventDefault();
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest("[data-stage]");
    if (!dragged || !column) return;
    event.preventDefault();
    if (column !== dragged.closest("[data-stage]")) wish(dragged, column);
    dragged = null;
  });
}

if (board) {
  board.addEventListener("keydown", keys);
  drag();
}
