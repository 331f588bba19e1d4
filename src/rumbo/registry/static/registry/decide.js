// s, d and u press the buttons of a pair; the page works without it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-decide]");
  if (!form) { return; }
  const values = { s: "SAME", d: "DIFFERENT", u: "UNKNOWN" };
  let going = 0; // "g" and a letter goes somewhere: that letter decides nothing
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) { return; }
    if (event.target instanceof HTMLElement && ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName)) { return; }
    const follows = Date.now() - going < 1500;
    going = event.key === "g" ? Date.now() : 0;
    const value = follows ? undefined : values[event.key];
    if (value) { event.preventDefault(); form.querySelector(`button[value="${value}"]`).click(); }
  });
})();
