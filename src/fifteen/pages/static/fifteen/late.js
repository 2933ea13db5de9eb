/* What a room left on this device when the network or the battery went: sent from any later page.
   A room that is still open somewhere holds a lock and looks after its own. */

import { forget, recall } from "./keep.js";
import { outbox } from "./outbox.js";
import { post } from "./post.js";

const OUT = "fifteen.out.";
const NOTES = "fifteen.notes.";

const rooms = new Set(
  Object.keys(localStorage)
    .filter((key) => key.startsWith(OUT) || key.startsWith(NOTES))
    .map((key) => key.slice(key.startsWith(OUT) ? OUT.length : NOTES.length)),
);

for (const room of rooms) {
  navigator.locks?.request(NOTES + room, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    outbox({ name: OUT + room, show() {} });
    await sendNotes(NOTES + room);
  });
}

async function sendNotes(name) {
  const kept = recall(name);
  if (!kept?.url) return;
  const answer = await post(kept.url, { ...kept.fields, revision: kept.revision }).catch(() => null);
  if (answer?.ok) forget(name); // a 409 stays: the room itself brings both versions together
}
