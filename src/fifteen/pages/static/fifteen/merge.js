/* Two hands in one text, merged by lines so that nothing typed is lost. The same as method/merge.py,
   where it is explained; a test compares the two. */

const LARGEST_TABLE = 1_000_000; // cells compared; beyond it the middle counts as written anew

export function merge(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const start = base.split("\n");
  const changes = [...changed(start, theirs.split("\n"), false), ...changed(start, mine.split("\n"), true)];
  changes.sort((a, b) => a.start - b.start || a.end - b.end);
  const out = [];
  let at = 0;
  for (const group of groups(changes)) {
    out.push(...start.slice(at, group[0].start), ...settled(group));
    at = Math.max(...group.map((one) => one.end));
  }
  return [...out, ...start.slice(at)].join("\n");
}

function groups(changes) {
  const found = [];
  let end = -1;
  for (const change of changes) {
    if (found.length && change.start <= end) found.at(-1).push(change);
    else found.push([change]);
    end = Math.max(end, change.end);
  }
  return found;
}

function settled(group) {
  const lines = (own) => group.filter((one) => (one.mine === group[0].mine) === own).flatMap((one) => one.lines);
  const [first, second] = [lines(true), lines(false)];
  const apart = group.every((b, n) => {
    const a = group[n - 1];
    return !a || (a.end <= b.start && (a.start !== b.start || a.end !== b.end));
  });
  if (apart && !first.some((line) => second.includes(line))) return group.flatMap((one) => one.lines);
  return both(first, second);
}

function both(first, second) {
  const out = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...pairs(first, second), [first.length, second.length]]) {
    out.push(...first.slice(i, x), ...second.slice(j, y), ...first.slice(x, x + 1));
    [i, j] = [x + 1, y + 1];
  }
  return out;
}

function changed(base, now, mine) {
  const found = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...pairs(base, now), [base.length, now.length]]) {
    if (i < x || j < y) found.push({ start: i, end: x, lines: now.slice(j, y), mine });
    [i, j] = [x + 1, y + 1];
  }
  return found;
}

/* The longest common subsequence as pairs of places. */
function pairs(a, b) {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [n, m] = [a.length - tail - head, b.length - tail - head];
  const between = n * m <= LARGEST_TABLE ? middle(a.slice(head, head + n), b.slice(head, head + m)) : [];
  return [
    ...Array.from({ length: head }, (_, k) => [k, k]),
    ...between.map(([x, y]) => [head + x, head + y]),
    ...Array.from({ length: tail }, (_, k) => [head + n + k, head + m + k]),
  ];
}

function middle(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let x = a.length - 1; x >= 0; x -= 1) {
    for (let y = b.length - 1; y >= 0; y -= 1) {
      table[x][y] = a[x] === b[y] ? table[x + 1][y + 1] + 1 : Math.max(table[x + 1][y], table[x][y + 1]);
    }
  }
  const found = [];
  let [x, y] = [0, 0];
  while (x < a.length && y < b.length) {
    if (a[x] === b[y]) found.push([x++, y++]);
    else if (table[x + 1][y] >= table[x][y + 1]) x += 1;
    else y += 1;
  }
  return found;
}
