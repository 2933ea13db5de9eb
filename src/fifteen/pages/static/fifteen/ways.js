/* How a letter leaves: the headline says whether it may, and the ways out agree with it at every
   moment, because both are set here, together. A stop keeps the letter back until it is settled, or
   overruled in words.
     [data-title]              the answer in a sentence (the h1), with what it says while nothing is
                               overruled (data-stands) and once all that stops it was (data-over)
     [data-way]                a way to leave; kept back it is aria-disabled and described by #waits,
                               and a link has its address in data-href alone
     a[data-mailto]            "Open in my mail program", an ordinary mailto link
     [data-waits]              why the ways wait; in it [data-too-long]
     details[data-overrule]    with #overrule, in data-says and [data-words] what has to be typed
                               there, #overrule-err, [data-let-go] and its answer #let-go, a
                               sentence and the way back
     button[data-copy]         copies subject and body
     details#sent              asks "Sent?" once the letter was copied or opened
     [data-long]               says that a mail program may cut the letter */

import { copies } from "./copy.js";

const all = (what) => document.querySelectorAll(what);
const one = (what) => document.querySelector(what);

/* `letter()` gives {subject, body}; `keep` what keeps it. */
export function ways(form, letter, keep) {
  const title = one("[data-title]");
  const over = one("[data-overrule]");
  const field = document.getElementById("overrule");
  const yes = document.getElementById("let-go");
  const err = document.getElementById("overrule-err");
  const now = {
    stands: title.dataset.stands,
    over: title.dataset.over,
    says: over?.dataset.says ? over.dataset.says.split("|") : [],
    too_long: one("[data-too-long]")?.hidden === false,
  };

  const words = () => one("[data-words]")?.textContent ?? "";
  const letGo = () => now.says.length > 0 && now.says.every((says) => plain(field.value).includes(plain(says)));

  function settle() {
    const gone = letGo() && !now.too_long;
    const free = !now.too_long && (gone || !now.says.length);
    title.textContent = gone ? now.over : now.stands;
    if (over) over.hidden = !now.says.length;
    if (yes) yes.hidden = !gone;
    if (yes) yes.firstElementChild.textContent = `${now.over}.`;
    if (gone) complain("");
    const why = one("[data-waits]");
    if (why) why.hidden = free;
    for (const part of why?.children ?? []) part.hidden = part.hasAttribute("data-too-long") !== now.too_long;
    for (const way of all("[data-way]")) wait(way, free);
    if (!gone && location.search.includes("overrule=")) history.replaceState(null, "", location.pathname);
  }

  function complain(what) {
    if (!err) return;
    err.hidden = !what;
    err.textContent = what;
    field.toggleAttribute("aria-invalid", false);
    if (what) field.setAttribute("aria-invalid", "true");
  }

  function answer() {
    const gone = letGo();
    complain(gone ? "" : `To let it go as it stands, type these words: ${words()}.`);
    if (!gone) return field.focus();
    settle();
    if (yes.hidden) return field.focus(); // too long to be kept: no words help
    const there = new URLSearchParams({ overrule: words() });
    history.replaceState(null, "", `${location.pathname}?${there}`); // so it stays when loaded again
    keep.now();
    yes.focus();
  }

  field?.addEventListener("input", () => {
    complain("");
    settle();
  });
  if (field && field.value) settle(); // a browser puts back what stood there
  submits(form, answer, keep);
  blocked(form);
  const uncopied = leaving(letter);

  return {
    /* What the check says. */
    show(found) {
      for (const name of ["stands", "over", "says", "too_long"]) now[name] = found[name];
      for (const place of all("[data-words]")) place.textContent = found.words;
      const mail = one("a[data-mailto]");
      if (mail) mail.dataset.href = found.mailto;
      const long = one("[data-long]");
      if (long) long.hidden = !found.long;
      settle();
    },
    changed: uncopied,
  };
}

/* The same as the server writes when the page is loaded. A link without an address is no stop of the
   tab key by itself; the one that has the focus keeps it. */
function wait(way, free) {
  const set = (name, value) => (value === null ? way.removeAttribute(name) : way.setAttribute(name, value));
  const link = way instanceof HTMLAnchorElement;
  if (link && free) way.href = way.dataset.href;
  set("aria-disabled", free ? null : "true");
  set("aria-describedby", free ? null : "waits");
  if (link) set("role", free ? null : "link");
  if (link) set("tabindex", free ? null : "0");
  if (link && !free) set("href", null);
}

/* Enter in a field means the button beside it; what only keeps the letter loads no page. */
function submits(form, letGo, keep) {
  form.addEventListener("submit", (event) => {
    const plainly = !event.submitter?.hasAttribute("formaction");
    const beside = document.activeElement?.closest("[data-overrule], #sent")?.querySelector("button");
    const meant = (plainly && beside) || event.submitter;
    if (meant?.hasAttribute("formaction") && meant === event.submitter) return;
    event.preventDefault();
    if (meant?.hasAttribute("data-let-go")) letGo();
    else if (meant?.hasAttribute("formaction")) setTimeout(() => form.requestSubmit(meant)); // once this is over
    else keep.now();
  });
}

function blocked(form) {
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-way][aria-disabled=true]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const stop = form.querySelector(".find-i.stop");
    if (stop) form.querySelector(".before").open = true;
    stop?.scrollIntoView({ block: "nearest" });
  }, true);
}

/* copy, mail program, "sent?" */
function leaving(letter) {
  const sent = document.getElementById("sent");
  const ask = () => {
    if (!sent) return;
    sent.open = true;
    sent.scrollIntoView({ block: "nearest" });
  };
  one("a[data-mailto]")?.addEventListener("click", () => setTimeout(ask, 300));
  return copies(one("[data-copy]"), letter, ask);
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
