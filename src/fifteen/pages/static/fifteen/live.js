// A part of the page that follows what somebody else does: looked at again every few seconds while it
// is seen, and left alone while somebody is in it.
const EVERY = 4000;

async function look() {
  const parts = document.querySelectorAll("[data-live]");
  const busy = [...parts].some((part) => part.contains(document.activeElement));
  if (document.hidden || busy) return;
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    fresh.querySelectorAll("[data-live]").forEach((part, at) => {
      if (parts[at] && marks(parts[at]) !== marks(part)) parts[at].replaceChildren(...part.childNodes);
    });
  } catch {
    // Away from the network: looked at again with the next round.
  }
}

// The token of a form is another each time and no news.
function marks(part) {
  const pressed = [...part.querySelectorAll("[aria-pressed]")].map((one) => one.ariaPressed);
  return part.textContent.replace(/\s+/g, " ") + pressed.join(" ");
}

setInterval(look, EVERY);
