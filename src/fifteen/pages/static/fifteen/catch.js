/* The four buttons that catch a line without leaving the notes. The markup it looks for:
     form.r-catch   .r-line with a label and input[name=text]; four button[data-what]
     ul.caught      what was caught so far
   Alt 1 to Alt 4 press them from anywhere. `caught(what, text, url)` gets each line. */

const LINES = { insight: "What did you learn?", name: "Whom did they name?", promise: "Who promised what?", opening: "Which opening did they mention?" };

export function catching({ area, caught }) {
  const form = document.querySelector(".r-catch");
  if (!form) return { show() {} };
  const row = form.querySelector(".r-line");
  const field = form.querySelector("[name=text]");
  const label = row.querySelector("label");
  const buttons = [...form.querySelectorAll("[data-what]")];
  let what = "";

  const press = (one) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === one)));
  const open = (button) => {
    what = button.dataset.what;
    if (!field.value) field.value = chosenWords(area);
    if (label) label.textContent = LINES[what] || label.textContent;
    row.hidden = false;
    press(button);
    field.focus();
  };
  const close = () => {
    what = "";
    field.value = "";
    row.hidden = true;
    press(null);
    area?.focus();
  };
  const send = () => {
    const text = field.value.trim();
    if (text && what) {
      caught(what, text, form.action);
      show(what, text);
    }
    close();
  };

  function show(kind, text) {
    const list = document.querySelector(".caught");
    if (!list) return;
    const item = document.createElement("li");
    const icon = buttons.find((one) => one.dataset.what === kind)?.querySelector("svg")?.cloneNode(true);
    item.append(...(icon ? [icon] : []), text);
    list.append(item);
    item.scrollIntoView({ block: "nearest" });
  }

  buttons.forEach((button, index) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      if (what && field.value.trim()) {
        what = button.dataset.what; // the line is written, this says what it is
        send();
      } else if (what === button.dataset.what) close();
      else open(button);
    });
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== `Digit${index + 1}`) return;
      event.preventDefault();
      button.click();
    });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault(); // else the first of the four would be pressed
      send();
    }
  });
  row.hidden = true;
  press(null);
  return { show };
}

/* What is marked in the notes, if anything: a line need not be typed twice. */
function chosenWords(area) {
  if (!area || document.activeElement !== area) return "";
  return area.value.slice(area.selectionStart, area.selectionEnd).replace(/\s+/g, " ").trim();
}
