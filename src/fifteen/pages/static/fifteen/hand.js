/* A hand: one window that types into the notes of one talk. Several may type at once, on one device
   or on two, so each remembers what it began from, and what it sent and has no answer to:
     {id, number, base: {revision, text}, sent: null | {number, revision, base, text}, text}
   The server keeps each (id, number) once, never an older one after a newer, and merges what it gets;
   here what comes back is merged with what was typed meanwhile. Numbers are taken from the clock: what
   a window sent while it was closing, and could not write down, is still older than what follows it.
   These functions are pure: they answer with a new hand. */

import { merge } from "./merge.js";

/* `page`: {revision, text, hands: {id: the last number the server has}}. */
export function begun(id, page) {
  const base = { revision: page.revision, text: page.text };
  return { id, number: known(page, id), base, sent: null, text: page.text };
}

function known(page, id) {
  return page.hands[id] || 0;
}

/* The hand of a window that is gone, brought onto the notes as the page has them. */
export function takenUp(own, page) {
  if (page.revision < own.base.revision) return own; // the page is an older copy
  let from = own.base.text;
  const later = known(page, own.id) > own.number; // sent while it closed, which it could not write down
  if (later && stands(own.text, page.text)) from = own.text;
  else if (own.sent) {
    if (known(page, own.id) >= own.sent.number) from = own.sent.text; // it had arrived
    else if (page.revision === own.base.revision) return own; // nobody knows: the same is sent again
  }
  const base = { revision: page.revision, text: page.text };
  const number = Math.max(own.number, known(page, own.id));
  return { ...own, number, base, sent: null, text: merge(from, own.text, page.text) };
}

/* Whether all of a text stands in one that has a stretch more: what was typed on. */
function stands(text, within) {
  let head = 0;
  while (head < text.length && text[head] === within[head]) head += 1;
  return within.length >= text.length && within.endsWith(text.slice(head));
}

/* What another hand left unsent, taken into this one. */
export function folded(own, other, page) {
  const left = takenUp(other, page);
  return { ...own, text: merge(left.base.text, left.text, own.text) };
}

export function isUnsent(own) {
  return own.sent !== null || own.text !== own.base.text;
}

/* About to send: what is sent again is sent as it was. */
export function sending(own, now) {
  if (own.sent) return own;
  const number = Math.max(own.number + 1, now);
  const sent = { number, revision: own.base.revision, base: own.base.text, text: own.text };
  return { ...own, number, sent };
}

export function fields({ id, sent }) {
  return { hand: id, number: sent.number, revision: sent.revision, base: sent.base, notes: sent.text };
}

/* The server has told how the notes stand: {revision, notes}, and the last number it has of this
   hand. If that is a later one, what was sent now was not taken. */
export function answered(own, { revision, notes, number = 0 }) {
  const taken = own.sent && number <= own.sent.number;
  const from = taken ? own.sent.text : own.base.text;
  return { ...own, base: { revision, text: notes }, sent: null, text: merge(from, own.text, notes) };
}
