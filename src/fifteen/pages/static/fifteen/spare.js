/* The spare copy of a letter on this device, enciphered (vault.js), until the server has it. Every
   window has its own: what one has kept must not take away what another has not.

   `spare(url)` gives
     put(fields, revision)   keeps it; whether that was done
     drop()                  the server has it
     found                   what windows that are gone have left, this window's own first:
                             [{fields, revision, own, drop}]
     left                    marks of what this window had on its way when it was loaded again, the
                             last one last; `mark` makes them. The text itself is nowhere in clear
     leave(list)             the same, noted for the page that comes */

import { newKey } from "./deliver.js";
import { ready } from "./device.js";
import { held } from "./notes.js";

const KIND = "letter";
const SLOW = 2_000; // ms the page that this one replaces may take to go

export function spare(url) {
  const place = `fifteen.letter.${url}`;
  const left = JSON.parse(session(`${place}.left`) || "[]");
  let id = "";
  const found = open().catch(() => []);
  let queue = found; // one after the other, and nothing before the old is read

  async function open() {
    const mine = session(place);
    id = mine && (await held(mine, SLOW)) ? mine : newKey();
    session(place, id);
    if (id !== mine) held(id);
    if (!(await ready())) return [];
    const kept = (await vault.all(KIND)).filter(({ value }) => value.url === url);
    const free = [];
    for (const { name, value } of kept) {
      const own = value.id === id;
      if (!own && value.id && !(await held(value.id))) continue; // that window still lives
      free.push({ ...value, own, drop: () => vault.drop(KIND, name).catch(() => {}) });
    }
    return free.sort((a, b) => b.own - a.own);
  }

  function put(fields, revision) {
    queue = queue
      .then(() => vault.put(KIND, `${place} ${id}`, { id, url, fields, revision }))
      .catch(() => false);
    return queue;
  }

  function drop() {
    queue = queue.then(() => vault.drop(KIND, `${place} ${id}`)).catch(() => {});
  }

  function leave(list) {
    session(`${place}.left`, list.length ? JSON.stringify(list.map(mark)) : "");
  }

  return { put, drop, leave, found, left };
}

/* A number by which a text is known again, as the server keeps it. */
export function mark({ subject, body }) {
  let [a, b] = [1, 2];
  for (const letter of `${subject.split(/\s+/).join(" ").trim()}\n${body}`) {
    a = Math.imul(a ^ letter.codePointAt(0), 2654435761);
    b = Math.imul(b ^ letter.codePointAt(0), 1597334677);
  }
  return `${a >>> 0}.${b >>> 0}`;
}

/* This window's own small store; a browser may have none. */
function session(name, value) {
  try {
    if (value === undefined) return sessionStorage.getItem(name);
    if (value) sessionStorage.setItem(name, value);
    else sessionStorage.removeItem(name);
  } catch {
    /* then only the copy on the device is known again */
  }
  return null;
}
