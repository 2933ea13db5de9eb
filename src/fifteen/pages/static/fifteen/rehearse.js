/* Rehearsal: one question at a time, notes kept as they are typed, the clock of the room. Without
   script all questions stand below each other and each has a button to keep its notes.
     [data-clock]              the quarter, as clock.js reads it
     [data-round] > li         the questions; [data-stepper] goes through them
     form[data-keep]           textarea, [data-kept] says whether it is kept
     form[data-said]           two buttons, one of them pressed */

import { clock } from "./clock.js";
import { keeper } from "./keep.js";
import { post } from "./post.js";

const PAUSE = 700; // ms without a key before the notes are sent
const KEPT = {
  waiting: "",
  kept: "Kept",
  trying: "Not kept yet, trying again",
  conflict: "Another window kept other notes. Load the page again; copy what you typed first.",
  refused: "Too long to keep. Shorten it a little.",
};

const quarter = document.querySelector("[data-clock]");
if (quarter && Number(quarter.dataset.start)) {
  const over = document.querySelector("[data-over]");
  clock({
    room: quarter,
    face: quarter.querySelector(".quarter"),
    minutes: quarter.querySelector(".mins b"),
    changed: (phase) => (over.hidden = phase !== "over"),
  });
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const area = form.elements.text;
  const told = form.querySelector("[data-kept]");
  form.querySelector("[data-submit]").hidden = true;
  const fields = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  const kept = keeper({
    url: form.action,
    read: fields,
    revision: Number(form.elements.revision.value),
    pause: PAUSE,
    show: (state) => (told.textContent = KEPT[state] ?? ""),
  });
  area.addEventListener("input", kept.changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    kept.now();
  });
}

for (const form of document.querySelectorAll("form[data-said]")) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const off = button.ariaPressed === "true"; // pressed again: not said yet
    const fields = new URLSearchParams(new FormData(form));
    fields.set("sits", off ? "" : button.value);
    const answer = await post(form.action, fields).catch(() => null);
    if (!answer?.ok) return form.submit();
    for (const one of form.querySelectorAll("[aria-pressed]")) one.ariaPressed = String(one === button && !off);
    polish();
  });
}

/* The list at the end as the server tells it. */
async function polish() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["#polish", "h1"]) document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
}

const round = [...document.querySelectorAll("[data-round] > li")];
const stepper = document.querySelector("[data-stepper]");
let at = 0;

function show(number) {
  at = Math.min(Math.max(number, 0), round.length - 1);
  for (const [place, li] of round.entries()) li.hidden = place !== at;
  stepper.querySelector("[data-where]").textContent = `${at + 1} of ${round.length}`;
  stepper.querySelector("[data-back]").disabled = at === 0;
  stepper.querySelector("[data-next]").disabled = at === round.length - 1;
}

function all() {
  for (const li of round) li.hidden = false;
  stepper.hidden = true;
}

if (stepper && round.length) {
  stepper.hidden = false;
  stepper.querySelector("[data-back]").addEventListener("click", () => show(at - 1));
  stepper.querySelector("[data-next]").addEventListener("click", () => show(at + 1));
  stepper.querySelector("[data-all]").addEventListener("click", all);
  const named = () => round.findIndex((li) => `#${li.id}` === location.hash);
  addEventListener("hashchange", () => !stepper.hidden && named() >= 0 && show(named()));
  show(named());
}
