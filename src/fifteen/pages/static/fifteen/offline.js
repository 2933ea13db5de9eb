/* The page without a connection: what this device has at hand, and back to where one wanted to go
   as soon as there is a connection again. */

import { hasLeft, ready } from "./device.js";

const OFTEN = 5_000; // ms between two looks for the server

async function show() {
  if (!(await ready())) return;
  const place = document.querySelector("[data-here]");
  const talks = new Map();
  for (const { name, value } of await vault.all("page")) {
    if (!value.title) continue;
    const talk = talks.get(`${value.title} ${value.when}`) || { ...value, pages: [] };
    talk.pages.push({ label: value.label, address: name });
    talks.set(`${value.title} ${value.when}`, talk);
  }
  for (const talk of talks.values()) place.append(row(talk));
  document.querySelector("[data-some]").hidden = !talks.size;
  document.querySelector("[data-none]").hidden = talks.size > 0;
  document.querySelector("[data-waiting]").hidden = !(await hasLeft());
}

const ORDER = ["Room", "Call sheet", "Plan"];

function row({ title, when, pages }) {
  const item = document.createElement("li");
  const name = document.createElement("h3");
  name.textContent = title;
  const time = document.createElement("p");
  time.className = "small dim";
  time.textContent = when;
  const links = document.createElement("p");
  links.className = "line";
  pages.sort((a, b) => ORDER.indexOf(a.label) - ORDER.indexOf(b.label));
  for (const { label, address } of pages) {
    const link = document.createElement("a");
    link.className = "btn";
    link.href = address;
    link.textContent = label;
    link.setAttribute("aria-label", `${label}, ${title}`);
    links.append(link);
  }
  item.append(name, time, links);
  return item;
}

async function tryAgain() {
  const there = await fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (there && document.body.dataset.asked === "page") location.reload();
  document.querySelector("[data-back]").hidden = !there;
}

show().catch(() => {});
addEventListener("online", tryAgain);
setInterval(() => document.hidden || tryAgain(), OFTEN);
