// An element with data-undo-seconds="10" (a form that takes the last tap back) leaves when its time is over.
(() => {
  "use strict";
  const watch = (root) => {
    root.querySelectorAll("[data-undo-seconds]:not([data-undo-runs])").forEach((undo) => {
      undo.dataset.undoRuns = "1";
      const held = () => undo.contains(document.activeElement) || undo.matches(":hover");
      const leave = () => { if (held()) { setTimeout(leave, 2000); } else { undo.hidden = true; } };
      setTimeout(leave, Number(undo.dataset.undoSeconds) * 1000);
    });
  };
  watch(document);
  document.addEventListener("htmx:load", (event) => watch(event.target.parentElement || document));
})();
