/* The room. The markup it looks for:
     body.room[data-room][data-start][data-now][data-length][data-extra][data-closing]
              [data-notes-url][data-revision][data-catch-url]
       svg.quarter, .mins b                 the clock (clock.js)
       #now[data-closing], .cap3, form.asked button.nextq span   the question and "asked, next:"
       ol.r-plan > li[data-key][data-say][data-question]         the plan, one li aria-current=step
       form[data-more]                      "they offered more time"
       textarea#notes[name=notes]           kept as it is typed
       ul.caught, form.r-catch              .r-line with input[name=text], four [data-what]
       .safe[data-state] with a [data-safe] text
   Everything typed stands on this device until the server has it. */

import { clock } from "./clock.js";
import { keeper, recall } from "./keep.js";
import { outbox } from "./outbox.js";
import { nameKeys } from "./typing.js";

const MORE = 5; // minutes that "more time" adds
const PAUSE = 400; // ms of quiet before the notes are kept
const NUDGE = 200; // ms the telephone hums at thirteen minutes
const LINES = { insight: "What did you learn?", name: "Whom did they name?", promise: "Who promised what?", opening: "Which opening did they mention?" };

const room = document.body;
const notes = document.getElementById("notes");
const name = `fifteen.notes.${room.dataset.room}`;

navigator.locks?.request(name, () => new Promise(() => {})); // late.js leaves open rooms alone

nameKeys();

/* is everything kept? */

const states = { notes: "kept", lines: "kept" };
const safe = document.querySelector(".safe");
const WORDS = {
  kept: "Kept",
  waiting: "Keeping",
  trying: "Not kept yet, trying again",
  conflict: "Another window has newer notes: load the page again",
  refused: "Not kept: load the page again",
};

function say(what, state) {
  states[what] = state;
  const worst = ["refused", "conflict", "trying", "waiting"].find((one) => Object.values(states).includes(one)) || "kept";
  if (!safe || (worst === "waiting" && safe.dataset.state === "trying")) return;
  safe.dataset.state = worst;
  safe.role = worst === "kept" || worst === "waiting" ? null : "status";
  const words = safe.querySelector("[data-safe]") || safe;
  words.textContent = WORDS[worst];
}

const out = outbox({
  name: `fifteen.out.${room.dataset.room}`,
  show: (state) => say("lines", state),
});

/* the notes */

if (notes) {
  const revision = Number(room.dataset.revision || 0);
  const keep = keeper({
    url: room.dataset.notesUrl,
    read: () => ({ notes: notes.value }),
    revision,
    pause: PAUSE,
    copy: name,
    show: (state) => say("notes", state),
  });
  const whole = together(recall(name), revision);
  if (whole !== notes.value) {
    notes.value = whole;
    keep.changed();
  }
  notes.addEventListener("input", keep.changed);
}

/* The page's notes and what this device still holds of its own, nothing of either lost. */
function together(kept, revision) {
  const own = kept?.fields?.notes;
  if (typeof own !== "string" || own === notes.value) return notes.value;
  if (kept.revision >= revision || own.startsWith(notes.value)) return own;
  if (notes.value.includes(own)) return notes.value;
  return `${notes.value}\n\n${own}`;
}

/* the question */

const now = document.getElementById("now");
const plan = [...document.querySelectorAll(".r-plan > li")];
const asked = document.querySelector("form.asked");
let phase = "";

function step() {
  return plan.findIndex((item) => item.hasAttribute("aria-current"));
}

function words(item) {
  return item.dataset.say || item.textContent.trim();
}

function showQuestion() {
  if (!now) return;
  const at = step();
  const closing = now.dataset.closing || room.dataset.closing;
  if (phase === "over" && closing) now.textContent = closing;
  else if (at >= 0) now.textContent = words(plan[at]);
  const count = document.querySelector(".cap3");
  const questions = plan.filter((item) => item.hasAttribute("data-question"));
  const number = questions.indexOf(plan[at]) + 1;
  if (count && phase === "over") count.textContent = "Time to thank them";
  else if (count) count.textContent = number ? `Question ${number} of ${questions.length}` : "";
  const button = asked?.querySelector("button");
  if (!button) return;
  button.hidden = at < 0;
  const next = plan[at + 1];
  const text = button.querySelector("span") || button;
  const done = document.createElement("b");
  done.textContent = plan[at]?.hasAttribute("data-question") ? "Asked." : "Said.";
  text.replaceChildren(done, next ? ` Next: ${words(next)}` : " That was the last one.");
}

asked?.addEventListener("submit", (event) => {
  event.preventDefault();
  const at = step();
  if (at < 0) return;
  out.put(asked.action, { question: plan[at].dataset.key });
  plan[at].removeAttribute("aria-current");
  plan[at].classList.add("done");
  plan[at + 1]?.setAttribute("aria-current", "step");
  showQuestion();
});

/* the clock */

const face = document.querySelector(".quarter");
const minutes = document.querySelector(".mins b");
if (face && minutes) {
  const ticking = clock({ room, face, minutes, changed: turned });
  for (const form of document.querySelectorAll("form[data-more]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      out.put(form.action, { minutes: MORE });
      ticking.more(MORE);
    });
  }
}

function turned(next, was) {
  phase = next;
  if (plan.length) showQuestion();
  if (next === "warm" && was === "") navigator.vibrate?.(NUDGE); // only live, so only once
}

/* the four catches */

const line = document.querySelector(".r-catch");
if (line) {
  const row = line.querySelector(".r-line");
  const field = line.querySelector("[name=text]");
  const label = row.querySelector("label");
  const buttons = [...line.querySelectorAll("[data-what]")];
  let what = "";

  const open = (button) => {
    what = button.dataset.what;
    if (!field.value) field.value = chosenWords();
    if (label) label.textContent = LINES[what] || label.textContent;
    row.hidden = false;
    press(button);
    field.focus();
  };
  const close = () => {
    what = "";
    field.value = "";
    row.hidden = true;
    press(null);
    notes?.focus();
  };
  const press = (one) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === one)));
  const send = () => {
    const text = field.value.trim();
    const button = buttons.find((one) => one.dataset.what === what);
    if (text && button) {
      out.put(room.dataset.catchUrl || line.action, { what, text });
      caught(button, text);
    }
    close();
  };

  buttons.forEach((button, index) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      if (what && field.value.trim()) {
        what = button.dataset.what; // the line is written, this says what it is
        send();
      } else if (what === button.dataset.what) close();
      else open(button);
    });
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== `Digit${index + 1}`) return;
      event.preventDefault();
      button.click();
    });
  });
  line.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault(); // else the first of the four would be pressed
      send();
    }
  });
  row.hidden = true;
  press(null);
}

/* What is marked in the notes, if anything: a line need not be typed twice. */
function chosenWords() {
  if (!notes || document.activeElement !== notes) return "";
  return notes.value.slice(notes.selectionStart, notes.selectionEnd).replace(/\s+/g, " ").trim();
}

function caught(button, text) {
  const list = document.querySelector(".caught");
  if (!list) return;
  const item = document.createElement("li");
  const icon = button.querySelector("svg")?.cloneNode(true);
  item.append(...(icon ? [icon] : []), text);
  list.append(item);
  item.scrollIntoView({ block: "nearest" });
}
