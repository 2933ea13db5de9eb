/* Copying a letter: as text, and as HTML for programs that take it. Without the clipboard the text is
   shown, chosen, ready for the seeker's own copy key.

   `letter()` gives {subject, body}; `then` is called once something was copied or offered. Answers
   with what takes "Copied" back: it is true of the text that was copied, and no longer. */

export function copies(button, letter, then) {
  const says = button?.textContent;
  button?.addEventListener("click", async (event) => {
    event.preventDefault();
    const { subject, body } = letter();
    const text = button.dataset.copy === "body" || !subject ? body : `${subject}\n\n${body}`;
    try {
      await put(text, html(text));
      button.textContent = "Copied";
    } catch {
      offer(button, text);
    }
    then();
  });
  return () => {
    if (button && button.textContent !== says) button.textContent = says;
    button?.parentElement.querySelector(".copy-me")?.remove();
  };
}

async function put(text, rich) {
  if (!globalThis.ClipboardItem) return navigator.clipboard.writeText(text);
  const as = (type, data) => ({ [type]: new Blob([data], { type }) });
  const item = new ClipboardItem({ ...as("text/plain", text), ...as("text/html", rich) });
  return navigator.clipboard.write([item]).catch(() => navigator.clipboard.writeText(text));
}

/* Paragraphs and line ends, and nothing that could be read as markup. */
export function html(text) {
  const safe = text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return safe
    .trim()
    .split(/\n\s*\n/)
    .map((part) => `<p>${part.trim().replaceAll("\n", "<br>")}</p>`)
    .join("");
}

function offer(button, text) {
  const place = button.parentElement;
  const box = place.querySelector(".copy-me") || document.createElement("textarea");
  box.className = "in copy-me";
  box.readOnly = true;
  box.value = text;
  box.setAttribute("aria-label", "The letter, ready to copy");
  place.append(box);
  box.focus();
  box.select();
}
