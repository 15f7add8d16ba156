// Moves about in a picture of relations: drag a node to pin it, drag the ground to move, hold Ctrl and turn the wheel to zoom.
export function mount(box) {
  const svg = box.querySelector("svg");
  const natural = { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
  let zoom = 1;
  let held = null;
  let moved = false;

  const middle = box.querySelector(".node.root");
  if (middle) {
    const at = place(middle);
    box.scrollLeft = at.x + 108 - box.clientWidth / 2;
    box.scrollTop = at.y + 23 - box.clientHeight / 2;
  }

  function place(node) {
    const matrix = node.transform.baseVal.consolidate().matrix;
    return { x: matrix.e, y: matrix.f };
  }

  function size(node) {
    const rect = node.querySelector("rect");
    return { width: rect.width.baseVal.value, height: rect.height.baseVal.value };
  }

  function scale(next) {
    zoom = Math.min(2, Math.max(0.3, next));
    svg.setAttribute("width", natural.width * zoom);
    svg.setAttribute("height", natural.height * zoom);
  }

  function redraw(node) {
    const id = node.dataset.node;
    for (const edge of svg.querySelectorAll(".edge")) {
      if (edge.dataset.from === id || edge.dataset.to === id) {
        const from = [...svg.querySelectorAll(".node")].find((n) => n.dataset.node === edge.dataset.from);
        const to = [...svg.querySelectorAll(".node")].find((n) => n.dataset.node === edge.dataset.to);
        const a = place(from);
        const b = place(to);
        const box = size(from);
        const forward = a.x <= b.x;
        const x1 = forward ? a.x + box.width : a.x;
        const x2 = forward ? b.x : b.x + box.width;
        const y1 = a.y + box.height / 2;
        const y2 = b.y + box.height / 2;
        const bend = Math.max(28, Math.abs(x2 - x1) / 2) * (forward ? 1 : -1);
        edge.setAttribute("d", `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`);
      }
    }
  }

  box.addEventListener("wheel", (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      scale(zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
    }
  }, { passive: false });

  box.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") {
      scale(zoom * 1.2);
    } else if (event.key === "-") {
      scale(zoom / 1.2);
    } else if (event.key === "0") {
      scale(1);
    }
  });

  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      const node = event.target.closest(".node");
      held = { node, x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop, at: node ? place(node) : null };
      moved = false;
    }
  });
  window.addEventListener("pointermove", (event) => {
    if (!held || (!moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 4)) {
      return;
    }
    moved = true;
    if (held.node) {
      held.node.setAttribute("transform", `translate(${held.at.x + (event.clientX - held.x) / zoom} ${held.at.y + (event.clientY - held.y) / zoom})`);
      held.node.classList.add("pinned");
      redraw(held.node);
    } else {
      box.scrollLeft = held.left - (event.clientX - held.x);
      box.scrollTop = held.top - (event.clientY - held.y);
    }
  });
  window.addEventListener("pointerup", () => (held = null));
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => {
    if (moved) {
      event.preventDefault();
      moved = false;
    }
  }, { capture: true });

  const filter = document.querySelector(`[data-filters="${box.dataset.name ?? "graph"}"]`);
  filter?.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const node of svg.querySelectorAll(".node")) {
      node.classList.toggle("dim", wanted !== "" && !node.textContent.toLowerCase().includes(wanted));
    }
  });
}
