/* The button of a decision says the deed and the amount; only the boxes that belong to the deed are shown.
   Without this everything is shown and the button says that a decision is signed. */
(() => {
  const form = document.querySelector("form[data-deeds]");
  if (!form) return;
  const button = form.querySelector("button[data-deed]");
  const unchosen = button.textContent;
  const belongs = {
    amount: ["approve"],
    reason: ["approve", "refuse", "refer"],
    ground: ["refuse"],
    article: ["refuse"],
    mend: ["send_back"],
    text: ["send_back"],
    again: ["send_back"],
  };

  const figure = () => {
    const typed = Number((form.elements.amount?.value ?? "").replaceAll(",", ""));
    return typed > 0 ? typed.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : "";
  };

  const say = (deed) => {
    const amount = deed === "approve" ? figure() : "";
    if (amount) return button.dataset.amount.replace("{amount}", amount);
    return button.dataset[deed] || unchosen;
  };

  const show = () => {
    const deed = form.querySelector("[name=decision]:checked")?.value ?? "";
    button.textContent = say(deed);
    for (const [name, whose] of Object.entries(belongs)) {
      const question = form.querySelector(`[name=${name}]`)?.closest(".question");
      if (question) question.hidden = !whose.includes(deed) && !question.classList.contains("has-error");
    }
    for (const box of form.querySelectorAll("[data-belongs]"))
      box.hidden = box.dataset.belongs !== deed && !box.querySelector(".has-error");
    for (const row of form.querySelectorAll(".onwards li")) {
      const because = row.querySelector("[name^=because-]").closest(".question");
      const declined = row.querySelector("[value=declined]").checked;
      because.hidden = !declined && !because.classList.contains("has-error");
    }
  };

  form.addEventListener("input", show);
  window.addEventListener("pageshow", show);
  show();
})();
