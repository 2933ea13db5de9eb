/* Pages that are meant for paper: [data-print] prints, and an address with ?print=1 asks at once. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    print();
  });
}
if (new URLSearchParams(location.search).get("print") === "1") print();
