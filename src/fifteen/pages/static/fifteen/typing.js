/* When a single key may be a command: never while typing, never with a modifier, and only if the
   seeker has not switched single keys off (WCAG 2.1.4). */

const CHOICE = "fifteen.keys";
const WRITES = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable=true]";

export function isField(node) {
  return node instanceof Element && node.closest(WRITES) !== null;
}

export function isCommand(event) {
  const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  return !held && !event.defaultPrevented && !isField(event.target) && singleKeys();
}

export function singleKeys() {
  try {
    return localStorage.getItem(CHOICE) !== "off";
  } catch {
    return true;
  }
}

export function chooseSingleKeys(on) {
  try {
    localStorage.setItem(CHOICE, on ? "on" : "off");
  } catch {
    /* a browser that keeps nothing: the choice lasts for this page */
  }
}

/* The names of keys as they stand on this keyboard: <kbd data-mac="⌘K">Ctrl K</kbd>. */
export function nameKeys() {
  if (!/Mac|iPhone|iPad/.test(navigator.platform)) return;
  for (const key of document.querySelectorAll("[data-mac]")) key.textContent = key.dataset.mac;
}
