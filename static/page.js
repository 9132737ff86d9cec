/* What a browser does by itself when a page is loaded, for a page that is put in by htmx: the focus goes to the
   first thing to read, what was done is announced, and what did not arrive says so. */
(() => {
  const say = (words) => {
    const region = document.getElementById("announcement");
    if (region && words) region.textContent = words;
  };

  const lead = (page) => {
    const asked = page.querySelector(".error-summary, [autofocus]");
    if (asked) return asked.focus();
    const heading = page.querySelector("h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  };

  const failed = (shown) => {
    const banner = document.getElementById("not-sent");
    if (!banner) return;
    banner.hidden = !shown;
    if (shown) banner.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    failed(false);
    const page = document.getElementById("page");
    if (event.detail.elt.id !== "page" && event.detail.elt.id !== "main") return;
    lead(page);
    say([...page.querySelectorAll("main > .banner[role=status]")].map((each) => each.innerText.trim()).join(" "));
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, () => failed(true));
  }
})();
