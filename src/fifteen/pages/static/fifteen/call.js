/* The call sheet of somebody with whom nothing is agreed yet: what is typed while they are on the
   line is kept as it is typed. Once a talk is agreed, its notes are the room's.
     [data-call-notes][data-revision]   where to send the notes of textarea#notes
     [data-kept]                        says whether they are kept */

import { keeper } from "./keep.js";

const PAUSE = 600; // ms without a key
const WORDS = {
  kept: "Kept. The notes go along into the room.",
  trying: "Not kept yet, trying again.",
  conflict: "Another window kept other notes. Copy yours, then load the page again.",
  refused: "Not kept: too long.",
};

const place = document.querySelector("[data-call-notes]");
const area = document.getElementById("notes");

if (place && area && !document.getElementById("on-the-line").dataset.talk) {
  const told = document.querySelector("[data-kept]");
  const kept = keeper({
    url: place.dataset.callNotes,
    read: () => ({ notes: area.value }),
    revision: Number(place.dataset.revision || 0),
    pause: PAUSE,
    show: (state) => (WORDS[state] && (told.textContent = WORDS[state])),
  });
  area.addEventListener("input", kept.changed);
}
