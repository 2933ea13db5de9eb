/* The closed door, and the page after leaving: the pages kept in this browser go with the seat. What
   was typed and not sent stays, closed, until somebody with that seat is back; leaving wipes it too
   (device.js reads which in the cookie fifteen_gone). */

import { ready } from "./device.js";

await ready(); // wipes what is gone
await vault.lock();
const left = await vault.count();
for (const one of document.querySelectorAll("[data-left]")) one.hidden = !left;
