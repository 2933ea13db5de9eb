/* Keeps a text as it is typed: waits for a pause, one request at a time, tries again until it is
   kept, never overwrites a newer version.

   The server gets the fields of `read()` and `revision`, and answers
     200 {revision, ...}   kept; the revision to send next time
     409 {...}             somebody else kept a newer version meanwhile: we say so. With `beside` in
                           the answer the text was put by there, and so is what is typed from then
                           on; without it we stop
     4xx                   refused: the same would be refused again, what is typed next is tried
     5xx, no network       tried again after 1, 2, 4 ... at most 30 seconds

   `show(state, answer)` gets "waiting", "kept", "trying", "conflict" or "refused".
   `spare` is the copy on the device until the server has it (spare.js). A page that follows its own
   last words (loaded again while they were on their way) may find them kept already: `own(said)`
   knows them, and has taken them up when it says true. Where a text may be merged with those of
   others, notes.js is the better keeper. */

import { post } from "./post.js";

const LONGEST = 30_000; // ms between two tries

export function keeper({ url, read, revision, pause, show, spare = null, own = () => false }) {
  let state = "kept";
  let timer = 0;
  let delay = 0;
  let flight = null; // what is on its way
  let dirty = false; // typed since it was last sent
  let stopped = false;
  let typed = 0;
  let here = false; // it stands on the device, so the page can be left
  let seen = revision; // of the newest version the server spoke of
  let beside = ""; // where the server puts by what may not be kept
  let look = Boolean(spare?.left.length); // a newer version may be our own: ask before anything is put by

  function say(next, answer = {}) {
    state = next;
    show(next, answer);
  }

  function changed() {
    dirty = true;
    here = false;
    const count = (typed += 1);
    spare?.put(read(), revision).then((kept) => count === typed && (here = kept));
    if (state === "kept") say("waiting");
    delay = 0;
    plan(pause);
  }

  function plan(ms) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(send, ms);
  }

  async function send(leaving = false) {
    if (!dirty || stopped || flight) return; // two at once would carry the same revision
    clearTimeout(timer);
    flight = read();
    dirty = false;
    const asks = look && leaving !== true ? { look: 1 } : beside ? { beside } : {};
    try {
      await settle(await post(url, { ...flight, revision, ...asks }, { leaving: leaving === true }));
    } catch {
      again();
    } finally {
      flight = null;
    }
  }

  async function settle(answer) {
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) {
      look &&= (said.revision ?? revision) === revision;
      revision = said.revision ?? revision;
      delay = 0;
      beside = "";
      if (dirty) {
        say("waiting", said); // a form that is sent before the next try goes on from this revision
        return plan(pause);
      }
      spare?.drop();
      say("kept", said);
    } else if (answer.status >= 500) {
      again();
    } else if (answer.status === 409) {
      newer(said);
    } else {
      say("refused", said);
      if (dirty) plan(pause);
    }
  }

  function newer(said) {
    if (look) {
      look = false;
      if (own(said)) revision = said.revision;
      dirty = true;
      return plan(0);
    }
    seen = said.revision;
    stopped = said.beside === undefined;
    beside = said.beside || "";
    if (dirty) plan(pause);
    else if (!stopped) spare?.drop();
    say("conflict", said);
  }

  function again() {
    dirty = true;
    delay = Math.min(delay * 2 || 1000, LONGEST);
    say("trying");
    plan(delay);
  }

  /* What was typed and is neither on its way for good nor on the device would be lost. */
  function endangered() {
    if (here) return false;
    if (stopped || state === "refused") return true;
    const left = dirty || flight;
    return Boolean(dirty && flight) || Boolean(left && (state === "trying" || state === "conflict"));
  }

  addEventListener("online", () => dirty && plan(0));
  addEventListener("pagehide", () => {
    const unsettled = state !== "conflict" && (dirty || flight);
    spare?.leave(unsettled ? [flight, dirty && read()].filter(Boolean) : []);
    send(true);
  });
  document.addEventListener("visibilitychange", () => document.hidden && send(true));
  addEventListener("beforeunload", (event) => endangered() && event.preventDefault());

  /* After a conflict that the seeker has decided: on from the version they have seen. */
  function resume() {
    revision = seen;
    stopped = false;
    beside = "";
    changed();
    send();
  }

  return { changed, resume, now: () => send() };
}
