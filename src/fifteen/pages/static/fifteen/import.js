/* The progress of long work: asks [data-progress-url] for {done, total, text, finished, url}, fills
   the <progress> and [data-text] in it, and goes on to `url` when finished. The page can be left;
   the work goes on. Without script the page carries a refresh of its own. */

const EVERY = 400; // ms
const SLOWEST = 10_000; // ms, where the server does not answer

const box = document.querySelector("[data-progress-url]");
if (box) look(EVERY);

async function look(wait) {
  let next = EVERY;
  try {
    const answer = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    if (show(await answer.json())) return;
  } catch {
    next = Math.min(wait * 2, SLOWEST);
  }
  setTimeout(() => look(next), next);
}

function show({ done, total, text, finished, url }) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-text]");
  if (bar && total) {
    bar.max = total;
    bar.value = done;
  }
  if (words && text) words.textContent = text;
  if (finished && url) location.replace(url);
  return finished;
}
