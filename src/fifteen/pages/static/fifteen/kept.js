/* What the letter page says about keeping, and what it takes up again when it is loaded: the words
   that were not with the server yet.
     form.desk[data-keep-url][data-revision]   input[name=revision], and [name=instead] where a newer
                                               version was seen and this one is wanted in its place
     [data-kept]                               "Kept 8:38"
   `text` is the letter on the page: read() and put(fields). */

import { keeper } from "./keep.js";
import { merge } from "./merge.js";
import { post } from "./post.js";
import { mark, spare } from "./spare.js";

const KEEP = 800; // ms of quiet before it is kept
const WORDS = {
  waiting: "Not kept yet",
  trying: "Not kept yet, trying again",
  conflict: "Not kept: there is a newer version",
  refused: "Not kept",
};

export function keeping(form, text) {
  const url = form.dataset.keepUrl;
  if (!url) return { changed() {}, now() {} };
  const revision = Number(form.dataset.revision || 0);
  const copy = spare(url);
  const page = text.read();
  let base = page; // what the text on the page was typed onto
  let instead = Boolean(form.elements.namedItem("instead"));

  const keep = keeper({
    url,
    read: () => ({ ...text.read(), ...(instead ? { instead: "1" } : {}) }),
    revision,
    pause: KEEP,
    spare: copy,
    own: (said) => copy.left.includes(mark(said)) && takeUp(said),
    show: (state, answer) => {
      if (state === "kept") instead = false;
      said(form, state, answer, mine);
    },
  });

  function mine() {
    instead = true;
    keep.resume();
  }

  function takeUp(fields) {
    const now = text.read();
    text.put({
      subject: now.subject === base.subject ? fields.subject : now.subject,
      body: joined(base.body, now.body, fields.body),
    });
    base = { subject: fields.subject, body: fields.body };
    return true;
  }

  /* Onto the version that is shown now it goes on; beside another it is put by. */
  async function restore() {
    let told = false;
    let taken = false;
    for (const one of await copy.found) {
      const ours = one.own ? copy.left : [];
      if (ours.at(-1) === mark(page) || mark(one.fields) === mark(page)) {
        await one.drop(); // all of it had arrived
      } else if (!taken && (one.revision >= revision || ours.includes(mark(page)))) {
        taken = takeUp(one.fields);
        if (!one.own) one.drop(); // it stands under this window's name now
      } else {
        told = (await putBy(url, one)) || told;
      }
    }
    if (told) {
      warn(form, "Something you typed before was not kept in this letter.",
        "Nothing is lost: it stands under “Earlier texts” once the page is loaded again.");
    }
  }

  restore();
  return keep;
}

/* Words that were typed onto an older version; whether they stand under the earlier texts now. */
async function putBy(url, { fields, drop }) {
  const asks = { ...fields, revision: -1 }; // never in the place of what stands there
  const answer = await post(url, asks).catch(() => null);
  if (!answer?.ok && answer?.status !== 409) return false;
  drop();
  return answer.status === 409;
}

/* Two texts that came of one: stretches apart from each other are both put in, else line by line. */
function joined(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const edits = [stretch(base, theirs), stretch(base, mine)].sort((a, b) => a.from - b.from);
  const [first, second] = edits;
  if (first.to > second.from || (first.from === second.from && first.to !== second.to)) {
    return merge(base, mine, theirs);
  }
  return base.slice(0, first.from) + first.text + base.slice(first.to, second.from) + second.text
    + base.slice(second.to);
}

/* The one stretch of `was` in whose place `text` stands now. */
export function stretch(was, now) {
  const most = Math.min(was.length, now.length);
  let head = 0;
  while (head < most && was[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && was[was.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return { from: head, to: was.length - tail, text: now.slice(head, now.length - tail) };
}

function said(form, state, answer, mine) {
  const place = document.querySelector("[data-kept]");
  const kept = answer?.kept ? `Kept ${answer.kept}` : "Kept";
  if (place) place.textContent = WORDS[state] ?? kept;
  const box = document.querySelector("[data-conflict]");
  const revision = form.elements.namedItem("revision");
  const stands = state === "kept" || state === "waiting"; // what was sent, with more typed since
  if (stands && revision && answer?.revision !== undefined) revision.value = answer.revision;
  if (state === "kept") {
    form.elements.namedItem("instead")?.remove(); // it stands in its place now
    if (box?.dataset.conflict) settle(box);
  }
  if (box?.dataset.conflict === state) return; // it is said already
  if (state === "conflict") {
    warn(form, "Another window has a newer version of this letter.",
      "Nothing was overwritten. Both texts are kept: whichever gives way is under “Earlier texts”.",
      { state, load: "Load the newer one", mine });
  }
  if (state === "refused") {
    const then = "What you typed still stands below. Once it can be kept, it is.";
    warn(form, "This letter could not be kept.", [answer?.message, then].filter(Boolean).join(" "), { state });
  }
}

function settle(box) {
  const focus = box.contains(document.activeElement);
  box.remove();
  if (focus) document.getElementById("body")?.focus();
}

function warn(form, what, then, { state = "", load = "Load the page again", mine = null } = {}) {
  document.querySelector("[data-conflict]")?.remove();
  const box = document.createElement("div");
  box.className = "wrong";
  box.role = "alert";
  box.dataset.conflict = state;
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
      settle(box);
      mine();
    });
    ways.append(button);
  }
  box.append(title, text, ways);
  form.before(box);
  box.scrollIntoView({ block: "nearest" });
}
