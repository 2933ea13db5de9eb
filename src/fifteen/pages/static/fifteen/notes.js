/* Notes that are kept as they are typed: on this device at once, enciphered; on the server as soon
   as it can be reached; merged with what other windows and devices type (hand.js).

   notes({area, talk, url, page, show}) looks after a textarea. `page` is what the server wrote:
   {revision, hands}; the text is in the textarea. `show(state, said)` gets "typing", "here" (on this
   device), "kept" (on the server), "closed", "refused" or "nowhere" (not kept anywhere yet). */

import { courier, deliver, newKey } from "./deliver.js";
import { ready } from "./device.js";
import { answered, begun, fields, folded, isUnsent, sending, takenUp } from "./hand.js";
import { merge } from "./merge.js";

const PAUSE = 400; // ms of quiet before notes are sent
const SLOW = 2_000; // ms the window that this one replaces may take to go

export async function notes({ area, talk, url, page, show, heard = () => {} }) {
  const start = { ...page, text: area.defaultValue }; // what the server wrote, whatever stands there now
  const { id, left } = await hands(talk);
  let own = begun(id, start);
  for (const hand of left) own = hand.id === id ? takenUp(hand, start) : folded(own, hand, start);
  own = { ...own, text: merge(start.text, area.value, own.text) }; // typed while we looked
  put(own.text);

  let writing = null;
  let dirty = false;
  let composing = false;

  /* One write at a time; what is typed meanwhile is the next. */
  function store() {
    dirty = true;
    writing ??= (async () => {
      let kept = true;
      while (dirty && kept) {
        dirty = false;
        kept = await vault.put("hand", `${talk} ${id}`, { ...own, talk, url }).catch(() => false);
      }
      writing = null;
      if (isUnsent(own)) show(kept ? "here" : "nowhere");
    })();
    return writing;
  }

  async function send(leaving = false) {
    if (!isUnsent(own)) return "done";
    own = sending(own, Date.now());
    if (!leaving) await store();
    const { how, said } = await deliver(url, fields(own), leaving);
    if (how === "done") await settle(said);
    else if (how === "refused" || how === "gone") refuse(said);
    return how === "done" && isUnsent(own) && !composing ? "more" : how;
  }

  async function settle(said) {
    own = answered({ ...own, text: area.value }, said);
    if (!composing) put(own.text);
    heard(said);
    if (isUnsent(own)) return void store();
    await writing;
    if (isUnsent(own)) return;
    await vault.drop("hand", `${talk} ${id}`).catch(() => {});
    if (isUnsent(own)) store();
    else show("kept");
  }

  function refuse(said) {
    own = { ...own, sent: null }; // it was not taken: what is typed next is sent in its place
    store();
    show("refused", said);
  }

  /* The text in the page, the caret where it was in the words. */
  function put(text) {
    const was = area.value;
    if (was === text) return;
    const [from, to] = [area.selectionStart, area.selectionEnd].map((at) => moved(was, text, at));
    area.value = text;
    if (document.activeElement === area) area.setSelectionRange(from, to);
  }

  function changed() {
    own = { ...own, text: area.value };
    show("typing");
    store();
    line.soon(PAUSE);
  }

  /* How the notes stand elsewhere, asked when somebody comes back to this window. */
  async function look() {
    if (document.hidden || isUnsent(own)) return;
    const { how, said } = await deliver(url, { hand: id, number: 0, revision: own.base.revision, notes: "" });
    if (how === "done" && !own.sent) await settle(said);
  }

  const line = courier(send, (how) => (how === "away" || how === "closed") && show(how === "closed" ? "closed" : "here"));
  area.addEventListener("input", changed);
  area.addEventListener("compositionstart", () => (composing = true));
  area.addEventListener("compositionend", () => {
    composing = false;
    changed();
  });
  addEventListener("pagehide", () => isUnsent(own) && send(true));
  document.addEventListener("visibilitychange", () => (document.hidden ? line.now() : look()));
  addEventListener("online", look);
  if (isUnsent(own)) changed();
  else if (left.length) await vault.drop("hand", `${talk} ${id}`).catch(() => {}); // all of it has arrived
  if (!isUnsent(own)) look(); // what others typed since the page was written, and what time it is there
  for (const hand of left) if (hand.id !== id) await vault.drop("hand", `${talk} ${hand.id}`);

  return {
    id,
    look,
    /* Everything typed so far on its way; true once the server has it. */
    async now() {
      await line.now();
      return !isUnsent(own);
    },
    add(text) {
      put(`${area.value}${area.value && !area.value.endsWith("\n") ? "\n" : ""}${text}`);
      changed();
    },
  };
}

/* Where a place in a text is after a stretch of it was replaced. */
function moved(was, now, at) {
  let head = 0;
  while (head < was.length && was[head] === now[head]) head += 1;
  if (at <= head) return at;
  let tail = 0;
  const most = Math.min(was.length, now.length) - head;
  while (tail < most && was[was.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return at >= was.length - tail ? now.length - (was.length - at) : Math.min(at, now.length - tail);
}

/* The id this window types under, and what windows that are gone have left of this talk. A window
   holds the lock of its id as long as it lives, so nobody takes its hand meanwhile. */
async function hands(talk) {
  await ready();
  const kept = (await vault.all("hand")).map(({ value }) => value).filter((hand) => hand.talk === talk);
  const mine = sessionStorage.getItem(`fifteen.hand.${talk}`);
  const left = [];
  for (const hand of kept) if (await held(hand.id, hand.id === mine ? SLOW : 0)) left.push(hand);
  left.sort((a, b) => (b.id === mine) - (a.id === mine)); // this window's own first
  const id = left[0]?.id || newKey();
  if (!left.length) await held(id, 0);
  sessionStorage.setItem(`fifteen.hand.${talk}`, id);
  return { id, left };
}

/* Takes the lock of a hand and keeps it until the page goes; whether it was free. */
export function held(id, patience = 0) {
  if (!navigator.locks) return Promise.resolve(true);
  const name = `fifteen.hand.${id}`;
  const how = patience ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
  return new Promise((done) => {
    navigator.locks
      .request(name, how, (lock) => {
        done(lock !== null);
        return lock && new Promise(() => {});
      })
      .catch(() => done(false));
  });
}
