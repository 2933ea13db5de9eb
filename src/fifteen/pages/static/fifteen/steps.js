/* The plan, ticked off without a page. The markup it looks for:
     ol.r-plan > li[data-key][data-say][data-question]   one li aria-current=step
     #now[data-closing], .cap3                           the question of the moment, "Question 3 of 5"
     form.asked button span                              "Asked. Next: ..."
   steps({tick}) calls tick(key, form.action) for each step taken; `over(true)` brings the closing
   words, `over(false)` the question back. A rehearsal leaves `tick` out. */

export function steps({ tick = () => {} } = {}) {
  const now = document.getElementById("now");
  const plan = [...document.querySelectorAll(".r-plan > li")];
  const asked = document.querySelector("form.asked");
  const count = document.querySelector(".cap3");
  let closing = false;

  const current = () => plan.findIndex((item) => item.hasAttribute("aria-current"));
  const isQuestion = (item) => item?.hasAttribute("data-question");
  const words = (item) => item.dataset.say || item.textContent.trim();

  function show() {
    if (!now) return;
    const at = current();
    if (closing && now.dataset.closing) now.textContent = now.dataset.closing;
    else if (at >= 0) now.textContent = words(plan[at]);
    const questions = plan.filter(isQuestion);
    const number = questions.indexOf(plan[at]) + 1;
    if (count && closing) count.textContent = "Time to thank them";
    else if (count) count.textContent = number ? `Question ${number} of ${questions.length}` : "";
    const button = asked?.querySelector("button");
    if (!button) return;
    button.hidden = at < 0;
    const done = document.createElement("b");
    done.textContent = isQuestion(plan[at]) ? "Asked." : "Said.";
    const next = plan[at + 1];
    const rest = next ? ` Next: ${words(next)}` : " That was the last one.";
    (button.querySelector("span") || button).replaceChildren(done, rest);
  }

  function take(at) {
    plan[at]?.removeAttribute("aria-current");
    plan[at]?.classList.add("done");
    const next = plan.find((item) => !item.classList.contains("done"));
    next?.setAttribute("aria-current", "step");
    show();
  }

  asked?.addEventListener("submit", (event) => {
    event.preventDefault();
    const at = current();
    if (at < 0) return;
    tick(plan[at].dataset.key, asked.action);
    take(at);
  });

  return {
    show,
    /* Ticked already, on this device, before the server heard of it. */
    ticked: (key) => take(plan.findIndex((item) => item.dataset.key === key)),
    over(yes) {
      closing = yes;
      show();
    },
  };
}
