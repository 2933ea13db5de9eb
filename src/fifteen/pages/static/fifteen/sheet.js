/* The call sheet of an agreed talk: its notes are the room's, kept as they are typed, and the clock
   starts in the room, with a connection or without. The markup it looks for:
     form#on-the-line[data-talk][data-revision][data-hands]   with textarea#notes and [data-kept] */

import { notes } from "./notes.js";

const form = document.getElementById("on-the-line");
const area = document.getElementById("notes");
const told = document.querySelector("[data-kept]");
const WORDS = {
  kept: "Kept. The notes go along into the room.",
  here: "Kept on this device. The notes go along into the room.",
  closed: "Kept on this device. Your seat here has ended: open a new link, then they are sent.",
  nowhere: "Not kept yet, trying again.",
  refused: "Not sent, but kept on this device.",
};

if (form?.dataset.talk && area) {
  const { talk, revision, hands } = form.dataset;
  const typed = notes({
    area,
    talk,
    url: `/conversations/${talk}/notes`,
    page: { revision: Number(revision), hands: JSON.parse(hands || "{}") },
    show: (state) => told && WORDS[state] && (told.textContent = WORDS[state]),
  });
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name === "what") return; // what they said: the server writes it down
    event.preventDefault();
    await Promise.race([typed.then((one) => one.now()), new Promise((done) => setTimeout(done, 1_000))]);
    location.assign(`/conversations/${talk}/room#start`);
  });
}
