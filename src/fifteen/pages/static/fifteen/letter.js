/* The letter page. The markup it looks for:
     form.desk[data-check-url][data-keep-url][data-revision]   with input[name=subject], textarea#body
       .marks                    under the textarea, the same text with <mark data-n id=hit-n>
       details.before#before     what the check found; its summary says the counts
       [data-take]               a submit button, name=take value=n, with data-start, data-end (code
                                 points), data-with, data-quote, data-field (body or subject)
     [data-title]                the answer in a sentence (the h1)
     [data-kept]                 "Kept 8:38"
     [data-way]                  a way to leave; with a stop unsettled it is aria-disabled, and a link
                                 has its address in data-href alone
     a[data-mailto]              "Open in my mail program", an ordinary mailto link
     [data-waits]                why the ways wait
     details[data-overrule]      with #overrule and, in [data-words], what has to be typed there
     button[data-copy]           copies subject and body
     details#sent                asks "Sent?" once the letter was copied or opened
     [data-long]                 says that a mail program may cut the letter
   The check is asked at once with every key, one question at a time: an answer that comes too late
   is not shown, and the next question holds what was typed meanwhile.
   The check answers {marks, before, title, mailto, long, words}; keeping answers {revision, kept}. Without
   script the same buttons post the form and the page comes back checked. */

import { post } from "./post.js";
import { keeper, recall } from "./keep.js";
import { isCommand } from "./typing.js";
import { copies } from "./copy.js";
import { drawer } from "./drawer.js";
import { fit, mirror, places } from "./paper.js";

const KEEP = 800; // ms of quiet before it is kept

const form = document.querySelector("form.desk[data-check-url]");
const body = document.getElementById("body");
if (form && body) start();

function start() {
  const subject = form.elements.namedItem("subject");
  const marks = form.querySelector(".marks");
  const before = form.querySelector(".before");
  const keep = keeping(subject);
  let asking = false;
  let again = false;
  let last = body.value;
  let stands = ""; // what the last answer put into `before`: mostly the next one says the same

  function typed() {
    mirror(marks, last, body.value);
    last = body.value;
    fit(body, marks);
    check();
    keep.changed();
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
    if (found.marks !== undefined) marks.innerHTML = found.marks;
    if (found.before !== undefined && found.before !== stands) replace(before, (stands = found.before));
    for (const title of document.querySelectorAll("[data-title]")) {
      if (found.title) title.textContent = found.title;
    }
    const mail = document.querySelector("a[data-mailto]");
    if (mail && found.mailto) mail.dataset.href = found.mailto;
    const long = document.querySelector("[data-long]");
    if (long && found.long !== undefined) long.hidden = !found.long;
    if (found.words !== undefined) wait(found.words);
    fit(body, marks);
    places(marks);
  }

  function take(button, byKey) {
    const { start, end, quote, field } = button.dataset;
    const into = field === "subject" ? subject : body;
    const span = find(into.value, Number(start), Number(end), quote);
    if (!span) return check(); // the words are gone; the check will say what stands there now
    write(into, span, button.dataset.with);
    check();
    if (byKey) into.blur(); // so that the next key takes the next one
  }

  form.addEventListener("input", (event) => {
    if (event.target === body || event.target === subject) typed();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    event.preventDefault();
    take(button, false);
  });
  document.addEventListener("keydown", (event) => {
    if (!isCommand(event) || !/^[1-9]$/.test(event.key)) return;
    const button = before?.querySelector(`[data-take][value="${event.key}"]`);
    if (button) {
      event.preventDefault();
      take(button, true);
    }
  });

  drawer(before, body);
  waiting();
  leaving(subject);
  fit(body, marks);
  places(marks);
  new ResizeObserver(() => {
    fit(body, marks);
    places(marks);
  }).observe(marks);
  document.fonts?.ready.then(() => places(marks));
  restore(subject).then((put) => put && typed());
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
  into.focus();
  into.setSelectionRange(start, end);
  const typedIn = text
    ? document.execCommand("insertText", false, text)
    : document.execCommand("delete");
  if (!typedIn) {
    into.setRangeText(text, start, end, "end");
    into.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

/* New content, the focus where it was if its element is still there. */
function replace(box, html) {
  const at = box.contains(document.activeElement) ? document.activeElement : null;
  const again = at?.value && `[name="${at.name}"][value="${at.value}"]`;
  box.innerHTML = html;
  if (at) (again && box.querySelector(again) ? box.querySelector(again) : box.querySelector("summary"))?.focus();
}

/* keeping */

function copyName() {
  return `fifteen.letter.${form.dataset.keepUrl}`;
}

function fields(subject) {
  return { subject: subject?.value ?? "", body: body.value };
}

function keeping(subject) {
  if (!form.dataset.keepUrl) return { changed() {} };
  const keep = keeper({
    url: form.dataset.keepUrl,
    read: () => ({ ...fields(subject), ...(instead ? { instead: "1" } : {}) }),
    revision: Number(form.dataset.revision || 0),
    pause: KEEP,
    copy: copyName(),
    show: (state, answer) => said(state, answer, keep),
  });
  return keep;
}

let instead = false; // the newer version was seen, and this one is wanted in its place

function said(state, answer, keep) {
  const place = document.querySelector("[data-kept]");
  const words = {
    waiting: "Not kept yet",
    kept: answer?.kept ? `Kept ${answer.kept}` : "Kept",
    trying: "Not kept yet, trying again",
    conflict: "Not kept: there is a newer version",
    refused: "Not kept",
  };
  if (place) place.textContent = words[state];
  const revision = form.elements.namedItem("revision");
  if (revision && answer?.revision !== undefined) revision.value = answer.revision;
  if (state === "kept") instead = false;
  if (state === "conflict") {
    warn("Another window has a newer version of this letter.",
      "Nothing was overwritten. Both texts are kept: whichever gives way is under “Earlier texts”.",
      "Load the newer one",
      () => {
        instead = true;
        keep.resume(answer.revision);
      });
  }
  if (state === "refused") {
    warn("This letter could not be kept.",
      answer?.message || "What you typed still stands below. Copy it, load the page again and put it in.");
  }
}

function warn(what, then, load = "Load the page again", mine = null) {
  document.querySelector("[data-conflict]")?.remove();
  const box = document.createElement("div");
  box.className = "wrong";
  box.role = "alert";
  box.dataset.conflict = "";
  const title = document.createElement("h3");
  title.textContent = what;
  const text = document.createElement("p");
  text.className = "small dim";
  text.textContent = then;
  const ways = document.createElement("p");
  ways.className = "line";
  const link = document.createElement("a");
  link.className = "btn";
  link.href = location.pathname + location.search;
  link.textContent = load;
  ways.append(link);
  if (mine) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn bare";
    button.textContent = "Keep mine in its place";
    button.addEventListener("click", () => {
      box.remove();
      mine();
    });
    ways.append(button);
  }
  box.append(title, text, ways);
  form.before(box);
  box.scrollIntoView({ block: "nearest" });
}

/* What did not reach the server before the page went: put back if it was typed onto the version
   that is shown now. If that one is newer, the copy stays on the device and the newer one counts. */
async function restore(subject) {
  const before = body.value;
  const kept = await recall(copyName());
  if (body.value !== before) return false; // typed meanwhile: that counts
  if (!kept?.fields || kept.revision !== Number(form.dataset.revision || 0)) return false;
  if (kept.fields.body === body.value) return false;
  body.value = kept.fields.body;
  if (subject) subject.value = kept.fields.subject;
  return true;
}

/* waiting: a stop keeps the letter back until it is settled, or overruled in words */

function waiting() {
  document.getElementById("overrule")?.addEventListener("input", () => wait());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-way][aria-disabled=true]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const stop = form.querySelector(".find-i.stop");
    if (stop) form.querySelector(".before").open = true;
    stop?.scrollIntoView({ block: "nearest" });
  }, true);
}

function wait(words) {
  const over = document.querySelector("[data-overrule]");
  for (const place of document.querySelectorAll("[data-words]")) {
    if (words !== undefined) place.textContent = words;
  }
  const asked = over?.querySelector("[data-words]")?.textContent ?? "";
  const free = !asked || plain(document.getElementById("overrule")?.value ?? "").includes(plain(asked));
  if (over) over.hidden = !asked;
  const why = document.querySelector("[data-waits]");
  if (why) why.hidden = free;
  for (const way of document.querySelectorAll("[data-way]")) {
    way.toggleAttribute("aria-disabled", false);
    if (!free) way.setAttribute("aria-disabled", "true");
    if (way.dataset.href && free) way.setAttribute("href", way.dataset.href);
    else way.removeAttribute("href");
  }
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

/* leaving: copy, mail program, "sent?" */

function leaving(subject) {
  const sent = document.getElementById("sent");
  const ask = () => {
    if (!sent) return;
    sent.open = true;
    sent.scrollIntoView({ block: "nearest" });
  };
  copies(document.querySelector("[data-copy]"), () => ({ subject: subject?.value ?? "", body: body.value }), ask);
  document.querySelector("a[data-mailto]")?.addEventListener("click", () => setTimeout(ask, 300));
}
