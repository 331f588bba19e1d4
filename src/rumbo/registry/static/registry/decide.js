// A key presses what bears its letter (data-press); the page works without it.
(() => {
  "use strict";
  let pressed = false; // one key, one deed: the next one is for the next page
  let going = 0; // "g" and a letter goes somewhere: that letter decides nothing
  document.addEventListener("keydown", (event) => {
    if (pressed || event.ctrlKey || event.metaKey || event.altKey || event.repeat) { return; }
    if (event.target instanceof HTMLElement && ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName)) { return; }
    if (document.querySelector("dialog[open]")) { return; }
    const follows = Date.now() - going < 1500;
    going = event.key === "g" ? Date.now() : 0;
    const letter = event.key.toLowerCase();
    const wanted = follows || !/^[a-z]$/.test(letter) ? null : document.querySelector(`[data-press="${letter}"]`);
    if (wanted) { pressed = true; event.preventDefault(); wanted.click(); }
  });
  // Back by the browser: the page stands as it was left, and is read anew.
  window.addEventListener("pageshow", (event) => { if (event.persisted) { pressed = false; } });
})();
