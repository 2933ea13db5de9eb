/* What a room left on this device when the network or the battery went: sent from any later page.
   A room that is still open somewhere holds the lock of its hand and looks after its own. */

import { deliver } from "./deliver.js";
import { answered, fields, isUnsent, sending } from "./hand.js";
import { held } from "./notes.js";
import { sent, stored } from "./outbox.js";

const OVER = ["done", "refused", "gone"];
const taken = new Set(); // hands of windows that are gone; this page has their locks until it goes

/* Sends what can be sent; returns how much of it is left. */
export async function send() {
  const free = new Map();
  const mine = async (hand) => {
    if (!free.has(hand)) free.set(hand, taken.has(hand) || (await held(hand)));
    if (free.get(hand)) taken.add(hand);
    return free.get(hand);
  };
  let left = 0;
  for (const { name, value } of await stored()) {
    if (!(await mine(value.hand))) continue;
    const { how } = await deliver(value.url, sent(value));
    if (OVER.includes(how)) await vault.drop("line", name);
    else left += 1;
  }
  for (const { name, value } of await vault.all("hand")) {
    if (await mine(value.id)) left += (await finish(name, value)) ? 0 : 1;
  }
  return left;
}

async function finish(name, hand) {
  let own = hand;
  while (isUnsent(own)) {
    own = sending(own, Date.now());
    await vault.put("hand", name, own);
    const { how, said } = await deliver(own.url, fields(own));
    if (how === "gone") break;
    if (how !== "done") return false;
    own = { ...own, ...answered(own, said) };
  }
  await vault.drop("hand", name);
  return true;
}
