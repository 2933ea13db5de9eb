/* On every page with a seat, once it stands: the worker is there, the pages of coming conversations
   are kept, and what a closed room could not send goes out. */

import { afresh, hasLeft, owner, ready } from "./device.js";

const REST = 300; // ms after the page stands
const NO_HURRY = 5_000; // ms more where no conversation is coming: the first page has the line for itself
const PATIENCE = 30_000; // ms a worker may take until it is there
const AGAIN = [5_000, 20_000, 60_000, 300_000]; // ms until the next attempt where one failed; the last holds on

export function visit({ room = false } = {}) {
  setTimeout(() => attempt(room, 0), REST);
}

/* A room stays open for a whole talk: what a moment without a connection prevented comes later. */
async function attempt(room, failed) {
  const done = !owner || (!(failed && document.hidden) && (await look(room, failed > 0).catch(() => false)));
  if (!done) setTimeout(() => attempt(room, failed + 1), AGAIN[Math.min(failed, AGAIN.length - 1)]);
}

/* False where it is worth another attempt: no answer, or no key yet in a browser that can keep. */
async function look(room, again) {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return true;
  const own = await (again ? afresh() : ready());
  if (!own) return false;
  if (own.owner !== owner) return true;
  if (!room && (await hasLeft())) await import("./late.js").then((late) => late.send());
  const answer = await fetch("/device/pages", { headers: { Accept: "application/json" } });
  if (answer.redirected) return true;
  if (!answer.ok) return false;
  const said = await answer.json();
  if (said.talks.length || (await navigator.serviceWorker?.getRegistration("/"))) await bring(said);
  else setTimeout(() => bring(said).catch(() => {}), NO_HURRY);
  return true;
}

/* The worker, up to date, told what to keep. */
async function bring(said) {
  const worker = await navigator.serviceWorker?.register("/sw.js", { scope: "/", updateViaCache: "none" });
  if (!worker) return;
  const { active } = await Promise.race([navigator.serviceWorker.ready, never()]);
  active.postMessage(said);
}

/* A worker that could not be set up says nothing; it would be waited for without an end. */
function never() {
  return new Promise((_, failed) => setTimeout(failed, PATIENCE));
}
