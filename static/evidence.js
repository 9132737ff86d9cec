/* What was photographed or chosen is seen before it is sent, one photograph after another is added to those
   before it, and large ones are made small on the device: a telephone's 48 megapixels would travel for minutes.
   Without this the form sends the files all the same, and the server says what is wrong with them. */
(() => {
  const LONGEST_SIDE = 2400;
  const SMALL_ENOUGH = 1048576;
  const kept = new Map();
  const addresses = new Set();

  const form = () => document.querySelector("form[data-evidence]");
  const inputs = () => [...form().querySelectorAll("input[type=file]")];
  const isPicture = (file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);
  const isSame = (one, other) => one.name === other.name && one.taken === other.taken && one.brought === other.brought;

  const put = () => {
    for (const input of inputs()) {
      const files = new DataTransfer();
      for (const each of kept.get(input.name) ?? []) files.items.add(each.file);
      input.files = files.files;
    }
  };

  const smaller = async (file) => {
    if (!isPicture(file) || file.size < SMALL_ENOUGH) return file;
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      const paper = canvas.getContext("2d");
      paper.fillStyle = "white";
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
      if (!drawn || drawn.size >= file.size) return file;
      return new File([drawn], file.name.replace(/\.\w+$/, "") + ".jpg", { type: drawn.type });
    } catch {
      return file;
    }
  };

  const element = (name, words, classes = "") => {
    const made = document.createElement(name);
    made.textContent = words;
    made.className = classes;
    return made;
  };

  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`);

  // What is shown may be copied and loaded once more, so an address holds until the list is made anew.
  const addressOf = (blob) => {
    const made = URL.createObjectURL(blob);
    addresses.add(made);
    return made;
  };

  const picture = (file) => {
    const image = document.createElement("img");
    image.src = addressOf(file);
    image.alt = "";
    image.onerror = () => image.remove();
    return image;
  };

  // The browser's own reader shows it in a tab of its own; a frame would need a wider policy, and no telephone fills one.
  const opening = (file, words) => {
    const link = element("a", words, "field-link");
    link.href = addressOf(new Blob([file], { type: "application/pdf" }));
    link.target = "_blank";
    link.rel = "noopener";
    return link;
  };

  const line = (each, name) => {
    const { dataset } = form();
    const item = document.createElement("li");
    if (isPicture(each.file)) item.append(picture(each.file));
    item.append(element("span", `${each.file.name} ${size(each.file.size)}`));
    if (/\.pdf$/i.test(each.file.name)) item.append(opening(each.file, dataset.open));
    if (each.file.size > Number(dataset.largest)) item.append(element("span", dataset.tooLarge, "field-error"));
    const button = element("button", dataset.remove, "btn btn-link");
    button.type = "button";
    button.append(element("span", each.file.name, "visually-hidden"));
    button.addEventListener("click", () => {
      kept.set(name, kept.get(name).filter((other) => other !== each));
      put();
      show();
      document.getElementsByName(name)[0].focus();
    });
    item.append(button);
    return item;
  };

  const show = () => {
    const list = form().querySelector(".evidence-chosen");
    addresses.forEach((each) => URL.revokeObjectURL(each));
    addresses.clear();
    list.replaceChildren(...[...kept].flatMap(([name, files]) => files.map((each) => line(each, name))));
    list.hidden = !list.children.length;
  };

  const add = async (input) => {
    const files = kept.get(input.name) ?? [];
    const came = [...input.files].map((file) => ({ file, name: file.name, taken: file.lastModified, brought: file.size }));
    const added = came.filter((each) => !files.some((other) => isSame(each, other)));
    kept.set(input.name, [...files, ...added]);
    put();
    show();
    for (const each of added) each.file = await smaller(each.file);
    if (!form()) return;
    put();
    show();
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("form[data-evidence] input[type=file]")) add(event.target);
  });

  // What was refused is still there to be sent again; what was stored is not.
  document.addEventListener("htmx:afterSettle", () => {
    if (!form()) return;
    if (!document.querySelector("#page .error-summary")) kept.clear();
    put();
    show();
  });

  const progress = (share) => {
    const bar = form()?.querySelector("progress");
    if (!bar) return;
    bar.hidden = share === null;
    bar.value = share ?? 0;
  };
  document.addEventListener("htmx:beforeSend", (event) => event.target === form() && progress(0));
  document.addEventListener("htmx:afterRequest", () => progress(null));
  document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
    if (target === form() && detail.lengthComputable && detail.total) progress(detail.loaded / detail.total);
  });

  for (const input of form() ? inputs() : []) if (input.files.length) add(input);
})();
