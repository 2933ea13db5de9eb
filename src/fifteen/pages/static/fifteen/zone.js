/* Fills empty fields named "zone" with the browser's time zone; without script one chooses it. */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const field of document.querySelectorAll("[name=zone]")) {
  if (zone && !field.value) field.value = zone;
}
