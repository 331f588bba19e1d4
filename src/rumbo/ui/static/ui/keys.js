// "/" searches, "g" then a letter goes, "?" lists the keys. Nothing here is needed to use the page.
(() => {
  "use strict";
  const typing = (node) => node instanceof HTMLElement &&
    (node.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(node.tagName));
  const list = document.getElementById("keys");
  let going = 0;

  const showKeys = () => { if (list && !list.open) { list.showModal(); } };
  const places = {};
  document.querySelectorAll("a[data-key]").forEach((link) => { places[link.dataset.key] = link; });
  document.querySelectorAll("[data-show-keys]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", showKeys);
  });

  // On a phone the menu scrolls sideways: begin where the reader is.
  const here = document.querySelector(".top-bar nav [aria-current]");
  if (here) { here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 16; }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      if (event.target instanceof HTMLElement && event.target.matches("[data-find]")) { event.target.blur(); }
      return;
    }
    if (typing(event.target)) { return; }
    const follows = Date.now() - going < 1500;
    going = 0;
    if (follows && Object.hasOwn(places, event.key)) {
      event.preventDefault();
      places[event.key].click();
    } else if (event.key === "/") {
      const find = document.querySelector("[data-find]");
      if (find) { event.preventDefault(); find.focus(); find.select(); }
    } else if (event.key === "?") {
      event.preventDefault();
      showKeys();
    } else if (event.key === "g") {
      going = Date.now();
    }
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });

  // Show the sentence of a refusal that htmx received, and of a lost connection, instead of nothing.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([400, 403, 404, 409, 422, 429].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = event.detail.xhr.getResponseHeader("X-Fragment") === "1";
      event.detail.isError = !event.detail.shouldSwap;
    }
  });
  // A part that is drawn anew takes the focus with it: whoever has no mouse stays where they were.
  let left = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    const near = document.activeElement.closest("[id]");
    left = near && event.detail.target.contains(near) ? near.id : "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    const again = left && document.activeElement === document.body && document.getElementById(left);
    if (!again) { return; }
    left = "";
    if (!again.hasAttribute("tabindex")) { again.tabIndex = -1; }
    again.focus({ preventScroll: true });
  });
  // A form is sent once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent === "1") { event.preventDefault(); return; }
    if (form.method === "dialog") { return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });
})();
