/* The button of a decision says the deed and the amount; only the boxes that belong to the deed are shown.
   Without this everything is shown and the button says that a decision is signed. */
(() => {
  const form = document.querySelector("form[data-deeds]");
  if (!form) return;
  const button = form.querySelector("button[type=submit]");
  const unchosen = button.textContent;
  const belongs = { amount: "approve", article: "refuse" };

  const figure = () => {
    const typed = Number((form.elements.amount?.value ?? "").replaceAll(",", ""));
    return typed > 0 ? typed.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : "";
  };

  const say = (deed) => {
    const amount = deed === "approve" ? figure() : "";
    if (amount) return button.dataset.amount.replace("{amount}", amount);
    return button.dataset[deed] ?? unchosen;
  };

  const show = () => {
    const deed = form.elements.decision.value;
    button.textContent = say(deed);
    for (const [name, whose] of Object.entries(belongs)) {
      const question = form.elements[name]?.closest(".question");
      if (question) question.hidden = Boolean(deed) && deed !== whose && !question.classList.contains("has-error");
    }
  };

  form.addEventListener("input", show);
  window.addEventListener("pageshow", show);
  show();
})();
