/* The room, put together from its pieces; each says at its head what markup it looks for:
     clock.js    the quarter clock            steps.js    the question of the moment, the plan
     notes.js    the notes, kept and merged   catch.js    the four buttons
     outbox.js   what must reach the server
   and here: body.room[data-room], the state of keeping (.safe[data-state] with a [data-safe] text),
   form[data-start-clock], form[data-more], form[data-again], form[data-end], [data-before] shown
   until the clock runs and [data-during] from then on. Nothing here waits for a connection. */

import { catching } from "./catch.js";
import { clock } from "./clock.js";
import { ready } from "./device.js";
import { notes } from "./notes.js";
import { outbox } from "./outbox.js";
import { steps } from "./steps.js";
import { nameKeys } from "./typing.js";
import { visit } from "./visit.js";

const MORE = 5; // minutes that "more time" adds
const HURRY = 1_000; // ms the end waits for the last words
const NUDGE = 200; // ms the telephone hums at thirteen minutes

const room = document.body;
const here = `/conversations/${room.dataset.room}`;
const area = document.getElementById("notes");

nameKeys();

/* is everything kept? */

const ORDER = ["refused", "nowhere", "closed", "here", "typing", "kept"];
const WORDS = {
  kept: ["Kept"],
  typing: ["Keeping"],
  here: ["Kept", " on this device"],
  closed: ["Kept", " on this device"],
  nowhere: ["Not kept yet", ", trying again"],
  refused: ["Not sent"],
};
const MORE_WORDS = {
  closed: "Your seat in this browser has ended. All you type is kept on this device; open a new link, and it is sent.",
  nowhere: "This browser keeps nothing by itself, and Fifteen cannot be reached. Leave this page open until it can.",
  refused: "This could not be sent. It stays on this device.",
};
const states = { notes: "kept", lines: "kept" };
const safe = document.querySelector(".safe");

function say(what, state, said = {}) {
  states[what] = state;
  const worst = ORDER.find((one) => Object.values(states).includes(one));
  if (!safe || (worst === "typing" && safe.dataset.state === "here")) return;
  safe.dataset.state = worst;
  safe.role = worst === "kept" || worst === "typing" ? null : "status";
  const [short, more = ""] = WORDS[worst];
  const rest = document.createElement("span");
  rest.className = "wide";
  rest.textContent = more;
  safe.querySelector("[data-safe]").replaceChildren(short, rest);
  const told = document.querySelector("[data-told]");
  told.hidden = !MORE_WORDS[worst];
  told.textContent = said.message || MORE_WORDS[worst] || "";
}

/* the screen stays on while the clock runs */

const wake = {
  lock: null,
  async begin() {
    if (document.hidden || this.lock || !ticking.running() || room.dataset.phase === "over") return;
    this.lock = await navigator.wakeLock?.request("screen").catch(() => null);
    this.lock?.addEventListener("release", () => (this.lock = null));
  },
  end() {
    this.lock?.release();
  },
};
/* the clock and the plan */

let out = null;
const early = []; // done before the outbox stood

function send(path, fields = {}, over = null) {
  if (out) out.put(here + path, fields, over);
  else early.push([path, fields, over]);
}

const plan = steps({ tick: (key) => send("/tick", { question: key }) });
const ticking = clock({
  room,
  face: document.querySelector(".quarter"),
  minutes: document.querySelector(".mins b"),
  changed(next, was) {
    plan.over(next === "over");
    if (next === "warm" && was === "") navigator.vibrate?.(NUDGE); // only live, so only once
    if (next === "over") wake.end();
  },
});

function on(name, act) {
  for (const form of document.querySelectorAll(`form[data-${name}]`)) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      act(form);
    });
  }
}

function running(at) {
  ticking.begin(at);
  for (const part of document.querySelectorAll("[data-before]")) part.hidden = true;
  for (const part of document.querySelectorAll("[data-during]")) part.hidden = false;
  plan.show();
  wake.begin();
}

on("start-clock", () => {
  send("/room");
  running();
  area?.focus();
});
on("again", () => {
  send("/start-again");
  ticking.heard({ extra: 0 });
  running();
});
on("more", () => {
  send("/more-time");
  ticking.more(MORE);
  wake.begin();
});
on("end", (form) => {
  const button = form.querySelector("button");
  const sent = Promise.race([typed?.then((one) => one.now()), new Promise((done) => setTimeout(done, HURRY))]);
  button.disabled = true;
  wake.end();
  send("/end", {}, async (how, said) => {
    await sent;
    if (said.next) location.assign(said.next);
    else button.disabled = false;
  });
  ended();
});

/* Ended without a connection: the notes stay open, the debrief comes when it is back. */
function ended() {
  const told = document.querySelector("[data-ended]");
  if (told) setTimeout(() => (told.hidden = false), HURRY); // with a connection the page is gone by then
}

document.addEventListener("visibilitychange", () => wake.begin());
if (ticking.running()) wake.begin();

/* the notes, and what is caught */

const lines = catching({ area, caught: (what, text) => send("/catch", { what, text }) });

const typed = area && notes({
  area,
  talk: room.dataset.room,
  url: `${here}/notes`,
  page: { revision: Number(room.dataset.revision || 0), hands: JSON.parse(room.dataset.hands || "{}") },
  show: (state, said) => say("notes", state, said),
  heard: (said) => !out?.waiting.length && ticking.heard(said),
});

async function begin() {
  const [{ held }, kept] = [await import("./notes.js"), await typed];
  out = await outbox({
    talk: room.dataset.room,
    hand: kept?.id || "",
    take: held,
    show: (state) => say("lines", state),
    refused: (fields) => fields.text && kept?.add(fields.text), // a line the server does not take stands in the notes
  });
  for (const one of out.waiting) again(one);
  for (const one of early.splice(0)) send(...one);
  if (location.hash === "#start") {
    history.replaceState(null, "", location.pathname); // asked for once
    if (!ticking.running()) document.querySelector("form[data-start-clock]")?.requestSubmit();
  }
}

/* Done on this device before it was loaded again, and not yet with the server. */
function again({ url, fields, at }) {
  const what = url.slice(here.length);
  if (what === "/catch" && !isShown(fields.text)) lines.show(fields.what, fields.text);
  if (what === "/tick") plan.ticked(fields.question);
  if (what === "/room" && !ticking.running()) running(at);
  if (what === "/start-again") running(at);
  if (what === "/more-time") ticking.more(MORE);
  if (what === "/end") ended();
}

function isShown(text) {
  return [...document.querySelectorAll(".caught li")].some((item) => item.textContent.trim() === text);
}

ready().then(begin);
visit({ room: true });
