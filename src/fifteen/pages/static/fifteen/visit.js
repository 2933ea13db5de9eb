/* On every page with a seat, once it stands: the worker is there, the pages of coming conversations
   are kept, and what a closed room could not send goes out. */

import { afresh, hasLeft, owner, ready } from "./device.js";

const REST = 300; // ms after the page stands
const NO_HURRY = 5_000; // ms more where no conversation is coming: the first page has the line for itself
const PATIENCE = 60_000; // ms an attempt may take: in a lift requests hang and do not fail
const AGAIN = [5_000, 20_000, 60_000, 300_000]; // ms until the next attempt where one failed; the last holds on

export function visit({ room = false } = {}) {
  if (owner && globalThis.crypto?.subtle && globalThis.indexedDB) setTimeout(() => attempts(room), REST);
}

/* A room stays open for a whole talk: what a moment without a connection prevented comes later, or
   at once when there is a connection again or the page is looked at again. */
async function attempts(room) {
  for (let failed = 0; !(await within(look(room, failed > 0))); failed += 1) await rest(AGAIN[failed] || AGAIN.at(-1));
}

async function rest(length) {
  const woken = new AbortController();
  await new Promise((done) => {
    const seen = () => document.hidden || done();
    setTimeout(seen, length);
    addEventListener("online", done, { signal: woken.signal });
    document.addEventListener("visibilitychange", seen, { signal: woken.signal });
  });
  woken.abort();
}

function within(work) {
  return Promise.race([work.catch(() => false), new Promise((done) => setTimeout(done, PATIENCE))]);
}

/* False where it is worth another attempt: no answer, no key yet, or something left to send. */
async function look(room, again) {
  const own = await (again ? afresh() : ready());
  if (!own) return false;
  if (own.owner !== owner) return true;
  const left = !room && (await hasLeft()) ? await import("./late.js").then((late) => late.send()) : 0;
  const answer = await fetch("/device/pages", { headers: { Accept: "application/json" } });
  if (answer.redirected) return true;
  if (!answer.ok) return false;
  const said = await answer.json();
  const now = said.talks.length || (await navigator.serviceWorker?.getRegistration("/"));
  if (now) return (await bring(said)) && !left;
  setTimeout(() => bring(said).catch(() => {}), NO_HURRY);
  return !left;
}

/* The worker, up to date, told what to keep; whether all of it came. A worker that could not be set up
   says nothing. */
async function bring(said) {
  const worker = await navigator.serviceWorker?.register("/sw.js", { scope: "/", updateViaCache: "none" });
  if (!worker) return true;
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const whole = new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
  active.postMessage(said, [port2]);
  return whole;
}
