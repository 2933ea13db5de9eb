/* On a phone what was found is a drawer at the foot, which a tap opens and a pull draws as far up as
   one likes, also while the keyboard is there; on a wide page it is always open.

   `before` is a <details>; its summary is the handle. While one writes, pulling it up does not take
   the focus out of the text, so the keyboard stays. */

const NARROW = "(max-width: 56.19em)";
const LEAST = 120; // px; pulled below that, it closes
const TAP = 6; // px; less than that is no pull

export function drawer(before, writing) {
  if (!(before instanceof HTMLDetailsElement)) return;
  const narrow = matchMedia(NARROW);
  const settle = () => {
    before.classList.toggle("drawer", narrow.matches);
    before.open = !narrow.matches;
    loose(before);
    handle(before);
  };
  narrow.addEventListener("change", settle);
  before.addEventListener("click", (event) => {
    const inside = event.target.closest("summary") && !event.target.closest("a, button");
    if (!narrow.matches && inside) event.preventDefault();
    if (narrow.matches && inside) loose(before);
  });
  for (const link of document.querySelectorAll('a[href="#before"]')) {
    link.addEventListener("click", () => (before.open = true));
  }
  pull(before, narrow, writing);
  settle();
}

/* On a wide page the summary opens nothing, so it is no stop of the tab key; what was found may
   still be come to there. Called again whenever the inside is new. */
export function handle(before) {
  const summary = before?.querySelector("summary");
  if (before?.classList.contains("drawer")) summary?.removeAttribute("tabindex");
  else summary?.setAttribute("tabindex", "-1");
}

/* The drawer out of the way of the words behind it. */
export function aside(before) {
  if (before.classList.contains("drawer")) before.open = false;
}

function loose(before) {
  before.style.height = before.style.maxHeight = "";
}

function pull(before, narrow, writing) {
  let from = null;
  let pulled = false;
  before.addEventListener("pointerdown", (event) => {
    if (!narrow.matches || !event.target.closest("summary") || event.target.closest("a")) return;
    from = { y: event.clientY, high: before.getBoundingClientRect().height };
    pulled = false;
    if (document.activeElement === writing) event.preventDefault(); // the keyboard stays
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const way = from.y - event.clientY;
    if (!pulled && Math.abs(way) < TAP) return;
    pulled = true;
    before.open = true;
    const most = (globalThis.visualViewport?.height ?? innerHeight) - 96;
    before.style.maxHeight = "none"; // so far it opens by a tap; a pull goes further
    before.style.height = `${Math.max(48, Math.min(most, from.high + way))}px`;
  });
  const over = () => {
    if (from && pulled && before.getBoundingClientRect().height < LEAST) {
      before.open = false;
      loose(before);
    }
    from = null;
  };
  addEventListener("pointerup", over);
  addEventListener("pointercancel", over);
  before.addEventListener("click", (event) => {
    if (pulled && event.target.closest("summary")) event.preventDefault(); // the end of a pull
    pulled = false;
  }, true);
}
