/* The list of what waits by keyboard. A key counts only while the focus is in the list, and no modifier is held:
   up and down go from row to row, Enter opens by itself, t takes or gives back, x picks, ? shows the keys.
   Without this everything is a link or a button. */
(() => {
  const list = document.getElementById("queue");
  if (!list) return;
  const body = list.tBodies[0];
  const keys = document.getElementById("keys");
  const all = document.getElementById("pick-all");
  const picked = document.getElementById("picked");
  const boxes = () => [...body.querySelectorAll("[name=chosen]")];

  const show = () => {
    const chosen = boxes().filter((box) => box.checked);
    for (const box of boxes()) box.closest("tr").classList.toggle("is-picked", box.checked);
    all.checked = chosen.length > 0 && chosen.length === boxes().length;
    all.indeterminate = chosen.length > 0 && !all.checked;
    picked.textContent = chosen.length ? picked.dataset.some.replace("{count}", chosen.length) : picked.dataset.none;
  };

  const enter = (row) => row?.querySelector(".q-name a")?.focus();

  const move = (row, step) => {
    const rows = [...body.rows];
    const at = rows.indexOf(row);
    enter(at < 0 ? rows[0] : rows[Math.min(Math.max(at + step, 0), rows.length - 1)]);
  };

  const deeds = {
    ArrowDown: (row) => move(row, 1),
    j: (row) => move(row, 1),
    ArrowUp: (row) => move(row, -1),
    k: (row) => move(row, -1),
    t: (row) => row?.querySelector("[data-key=t]")?.click(),
    x: (row) => row?.querySelector("[name=chosen]")?.click(),
    "?": () => { keys.open = !keys.open; },
  };

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const deed = deeds[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!deed) return;
    event.preventDefault();
    deed(event.target.closest("tbody tr"));
  });

  // A row that is put in anew has the focus of the one it replaces; where it is gone, the next one has.
  let place = -1;
  body.addEventListener("htmx:beforeSwap", ({ detail }) => { place = [...body.rows].indexOf(detail.target); });
  document.addEventListener("htmx:afterSettle", () => {
    if (place < 0) return;
    enter(body.rows[Math.min(place, body.rows.length - 1)]);
    place = -1;
    show();
  });

  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    show();
  });
  body.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  all.hidden = false;
  keys.hidden = false;
  if (location.hash.startsWith("#row-")) enter(document.getElementById(location.hash.slice(1)));
  show();
})();
