/* What was photographed or chosen is shown before it is sent, and what is too large is said at once.
   Without this the form sends the files all the same, and the server says what is wrong with them. */
(() => {
  const form = document.querySelector("form[data-evidence]");
  if (!form) return;
  const list = form.querySelector(".evidence-chosen");
  const inputs = [...form.querySelectorAll("input[type=file]")];

  const shown = (file) => {
    const item = document.createElement("li");
    if (file.type.startsWith("image/")) {
      const picture = document.createElement("img");
      picture.src = URL.createObjectURL(file);
      picture.alt = "";
      picture.onload = () => URL.revokeObjectURL(picture.src);
      picture.onerror = () => picture.remove();
      item.append(picture);
    }
    const words = document.createElement("span");
    words.textContent = `${file.name} ${(file.size / 1048576).toFixed(1)} MB`;
    item.append(words);
    if (file.size > Number(form.dataset.largest)) {
      const wrong = document.createElement("span");
      wrong.className = "field-error";
      wrong.textContent = form.dataset.tooLarge;
      item.append(wrong);
    }
    return item;
  };

  const show = () => {
    const files = inputs.flatMap((input) => [...input.files]);
    list.replaceChildren(...files.map(shown));
    list.hidden = files.length === 0;
  };

  inputs.forEach((input) => input.addEventListener("change", show));
  show();
})();
