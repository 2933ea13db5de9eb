/* Keeps a text as it is typed: waits for a pause, one request at a time, tries again until it is
   kept, never overwrites a newer version.

   The server gets the fields of `read()` and `revision`, and answers
     200 {revision, ...}   kept; the revision to send next time
     409 {...}             somebody else kept a newer version meanwhile: we stop and say so
     4xx                   refused for good: trying again would not help, we say so
     5xx, no network       tried again after 1, 2, 4 ... at most 30 seconds

   `show(state, answer)` gets "waiting", "kept", "trying", "conflict" or "refused".
   `copy` names what holds the fields on the device, enciphered (vault.js), until the server has
   them. Where a text may be merged, notes.js is the better keeper. */

import { ready } from "./device.js";
import { post } from "./post.js";

const LONGEST = 30_000; // ms between two tries
const KIND = "letter";

export function keeper({ url, read, revision, pause, show, copy = "" }) {
  let state = "kept";
  let timer = 0;
  let delay = 0;
  let sending = false;
  let dirty = false;
  let stopped = false;
  let here = false; // it stands on the device, so the page can be left

  function say(next, answer = {}) {
    state = next;
    show(next, answer);
  }

  function changed() {
    if (stopped) return;
    dirty = true;
    here = false;
    if (copy) store(copy, { url, fields: read(), revision }).then((kept) => (here = kept));
    if (state === "kept") say("waiting");
    delay = 0;
    plan(pause);
  }

  function plan(ms) {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  }

  async function send(leaving = false) {
    if (!dirty || stopped || sending) return; // two at once would carry the same revision
    clearTimeout(timer);
    sending = true;
    dirty = false;
    try {
      await settle(await post(url, { ...read(), revision }, { leaving }));
    } catch {
      again();
    } finally {
      sending = false;
    }
  }

  async function settle(answer) {
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) {
      revision = said.revision ?? revision;
      delay = 0;
      if (dirty) return plan(pause);
      if (copy) forget(copy);
      say("kept", said);
    } else if (answer.status >= 500) {
      again();
    } else {
      stopped = true;
      say(answer.status === 409 ? "conflict" : "refused", said);
    }
  }

  function again() {
    dirty = true;
    delay = Math.min(delay * 2 || 1000, LONGEST);
    say("trying");
    plan(delay);
  }

  addEventListener("online", () => dirty && plan(0));
  addEventListener("pagehide", () => send(true));
  document.addEventListener("visibilitychange", () => document.hidden && send(true));
  addEventListener("beforeunload", (event) => {
    if (!here && (state === "trying" || state === "conflict")) event.preventDefault();
  });

  /* After a conflict that the seeker has decided: on from the version they have seen. */
  function resume(seen) {
    revision = seen;
    stopped = false;
    changed();
    send();
  }

  return { changed, resume, now: () => send(), revision: () => revision };
}

/* The copy on the device, or null. A browser that keeps nothing has none. */
export async function recall(name) {
  await ready();
  return vault.get(KIND, name).catch(() => null);
}

let queue = ready(); // one after the other: what is forgotten must not come back

function store(name, value) {
  queue = queue.then(() => vault.put(KIND, name, value)).catch(() => false);
  return queue;
}

function forget(name) {
  queue = queue.then(() => vault.drop(KIND, name)).catch(() => {});
}
