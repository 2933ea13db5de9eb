/* On pages without a menu of their own: `z` sends the undo note, form[data-undo], as everywhere. */

import { isCommand } from "./typing.js";

document.addEventListener("keydown", (event) => {
  const form = event.key === "z" && isCommand(event) && document.querySelector("form[data-undo]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});
