// Moves about in a picture of relations: drag a node to pin it, drag the ground to move, hold Ctrl and turn the wheel to zoom.
// By keys: Alt and an arrow move the node that has the focus, plus and minus zoom.
// Where a node was pinned it stays when the picture is drawn anew with more.
const pins = new Map();

export function mount(box) {
  const svg = box.querySelector("svg");
  const nodes = new Map([...svg.querySelectorAll(".node")].map((node) => [node.dataset.node, node]));
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

  for (const [id, at] of pins) {
    if (nodes.has(id)) {
      pin(nodes.get(id), at);
    }
  }

  function pin(node, at) {
    node.setAttribute("transform", `translate(${at.x} ${at.y})`);
    node.classList.add("pinned");
    pins.set(node.dataset.node, at);
    redraw(node);
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
        const from = nodes.get(edge.dataset.from);
        const to = nodes.get(edge.dataset.to);
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
    const step = { ArrowLeft: [-20, 0], ArrowRight: [20, 0], ArrowUp: [0, -20], ArrowDown: [0, 20] }[event.key];
    const node = event.target.closest(".node");
    if (event.altKey && step && node) {
      event.preventDefault();
      const at = place(node);
      pin(node, { x: at.x + step[0], y: at.y + step[1] });
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
      pin(held.node, { x: held.at.x + (event.clientX - held.x) / zoom, y: held.at.y + (event.clientY - held.y) / zoom });
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
      event.stopPropagation();
      moved = false;
    }
  }, { capture: true });
  // More of the picture comes in its place, without leaving the page.
  svg.addEventListener("click", (event) => {
    const more = event.target.closest("[data-more]");
    if (more && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && window.htmx) {
      event.preventDefault();
      window.htmx.ajax("GET", more.dataset.more, { source: more, target: "#picture", select: "#picture", swap: "outerHTML show:none" });
    }
  });

  const filter = document.querySelector(`[data-filters="${box.dataset.name ?? "graph"}"]`);
  filter?.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const node of svg.querySelectorAll(".node")) {
      node.classList.toggle("dim", wanted !== "" && !node.textContent.toLowerCase().includes(wanted));
    }
  });
}
