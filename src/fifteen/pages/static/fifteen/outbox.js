/* What must reach the server in its order: lines caught, questions asked, more time, start and end.
   Each stands on this device, enciphered, until the server has answered. Every one carries a `key`
   of its own, so that the server takes it once though it may come twice, and `ago`, the seconds
   since it happened. */

import { courier, deliver, newKey } from "./deliver.js";

/* `hand`: the id this window types under (notes.js). `show` gets "here", "kept" or "closed";
   `refused(fields, said)` gets back what the server does not take. */
export async function outbox({ talk, hand, take, show, refused = () => {} }) {
  const waiting = [];
  const heard = new Map();
  for (const one of await stored(talk)) {
    if (one.value.hand === hand || (await take(one.value.hand))) waiting.push(one.value);
  }
  let count = Date.now(); // later than whatever an earlier window of this hand numbered

  /* `over(how, said)` hears what became of it, if this window still stands then. */
  async function put(url, fields, over = null) {
    const line = { talk, hand, url, fields: { ...fields, key: newKey() }, at: Date.now(), n: (count += 1) };
    if (over) heard.set(line.fields.key, over);
    waiting.push(line);
    show((await vault.put("line", nameOf(line), line).catch(() => false)) ? "here" : "nowhere");
    sending.now();
  }

  async function send() {
    const line = waiting[0];
    if (!line) return "done";
    const { how, said } = await deliver(line.url, sent(line), true);
    if (how === "away" || how === "closed") return how;
    waiting.shift();
    if (how === "refused") refused(line.fields, said);
    await vault.drop("line", nameOf(line)).catch(() => {});
    heard.get(line.fields.key)?.(how, said);
    if (waiting.length) return "more";
    show("kept");
    return "done";
  }

  const sending = courier(send, (how) => (how === "away" || how === "closed") && show(how === "closed" ? "closed" : "here"));
  if (waiting.length) sending.now();
  return { put, waiting };
}

function nameOf(line) {
  return `${line.talk} ${line.fields.key}`;
}

export function sent({ fields, at }) {
  return { ...fields, ago: Math.max(0, Math.round((Date.now() - at) / 1000)) };
}

/* What stands here of a talk (or of all), oldest first, as [{name, value}]. */
export async function stored(talk = null) {
  const all = await vault.all("line");
  return all.filter(({ value }) => !talk || value.talk === talk).sort((a, b) => a.value.n - b.value.n);
}
