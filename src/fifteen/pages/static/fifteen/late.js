/* What a room left on this device when the network or the battery went: sent from any later page.
   A room that is still open somewhere holds a lock and looks after its own. */

import { forget, recall } from "./keep.js";
import { outbox } from "./outbox.js";
import { post } from "./post.js";

const OUT = "fifteen.out.";
const NOTES = "fifteen.notes.";

async function sendNotes(name) {
  const kept = recall(name);
  if (!kept?.url) return;
  const answer = await post(kept.url, { ...kept.fields, revision: kept.revision }).catch(() => null);
  if (answer?.ok) forget(name); // a 409 stays: the room itself brings both versions together
}

for (const key of Object.keys(localStorage)) {
  const room = key.startsWith(OUT) ? key.slice(OUT.length) : key.startsWith(NOTES) ? key.slice(NOTES.length) : null;
  if (room === null) continue;
  navigator.locks?.request(NOTES + room, { ifAvailable: true }, (lock) => {
    if (!lock) return undefined;
    if (key.startsWith(NOTES)) return sendNotes(key);
    outbox({ name: key, show() {} });
    return undefined;
  });
}
