/* The page's side of the vault: whose texts this page is about, and the key to them. */

import "./vault.js";

const PATIENCE = 8_000; // ms the key may take: what is typed waits for it
const GONE = /(?:^|; )fifteen_gone=([^;]+)/;

export const owner = document.querySelector("meta[name=device]")?.content || "";

let asked = null;

/* The keys of this page's owner, or null where nothing can be kept. */
export function ready() {
  asked ??= begin().catch(() => null);
  return asked;
}

/* The same asked anew: the answer to `ready` may have got lost on the way. */
export function afresh() {
  asked = null;
  return ready();
}

async function begin() {
  await wipeTheGone();
  const own = await vault.keys();
  if (own && (!owner || own.owner === owner)) return own;
  if (owner) await renew();
  return vault.keys();
}

/* Asks the server for the key again, which also brings a token that counts. Answers with the owner
   whose campaign is open; "" where the door is closed; rejects without a connection. */
export async function renew() {
  const answer = await fetch("/device/key", {
    credentials: "same-origin",
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok || answer.redirected) return "";
  const said = await answer.json();
  if (said.owner && (!owner || said.owner === owner)) await vault.unlock(said.owner, said.key);
  return said.owner;
}

/* A campaign was erased, or the seat given up: nothing of it stays in this browser. */
async function wipeTheGone() {
  const gone = GONE.exec(document.cookie)?.[1];
  if (!gone) return;
  await wipe(gone.split("."));
  document.cookie = "fifteen_gone=; Max-Age=0; Path=/; SameSite=Strict";
}

export async function wipe(owners) {
  for (const one of owners) await vault.forget(one);
  await vault.lock();
  for (const name of (await globalThis.caches?.keys()) || []) await caches.delete(name);
  const there = (await navigator.serviceWorker?.getRegistrations()) || [];
  await Promise.all(there.map((one) => one.unregister()));
}

/* Whether something typed here has not reached the server yet. */
export async function hasLeft() {
  const kinds = await Promise.all(["hand", "line"].map((kind) => vault.all(kind)));
  return kinds.some((found) => found.length > 0);
}
