/* The sheet: a textarea and, under it, the same text with underlines. Between two checks the lower
   text follows what is typed, so that underlines stay under their words and the sheet keeps its
   height. */

/* Does to `marks` what was done to the text: one stretch replaced by another. */
export function mirror(marks, was, now) {
  if (marks.textContent !== was) return; // not ours any more: the next check puts it right
  let head = 0;
  while (head < was.length && was[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(was.length, now.length) - head;
  while (tail < most && was[was.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const range = document.createRange();
  range.setStart(...point(marks, head));
  range.setEnd(...point(marks, was.length - tail));
  range.deleteContents();
  const put = now.slice(head, now.length - tail);
  if (put) range.insertNode(document.createTextNode(put));
}

function point(root, offset) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  return [root, root.childNodes.length];
}

/* The textarea is as tall as its text. Both lie in one grid cell, so this matters only where the
   lower text is missing or behind. */
export function fit(body, marks) {
  if (marks && marks.offsetHeight >= body.scrollHeight) {
    body.style.height = "";
    return;
  }
  body.style.height = "auto";
  body.style.height = `${body.scrollHeight}px`;
}

/* Findings that begin on one line are counted, so that their numbers do not lie on each other. */
export function places(marks) {
  let line = NaN;
  let slot = 0;
  let before = null;
  for (const mark of marks.querySelectorAll("mark[data-n]")) {
    const top = mark.getClientRects()[0]?.top;
    slot = Math.abs(top - line) < 4 ? slot + 1 : 1;
    line = top;
    mark.dataset.slot = Math.min(slot, 3);
    delete mark.dataset.shared;
    if (slot === 2) before.dataset.shared = ""; // where there is room for both, it goes further out
    before = mark;
  }
}
