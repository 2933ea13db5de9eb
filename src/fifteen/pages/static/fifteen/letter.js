/* The letter page. The markup it looks for:
     form.desk[data-check-url]   with textarea[name=subject], textarea#body
       .marks                    under the textarea, the same text with <mark data-n id=hit-n>
       details.before#before     what the check found; its summary says the counts
       a.n[href="#hit-n"]        leads to the words of a finding
       [data-take]               a submit button, name=take value=n, with data-start, data-end (code
                                 points), data-with, data-quote, data-field (body or subject)
     [data-to-found]             leads to what was found, where it is not beside the letter
   How it is kept is in kept.js, how it leaves in ways.js.
   The check is asked at once with every key, one question at a time: an answer that comes too late
   is not shown, and the next question holds what was typed meanwhile.
   The check answers {marks, before, stands, over, says, words, too_long, mailto, long}. Without
   script the same buttons post the form and the page comes back checked. */

import { aside, drawer, handle } from "./drawer.js";
import { keeping, stretch } from "./kept.js";
import { fit, mirror, places } from "./paper.js";
import { post } from "./post.js";
import { isCommand } from "./typing.js";
import { ways } from "./ways.js";

const form = document.querySelector("form.desk[data-check-url]");
const body = document.getElementById("body");
if (form && body) start();

function start() {
  const subject = form.elements.namedItem("subject");
  const marks = form.querySelector(".marks");
  const before = form.querySelector(".before");
  const read = () => ({ subject: subject?.value ?? "", body: body.value });
  const keep = keeping(form, { read, put });
  const out = ways(form, read, keep);
  let asking = false;
  let again = false;
  let last = body.value;
  let stands = ""; // what the last answer put into `before`: mostly the next one says the same
  let taken = -1; // which of the wordings was taken; the one that then stands there is the next

  function typed() {
    mirror(marks, last, body.value);
    last = body.value;
    fit(body, marks);
    check();
    keep.changed();
    out.changed();
  }

  async function check() {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      await ask(body.value);
    }
    asking = false;
  }

  async function ask(text) {
    try {
      const answer = await post(form.dataset.checkUrl, form);
      const found = answer.ok ? await answer.json() : null;
      if (found && text === body.value) show(found);
    } catch {
      /* no network: what stands there still holds for the words it is about */
    }
  }

  function show(found) {
    marks.innerHTML = found.marks;
    if (found.before !== stands) replace(before, (stands = found.before), taken);
    taken = -1;
    const lead = document.querySelector("[data-to-found]");
    if (lead) lead.hidden = !before.querySelector(".find-i");
    out.show(found);
    fit(body, marks);
    places(marks);
  }

  /* The focus stays among the findings: the next key takes the next wording. */
  function take(button) {
    const { start, end, quote, field } = button.dataset;
    const into = field === "subject" ? subject : body;
    const span = find(into.value, Number(start), Number(end), quote);
    if (!span) return check(); // the words are gone; the check will say what stands there now
    taken = takes(before).indexOf(button);
    write(into, span, button.dataset.with);
    focusIn(before, button);
  }

  /* Text that stood elsewhere, put in where it differs: the caret stays in its words. */
  function put(fields) {
    for (const [into, now] of [[subject, fields.subject], [body, fields.body]]) {
      if (!into || into.value === now) continue;
      const { from, to, text } = stretch(into.value, now);
      into.setRangeText(text, from, to, "preserve");
    }
    typed();
  }

  form.addEventListener("input", (event) => {
    if (event.target === subject) oneLine(subject);
    if (event.target === body || event.target === subject) typed();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    const number = event.target.closest("a.n");
    if (!button && !number) return;
    event.preventDefault();
    if (button) take(button);
    else toWords(before, marks, number.hash.slice(1));
  });
  document.addEventListener("keydown", (event) => {
    const number = /^Digit([1-9])$/.exec(event.code)?.[1]; // with Alt some keyboards make a sign of it
    const alone = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (alone && number) {
      event.preventDefault();
      before.open = true;
      const there = before.querySelector(`#find-${number}`);
      focusIn(before, there?.querySelector("[data-take]") ?? there?.querySelector("a.n"));
    } else if (isCommand(event) && /^[1-9]$/.test(event.key)) {
      const button = before.querySelector(`[data-take][value="${event.key}"]`);
      if (!button) return;
      event.preventDefault();
      take(button);
    }
  });
  subject?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // a subject has one line; the letter comes after it
    body.focus();
  });

  drawer(before, body);
  paper(marks);
  if (subject?.rows) oneLine(subject);
}

/* A subject is wrapped where it is long, but has no line ends; where the style sheet cannot say that
   a field is as tall as its text, it is said here. */
function oneLine(subject) {
  if (/[\r\n]/.test(subject.value)) subject.value = subject.value.replace(/\s*[\r\n]+\s*/g, " ");
  if (!CSS.supports("field-sizing", "content")) fit(subject);
}

function paper(marks) {
  const settle = () => {
    fit(body, marks);
    places(marks);
  };
  settle();
  new ResizeObserver(settle).observe(marks);
  document.fonts?.ready.then(() => places(marks));
}

/* The span to replace, in UTF-16 units. Offsets come in code points, from a check a moment ago:
   if the words have moved meanwhile they are looked for, nearest first. */
function find(text, from, to, quote) {
  const points = [...text];
  const start = points.slice(0, from).join("").length;
  const end = start + points.slice(from, to).join("").length;
  if (quote === undefined || text.slice(start, end) === quote) return { start, end };
  const after = text.indexOf(quote, start);
  const ahead = text.lastIndexOf(quote, start);
  const near = ahead < 0 || (after >= 0 && after - start < start - ahead) ? after : ahead;
  return near < 0 || !quote ? null : { start: near, end: near + quote.length };
}

/* Typed in as by hand where the browser can: then its own undo takes it back. */
function write(into, { start, end }, text) {
  into.focus({ preventScroll: true });
  into.setSelectionRange(start, end);
  const typedIn = text
    ? document.execCommand("insertText", false, text)
    : document.execCommand("delete");
  if (!typedIn) {
    into.setRangeText(text, start, end, "end");
    into.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/* The words of a finding chosen in the text, and seen: on a phone the drawer lies over them. */
function toWords(before, marks, id) {
  const mark = document.getElementById(id);
  if (!mark) return;
  const range = document.createRange();
  range.setStart(marks, 0);
  range.setEndBefore(mark);
  const start = range.toString().length;
  aside(before);
  body.focus({ preventScroll: true });
  body.setSelectionRange(start, start + mark.textContent.length);
  mark.scrollIntoView({ block: "center" });
}

function takes(before) {
  return [...before.querySelectorAll("[data-take]")];
}

/* Into a closed drawer no focus goes, so its handle has it. */
function focusIn(before, what) {
  (before.open && what ? what : before.querySelector("summary")).focus();
}

/* New content, the focus where it was if its element is still there; after a wording was taken on
   the one that came in its place. */
function replace(box, html, taken) {
  const at = box.contains(document.activeElement) ? document.activeElement : null;
  const again = at?.value && `[name="${at.name}"][value="${at.value}"]`;
  box.innerHTML = html;
  handle(box);
  if (!at) return;
  const left = takes(box);
  focusIn(box, taken < 0 ? again && box.querySelector(again) : left[taken] ?? left.at(-1));
}
