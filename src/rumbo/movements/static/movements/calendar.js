// A group is dragged onto another departure; what would change is asked there before it is saved.
(() => {
  "use strict";
  let held = null;
  document.addEventListener("dragstart", (event) => {
    const chip = event.target instanceof Element ? event.target.closest("[data-move]") : null;
    if (!chip) { return; }
    held = chip;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", chip.dataset.move);
  });
  const slotOf = (event) => {
    const slot = event.target instanceof Element ? event.target.closest("[data-departure]") : null;
    return slot && held && !slot.contains(held) ? slot : null;
  };
  document.addEventListener("dragover", (event) => {
    const slot = slotOf(event);
    for (const other of document.querySelectorAll(".slot.over")) { if (other !== slot) { other.classList.remove("over"); } }
    if (!slot) { return; }
    event.preventDefault();
    slot.classList.add("over");
  });
  document.addEventListener("dragend", () => {
    held = null;
    for (const slot of document.querySelectorAll(".slot.over")) { slot.classList.remove("over"); }
  });
  document.addEventListener("drop", (event) => {
    const slot = slotOf(event);
    if (!slot) { return; }
    event.preventDefault();
    window.location.assign(`${held.dataset.move}?a=${encodeURIComponent(slot.dataset.departure)}`);
  });
})();
