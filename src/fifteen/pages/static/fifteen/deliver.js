/* Delivering what stands on this device: tried until the server has it, whatever comes between. */

import { renew } from "./device.js";
import { post } from "./post.js";

const LONGEST = 30_000; // ms between two tries
const PATIENCE = 15_000; // ms a try may take: what is sent twice is kept once

/* Sends once. Answers {how, said}:
     "done"      the server has it
     "away"      no connection, or the server is not well: try again
     "closed"    the seat has expired, or another campaign is open: try again once it is back
     "gone"      what it belongs to has been erased
     "refused"   it will not be taken as it is; said.message says why */
export async function deliver(url, fields, leaving = false) {
  try {
    const how = { leaving, signal: leaving ? undefined : AbortSignal.timeout(PATIENCE) };
    let answer = await post(url, fields, how);
    if (answer.status === 403 && (await renew())) answer = await post(url, fields, how);
    const said = await answer.json().catch(() => ({}));
    return { how: await meaning(answer), said };
  } catch {
    return { how: "away", said: {} };
  }
}

async function meaning(answer) {
  if (answer.status >= 500 || answer.status === 429) return "away";
  if (answer.status === 401 || answer.status === 403) return "closed";
  if (answer.status === 404 || answer.redirected) return (await renew()) === (await vault.keys())?.owner ? "gone" : "closed";
  return answer.ok ? "done" : "refused";
}

/* Calls `send` until it answers with something else than "away" or "closed"; `show` hears each. */
export function courier(send, show) {
  let timer = 0;
  let delay = 0;
  let busy = false;
  let wanted = false;

  async function now() {
    clearTimeout(timer);
    if (busy) {
      wanted = true;
      return;
    }
    busy = true;
    wanted = false;
    const how = await send().catch(() => "away");
    busy = false;
    show(how);
    if (how === "away" || how === "closed") {
      delay = Math.min(delay * 2 || 1000, LONGEST);
      timer = setTimeout(now, delay);
    } else {
      delay = 0;
      if (wanted || how === "more") now();
    }
  }

  function soon(ms) {
    delay = 0;
    clearTimeout(timer);
    timer = setTimeout(now, ms);
  }

  addEventListener("online", () => soon(0));
  addEventListener("focus", () => delay && soon(0));
  return { now, soon };
}

/* Not secret, only its own: crypto.randomUUID is missing on plain http beyond this computer. */
export function newKey() {
  const found = crypto.getRandomValues(new Uint8Array(12));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
