/* People: shows what the quick entry understands while it is typed, and narrows the list as soon
   as a filter changes. Without script the line is understood once it is added, and the search
   button narrows.
     #quick [name=line], #understood   GET /people/understood?line= answers with escaped HTML
     input[name=who], [data-count]     how many are chosen; the box in the head chooses all
     form[data-narrow]                 sent when one of its filters changes; what is typed in its
                                       search is looked for at once, and #found-people follows */

const line = document.querySelector("#quick [name=line]");
const under = document.getElementById("understood");
const QUIET = 150; // ms without a key before we ask

let asked = null;
let wait = 0;

async function understand() {
  asked?.abort();
  asked = new AbortController();
  if (!line.value.trim()) {
    under.replaceChildren();
    return;
  }
  try {
    const query = new URLSearchParams({ line: line.value });
    const answer = await fetch(`/people/understood?${query}`, { signal: asked.signal });
    if (answer.ok) under.innerHTML = (await answer.text()).trim();
  } catch {
    /* superseded, or no network: the line is understood when it is added */
  }
}

if (line && under) {
  line.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(understand, QUIET);
  });
  /* A signature is of several lines, and the field of one: bars stand for the line ends. */
  line.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text").trim() ?? "";
    if (!/[\r\n]/.test(text)) return;
    event.preventDefault();
    const one = text.split(/\s*[\r\n]+\s*/).join(" | ").slice(0, line.maxLength);
    line.setRangeText(one, line.selectionStart, line.selectionEnd, "end");
    line.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const narrow = document.querySelector("form[data-narrow]");
let looking = null;
let pause = 0;

/* The list as the server shows it for what is typed; the address says it too. */
async function look() {
  looking?.abort();
  looking = new AbortController();
  const query = new URLSearchParams(new FormData(narrow)).toString();
  const address = query ? `/people?${query}` : "/people";
  try {
    const answer = await fetch(address, { signal: looking.signal });
    const there = document.getElementById("found-people");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("found-people");
    if (!answer.ok || !there || !fresh) return;
    there.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", address);
  } catch {
    /* superseded, or no network: the search button still searches */
  }
}

if (narrow) {
  narrow.addEventListener("change", (event) => {
    if (event.target.type !== "search") narrow.requestSubmit();
  });
  /* an address says only what was chosen */
  narrow.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
  });
  narrow.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    clearTimeout(pause);
    pause = setTimeout(look, QUIET);
  });
}

/* Those chosen: how many, and all at once. The bar itself comes and goes by the style sheet. */
const list = document.getElementById("found-people");
const boxes = () => [...list.querySelectorAll("[name=who]")];

function counted() {
  const chosen = boxes().filter((box) => box.checked).length;
  const told = list.querySelector("[data-count]");
  if (told) told.textContent = `${chosen} chosen`;
  const all = list.querySelector("[data-all]");
  if (!all) return;
  all.checked = chosen > 0 && chosen === boxes().length;
  all.indeterminate = chosen > 0 && !all.checked;
}

function offerAll() {
  const head = list.querySelector("thead .c");
  if (!head || head.querySelector("input")) return;
  const all = document.createElement("input");
  all.type = "checkbox";
  all.dataset.all = "";
  all.ariaLabel = "Choose everybody on this page";
  head.replaceChildren(all);
}

if (list) {
  offerAll();
  new MutationObserver(offerAll).observe(list, { childList: true });
  list.addEventListener("change", (event) => {
    if ("all" in event.target.dataset) for (const box of boxes()) box.checked = event.target.checked;
    counted();
  });
  addEventListener("pageshow", counted);
}
