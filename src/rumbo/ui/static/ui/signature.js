// A pen on the screen: draws on [data-sign] canvas and keeps the strokes as an SVG path (and a PNG when asked) in hidden inputs.
(() => {
  "use strict";
  const start = (box) => {
    const canvas = box.querySelector("canvas");
    const path = box.querySelector("[data-sign-path]");
    const png = box.querySelector("[data-sign-png]");
    const clear = box.querySelector("[data-sign-clear]");
    const pen = canvas.getContext("2d");
    let strokes = [];
    let current = null;
    const fit = () => {
      const scale = window.devicePixelRatio || 1;
      canvas.width = Math.round(canvas.clientWidth * scale);
      canvas.height = Math.round(canvas.clientHeight * scale);
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      draw();
    };
    const draw = () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      pen.lineWidth = 2.2;
      pen.lineCap = "round";
      pen.lineJoin = "round";
      pen.strokeStyle = "#10201c";
      strokes.forEach((stroke) => {
        pen.beginPath();
        stroke.forEach(([x, y], at) => (at ? pen.lineTo(x, y) : pen.moveTo(x, y)));
        if (stroke.length === 1) { pen.lineTo(stroke[0][0] + 0.1, stroke[0][1]); }
        pen.stroke();
      });
    };
    const keep = () => {
      path.value = strokes.map((stroke) => "M" + stroke.map((at) => at.join(" ")).join("L")).join("");
      if (png) { png.value = strokes.length ? canvas.toDataURL("image/png") : ""; }
      box.classList.toggle("signed", strokes.length > 0);
    };
    const where = (event) => {
      const edge = canvas.getBoundingClientRect();
      return [Math.round((event.clientX - edge.left) * 10) / 10, Math.round((event.clientY - edge.top) * 10) / 10];
    };
    canvas.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      current = [where(event)];
      strokes.push(current);
      draw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!current || strokes.length > 400 || current.length > 4000) { return; }
      current.push(where(event));
      draw();
    });
    ["pointerup", "pointercancel"].forEach((name) => canvas.addEventListener(name, () => { current = null; keep(); }));
    clear.addEventListener("click", () => { strokes = []; draw(); keep(); });
    box.hidden = false;
    window.addEventListener("resize", fit);
    fit();
  };
  document.querySelectorAll("[data-sign]").forEach(start);
})();
