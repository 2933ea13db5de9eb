/* The order of the questions in the preparation. Without script the arrow buttons post and the page
   comes back; with it a row is moved where it stands, by its buttons, by Alt and an arrow key, or
   dragged by its handle. The markup it looks for:
     ol.plan[data-order-url][data-minutes]        li, each with data-m (minutes) and .m (starts at)
       li.q[data-key]                             one that can be moved
         button[name=move][value=up|down]         inside a form
   The new order goes to data-order-url as order=key, once for each question. */

import { post } from "./post.js";

const plan = document.querySelector("ol.plan[data-order-url]");
if (plan) start();

function start() {
  const live = document.createElement("p");
  live.className = "vh";
  live.role = "status";
  plan.after(live);
  movable().forEach((row) => row.append(handle(row)));

  plan.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "move") return;
    event.preventDefault();
    move(button.closest("li"), button.value === "up" ? -1 : 1, live);
    button.focus();
  });
  plan.addEventListener("keydown", (event) => {
    const row = event.target.closest("li.q");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!row || !by || !event.altKey) return;
    event.preventDefault();
    const at = event.target;
    move(row, by, live);
    at.focus();
  });
}

function movable() {
  return [...plan.querySelectorAll("li.q[data-key]")];
}

function move(row, by, live) {
  const rows = movable();
  const other = rows[rows.indexOf(row) + by];
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  keep(live, row);
}

let waiting = 0;
const PAUSE = 300; // ms, so that three presses are one request

function keep(live, row) {
  const start = minutes();
  live.textContent = `Now at minute ${start.get(row)}.`;
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const order = new URLSearchParams(movable().map((one) => ["order", one.dataset.key]));
    const answer = await post(plan.dataset.orderUrl, order).catch(() => null);
    if (!answer?.ok) live.textContent = "The new order could not be kept. Load the page again and move it once more.";
    live.className = answer?.ok ? "vh" : "wrong small";
  }, PAUSE);
}

/* Writes anew at which minute each row starts, and says so. */
function minutes() {
  const starts = new Map();
  let at = 0;
  for (const row of plan.children) {
    starts.set(row, at);
    const place = row.querySelector(".m");
    if (place) place.textContent = String(at);
    at += Number(row.dataset.m || 1);
  }
  return starts;
}

/* Dragging, by mouse, pen and finger alike. The keyboard has the buttons. */
function handle(row) {
  const grip = document.createElement("span");
  grip.className = "grip";
  grip.ariaHidden = "true";
  grip.textContent = "⠿";
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    drag(row, grip, event.pointerId);
  });
  return grip;
}

function drag(row, grip, pointer) {
  const before = movable().indexOf(row);
  const moving = (event) => {
    const over = movable().find((one) => {
      const box = one.getBoundingClientRect();
      return one !== row && event.clientY > box.top && event.clientY < box.bottom;
    });
    if (!over) return;
    const box = over.getBoundingClientRect();
    const upper = event.clientY < box.top + box.height / 2;
    const rows = movable();
    const way = rows.indexOf(over) - rows.indexOf(row);
    if (upper ? way > 0 : way < 0) return; // not past its middle yet
    // The others step aside: a row taken out of the page would lose the pointer.
    for (const one of rows.slice(rows.indexOf(over), rows.indexOf(row)).reverse()) row.after(one);
    for (const one of rows.slice(rows.indexOf(row) + 1, rows.indexOf(over) + 1)) row.before(one);
  };
  const end = () => {
    grip.removeEventListener("pointermove", moving);
    row.classList.remove("held");
    plan.classList.remove("sorting");
    if (movable().indexOf(row) !== before) keep(plan.nextElementSibling, row);
  };
  grip.setPointerCapture(pointer);
  row.classList.add("held");
  plan.classList.add("sorting");
  grip.addEventListener("pointermove", moving);
  grip.addEventListener("lostpointercapture", end, { once: true });
}
