/* What must reach the server in its order, even if the network is away or the page is closed:
   each entry stands on the device until the server has answered. Every entry carries a `key` of its
   own, so that the server can ignore one that comes twice. */

import { post } from "./post.js";
import { forget, recall, store } from "./keep.js";

const LONGEST = 30_000; // ms between two tries

export function outbox({ name, show }) {
  let waiting = recall(name) || [];
  let delay = 0;
  let timer = 0;
  let busy = false;

  function put(url, fields) {
    waiting.push({ url, fields: { ...fields, key: newKey() } });
    keep();
    flush();
  }

  function keep() {
    if (waiting.length) store(name, waiting);
    else forget(name);
  }

  async function flush() {
    if (busy || !waiting.length) return;
    clearTimeout(timer);
    busy = true;
    const { url, fields } = waiting[0];
    const answer = await post(url, fields, { leaving: true }).catch(() => null);
    busy = false;
    if (!answer || answer.status >= 500) {
      delay = Math.min(delay * 2 || 1000, LONGEST);
      timer = setTimeout(flush, delay);
      show("trying");
      return;
    }
    delay = 0;
    waiting.shift(); // refused ones too: they would be refused for ever
    keep();
    show(answer.ok ? (waiting.length ? "waiting" : "kept") : "refused", fields);
    flush();
  }

  addEventListener("online", flush);
  flush();
  return { put };
}

/* Not secret, only its own: crypto.randomUUID is missing on plain http beyond this computer. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
