/* On every page with a seat, once it stands: the worker is there, the pages of coming conversations
   are kept, and what a closed room could not send goes out. */

import { hasLeft, owner, ready } from "./device.js";

const REST = 300; // ms after the page stands
const NO_HURRY = 5_000; // ms more where no conversation is coming: the first page has the line for itself

export function visit({ room = false } = {}) {
  setTimeout(() => look(room).catch(() => {}), REST); // no connection: the next page tries again
}

async function look(room) {
  const own = await ready();
  if (!own || !owner || own.owner !== owner) return;
  if (!room && (await hasLeft())) await import("./late.js").then((late) => late.send());
  const answer = await fetch("/device/pages", { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const said = await answer.json();
  if (said.talks.length || (await navigator.serviceWorker?.getRegistration("/"))) await bring(said);
  else setTimeout(() => bring(said).catch(() => {}), NO_HURRY);
}

/* The worker, up to date, told what to keep. */
async function bring(said) {
  const worker = await navigator.serviceWorker?.register("/sw.js", { scope: "/", updateViaCache: "none" });
  if (!worker) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage(said);
}
