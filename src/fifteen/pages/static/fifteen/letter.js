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
   The check answers {marks, before, title, mailto, words}; keeping answers {revision, kept}. Without
   script the same buttons post the form and the page comes back checked. */

import { post } from "./post.js";
import { keeper, recall } from "./keep.js";
import { isCommand } from "./typing.js";
import { fit, mirror, places } from "./paper.js";

const CHECK = 150; // ms of quiet before the text is checked
const KEEP = 800; // ms of quiet before it is kept

const form = document.querySelector("form.desk[data-check-url]");
const body = document.getElementById("body");
if (form && body) start();

function start() {
  const subject = form.elements.namedItem("subject");
  const marks = form.querySelector(".marks");
  const before = form.querySelector(".before");
  const keep = keeping(subject);
  let timer = 0;
  let asked = null;
  let last = body.value;

  function typed() {
    mirror(marks, last, body.value);
    last = body.value;
    fit(body, marks);
    clearTimeout(timer);
    timer = setTimeout(check, CHECK);
    keep.changed();
  }

  async function check() {
    asked?.abort();
    asked = new AbortController();
    const text = body.value;
    try {
      const answer = await post(form.dataset.checkUrl, form, { signal: asked.signal });
      if (answer.ok && text === body.value) show(await answer.json());
    } catch {
      /* superseded, or no network: what stands there still holds for the words it is about */
    }
  }

  function show(found) {
    if (found.marks !== undefined) marks.innerHTML = found.marks;
    if (found.before !== undefined) replace(before, found.before);
    for (const title of document.querySelectorAll("[data-title]")) {
      if (found.title) title.textContent = found.title;
    }
    const mail = document.querySelector("a[data-mailto]");
    if (mail && found.mailto) mail.dataset.href = found.mailto;
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
    clearTimeout(timer);
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

  drawer(before);
  waiting();
  leaving(subject);
  fit(body, marks);
  places(marks);
  new ResizeObserver(() => {
    fit(body, marks);
    places(marks);
  }).observe(marks);
  document.fonts?.ready.then(() => places(marks));
  if (restore(subject)) typed();
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

/* On a phone the findings are a drawer that starts closed; on a wide page they are always open. */
function drawer(before) {
  if (!(before instanceof HTMLDetailsElement)) return;
  const narrow = matchMedia("(max-width: 899px)");
  const settle = () => {
    before.classList.toggle("drawer", narrow.matches);
    before.open = !narrow.matches;
  };
  narrow.addEventListener("change", settle);
  before.addEventListener("click", (event) => {
    if (!narrow.matches && event.target.closest("summary") && !event.target.closest("a, button")) {
      event.preventDefault();
    }
  });
  for (const link of document.querySelectorAll('a[href="#before"]')) {
    link.addEventListener("click", () => (before.open = true));
  }
  settle();
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
  return keeper({
    url: form.dataset.keepUrl,
    read: () => fields(subject),
    revision: Number(form.dataset.revision || 0),
    pause: KEEP,
    copy: copyName(),
    show: said,
  });
}

function said(state, answer) {
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
  if (state === "conflict") {
    warn("Another tab has a newer version of this letter.",
      "Nothing was overwritten, and what you typed here still stands below. Copy what you need of it, then load the newer version.");
  }
  if (state === "refused") {
    warn("This letter could not be kept.",
      answer?.message || "What you typed still stands below. Copy it, load the page again and put it in.");
  }
}

function warn(what, then) {
  document.querySelector("[data-conflict]")?.remove();
  const box = document.createElement("div");
  box.className = "wrong";
  box.role = "alert";
  box.dataset.conflict = "";
  const title = document.createElement("h3");
  title.textContent = what;
  const text = document.createElement("p");
  text.className = "small dim";
  text.textContent = `${then} `;
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = "Load the page again";
  text.append(link);
  box.append(title, text);
  form.before(box);
  box.scrollIntoView({ block: "nearest" });
}

/* What did not reach the server before the page went: put back if it was typed onto the version
   that is shown now. If that one is newer, the copy stays on the device and the newer one counts. */
function restore(subject) {
  const kept = recall(copyName());
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
  document.querySelector("[data-copy]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    const button = event.currentTarget;
    const text = button.dataset.copy === "body" ? body.value : whole(subject);
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      offer(button, text);
    }
    ask();
  });
  document.querySelector("a[data-mailto]")?.addEventListener("click", () => setTimeout(ask, 300));
}

function whole(subject) {
  return subject?.value ? `${subject.value}\n\n${body.value}` : body.value;
}

/* Where the clipboard is closed to us: the text, chosen, ready for the seeker's own copy key. */
function offer(button, text) {
  const place = button.parentElement;
  const box = place.querySelector(".copy-me") || document.createElement("textarea");
  box.className = "in copy-me";
  box.readOnly = true;
  box.value = text;
  box.setAttribute("aria-label", "The letter, ready to copy");
  place.append(box);
  box.focus();
  box.select();
}
