/* A form whose answer takes seconds says so: data-busy holds the words. The button stays and cannot be
   pressed twice; coming back by the browser's own button finds it as it was. */

for (const form of document.querySelectorAll("form[data-busy]")) {
  const button = form.querySelector("button");
  const beside = form.querySelector("button + *");
  const words = beside?.textContent;
  if (beside) beside.setAttribute("role", "status");
  form.addEventListener("submit", event => {
    if (button.getAttribute("aria-disabled")) return event.preventDefault();
    button.setAttribute("aria-disabled", "true");
    if (beside) beside.textContent = form.dataset.busy;
  });
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    if (beside) beside.textContent = words;
  });
}
