// Only for forms with data-keep="name": what was typed survives a dropped connection or a closed lid, in this tab only
// (sessionStorage), and is wiped when the form is sent or when the person leaves by "Salir".
(() => {
  "use strict";
  const HOURS = 12 * 3600 * 1000;
  const prefix = "rumbo-keep:";
  const fields = (form) => [...form.elements].filter((field) =>
    field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type) && !("keepNot" in field.dataset));

  const read = (key) => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key));
      return kept && Date.now() - kept.at < HOURS ? kept.values : null;
    } catch { return null; }
  };
  const watch = (form) => {
    const key = prefix + form.dataset.keep;
    const kept = "keepFresh" in form.dataset ? null : read(key);
    if (kept) {
      const seen = {};
      fields(form).forEach((field) => {
        const at = seen[field.name] = (seen[field.name] ?? -1) + 1;
        const value = kept[field.name]?.[at];
        if (value === undefined) { return; }
        if (["checkbox", "radio"].includes(field.type)) { field.checked = value === true; } else { field.value = value; }
      });
      form.querySelectorAll("[data-kept-note]").forEach((note) => { note.hidden = false; });
      form.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const save = () => {
      const values = {};
      fields(form).forEach((field) => {
        (values[field.name] ??= []).push(["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
      });
      try { sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values })); } catch { /* full or refused: typing goes on */ }
    };
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    form.addEventListener("submit", () => { if (navigator.onLine) { sessionStorage.removeItem(key); } });
    form.addEventListener("reset", () => sessionStorage.removeItem(key));
  };
  document.querySelectorAll("form[data-keep]").forEach(watch);
  document.addEventListener("submit", (event) => {
    if (event.target.action.includes("logout")) {
      Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).forEach((key) => sessionStorage.removeItem(key));
    }
  });
})();
