/* The quarter clock: from twelve to three in the minutes agreed. What it shows is worked out from
   the wall clock each time, so it is right after a hidden tab, a sleeping computer, a reload.

   clock({room, face, minutes, changed}) moves a drawing (_quarter.html) and a number. `room` carries
   data-start (0: not begun), data-now (the server's clock when it wrote the page), both epoch ms,
   data-length and data-extra in minutes. `changed(phase, was)` gets "", "warm" or "over". */

const MINUTE = 60_000; // ms
const WARM = 2; // minutes before the end: at thirteen of fifteen it warms (T1)
const BEAT = 5_000; // ms between two looks at the wall clock
const JUMP = 2_000; // ms the wall clock may be off the beat before it counts as set anew

export function clock({ room, face, minutes, changed }) {
  let start = Number(room.dataset.start || 0);
  let ahead = Date.now() - Number(room.dataset.now || Date.now()); // this device's clock is, of the server's
  let length = Number(room.dataset.length || 15) + Number(room.dataset.extra || 0);
  let phase = null;
  let seen = { wall: Date.now(), beat: performance.now() };

  /* The device's clock was set back: time does not run backwards, so it is the clock that changed.
     Set forward looks like a sleeping computer; then only the server can tell (heard). */
  function watch() {
    const [wall, beat] = [Date.now(), performance.now()];
    const jump = wall - seen.wall - (beat - seen.beat);
    if (jump < -JUMP) ahead += jump;
    seen = { wall, beat };
  }

  function look() {
    watch();
    const passed = start ? Math.max(0, (Date.now() - ahead - start) / MINUTE) : 0;
    const left = Math.max(0, Math.ceil(length - passed - 1e-9));
    minutes.textContent = String(left);
    const unit = minutes.parentElement?.querySelector("[data-unit]");
    if (unit) unit.textContent = left === 1 ? "ute" : "utes";
    draw(face, Math.min(passed / length, 1), length, left);
    const next = passed >= length ? "over" : passed >= length - WARM ? "warm" : "";
    if (next !== phase) {
      const was = phase;
      phase = next;
      if (next) room.dataset.phase = next;
      else delete room.dataset.phase;
      changed(next, was);
    }
  }

  setInterval(look, BEAT);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  look();

  return {
    /* Starts at a moment of this device's clock, now if none is given. */
    begin(at = Date.now()) {
      start = at - ahead;
      look();
    },
    more(extra) {
      length += extra;
      look();
    },
    /* What the server says: its time now, when the talk began, the minutes offered. */
    heard({ now, start: begun, extra }) {
      if (now && Math.abs(Date.now() - ahead - now) > MINUTE / 60) ahead = Date.now() - now;
      if (begun) start = begun;
      if (extra !== undefined) length = Number(room.dataset.length || 15) + extra;
      look();
    },
    running: () => start > 0,
  };
}

/* The drawing: centre 16, 204, radius 180, straight up to straight right. */
function draw(face, share, length, left) {
  const angle = share * 90;
  const put = (name, path) => face.querySelector(name).setAttribute("d", path);
  put(".vl", share > 0 ? `M16 24A180 180 0 0 1 ${at(angle, 180)}` : "");
  put(".hd", `M${at(angle, 169)}L${at(angle, 194)}`);
  if (face.dataset.length !== String(length)) {
    face.dataset.length = String(length);
    put(".ti", ticks(length));
  }
  face.setAttribute("aria-label", left === 1 ? "One minute left" : `${left} minutes left of ${length}`);
}

function ticks(length) {
  return Array.from({ length: length + 1 }, (_, minute) => {
    const angle = (minute / length) * 90;
    return `M${at(angle, minute % 5 ? 160 : 154)}L${at(angle, 166)}`;
  }).join("");
}

function at(angle, radius) {
  const turn = (angle * Math.PI) / 180;
  return `${(16 + radius * Math.sin(turn)).toFixed(1)} ${(204 - radius * Math.cos(turn)).toFixed(1)}`;
}
