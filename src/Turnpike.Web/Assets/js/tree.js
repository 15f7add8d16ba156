// Leaves of a tree of attributes what holds the words that are typed, and what stands above it.
export function mount(field) {
  const tree = document.getElementById(field.dataset.tree);
  const count = document.getElementById(field.dataset.count);
  const folded = new Map([...tree.querySelectorAll("details")].map((details) => [details, details.open]));
  field.closest(".later")?.classList.remove("later");

  function show(element, wanted) {
    if (!element.matches("details")) {
      const fits = element.textContent.toLowerCase().includes(wanted);
      element.hidden = !fits;
      return fits ? 1 : 0;
    }
    const isNamed = element.querySelector("summary").textContent.toLowerCase().includes(wanted);
    let shown = 0;
    for (const child of element.querySelector("summary + div").children) {
      shown += show(child, isNamed ? "" : wanted);
    }
    element.hidden = shown === 0;
    element.open = shown > 0;
    return shown;
  }

  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    if (wanted === "") {
      tree.querySelectorAll("[hidden]").forEach((element) => (element.hidden = false));
      folded.forEach((open, details) => (details.open = open));
      count.textContent = "";
      return;
    }
    const root = tree.firstElementChild;
    const children = root.matches("details") ? root.querySelector("summary + div").children : tree.children;
    let shown = 0;
    for (const child of children) {
      shown += show(child, wanted);
    }
    root.open = true;
    count.textContent = shown === 1 ? "1 attribute" : `${shown} attributes`;
  });
}
