/* What is wrong with the page as it stands at this width; each fault is one line of text. */
({ language, strict }) => {
  const faults = [];
  const named = (element) => {
    const words = (element.innerText || element.value || element.name || "").trim().replaceAll(/\s+/g, " ").slice(0, 40);
    return `<${element.localName} class="${element.className.baseVal ?? element.className}" id="${element.id}"> ${words}`;
  };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1;
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const root = document.documentElement;

  if (root.scrollWidth > root.clientWidth) {
    const beyond = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`${root.scrollWidth} px wide at ${root.clientWidth}: ${beyond.slice(-3).map(named).join(" | ")}`);
  }
  if (root.lang !== language) faults.push(`lang is ${root.lang}`);
  const headings = all("h1");
  if (headings.length !== 1) faults.push(`${headings.length} h1: ${headings.map(named)}`);
  if (!document.title.split("｜")[0].trim()) faults.push(`title is "${document.title}"`);
  const primary = all("#page .btn-primary");
  if (primary.length > 1) faults.push(`${primary.length} primary buttons: ${primary.map(named).join(" | ")}`);
  for (const styled of document.querySelectorAll("[style]")) faults.push(`inline style: ${named(styled)}`);

  /* A word that is seen: a label, the column's heading in a table of rows, or the button beside a single search box. */
  const labelled = (box) => {
    if ([...(box.labels ?? [])].some((label) => seen(label) && label.innerText.trim())) return true;
    if (!box.getAttribute("aria-label") && !box.getAttribute("aria-labelledby")) return false;
    const cell = box.closest("td");
    if (cell) return Boolean(cell.dataset.label || cell.closest("table")?.querySelector("thead th"));
    const beside = box.closest("[role=search]")?.querySelector("button, [type=submit]");
    return Boolean(beside && seen(beside) && beside.innerText.trim());
  };
  const boxes = all("input:not([type=hidden], [type=submit], [type=button]), select, textarea");
  for (const box of boxes) if (!labelled(box)) faults.push(`no label that is seen: ${named(box)}`);

  /* A box to tick is hit by its label too. */
  const height = (element) => {
    const parts = [element, ...(["radio", "checkbox"].includes(element.type) ? (element.labels ?? []) : [])];
    const boxes = parts.map((each) => each.getBoundingClientRect());
    return Math.max(...boxes.map((each) => each.bottom)) - Math.min(...boxes.map((each) => each.top));
  };
  if (strict) {
    const targets = new Set([...boxes, ...all("button, [type=submit], [role=button], summary, a.btn, nav a[href], .work a[href]")]);
    for (const target of targets) {
      const cell = target.closest(".work > li, .queue tr") ?? target;
      const high = Math.max(height(target), cell.getBoundingClientRect().height * (cell !== target));
      if (high < 43.5) faults.push(`${Math.round(high)} px high: ${named(target)}`);
    }
  } else {
    /* Then and now stand beside each other whatever they are: that is no column of amounts. */
    for (const cell of all("table:not(.compare) td"))
      if (/^[−-]?[\d,]+\.\d\d元$/.test(cell.innerText.trim()) && !["right", "end"].includes(getComputedStyle(cell).textAlign))
        if (root.clientWidth >= 1440) faults.push(`an amount that is not at the right: ${named(cell)}`);
  }
  return faults;
}
