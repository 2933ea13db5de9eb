/* Leaving this browser: what it still holds unsent is sent first, or it asks once more. */

import { send } from "./late.js";

const form = document.querySelector("form[data-leave]");
const told = document.querySelector("[data-leave-told]");
let warned = false;

form?.addEventListener("submit", async (event) => {
  if (warned) return;
  event.preventDefault();
  const left = await send().catch(() => 0);
  warned = true;
  if (!left) return form.submit();
  told.hidden = false;
  told.textContent = "Something you typed is only on this device and cannot be sent now. Leave all the same, and it is gone.";
});
