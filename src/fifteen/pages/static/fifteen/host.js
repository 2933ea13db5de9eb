// The zone of this browser, once, where the page was made for another; the button says the time.
(() => {
  const page = document.documentElement;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const asked = new URLSearchParams(location.search);
  if (zone && zone !== page.dataset.zone && !asked.has("zone") && page.dataset.guess) {
    asked.set("zone", zone);
    location.replace("?" + asked);
  }
  const button = document.getElementById("take");
  document.addEventListener("change", (event) => {
    const says = event.target.name === "t" && event.target.getAttribute("aria-label");
    if (says && button) button.textContent = button.dataset.verb + " " + says;
  });
})();
