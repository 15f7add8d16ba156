// Indents with Tab and keeps the indentation of the line before; shows line numbers, and where something is wrong. Escape
// first lets Tab leave the editor.
export function mount(editor) {
  let leaving = false;
  const checked = document.getElementById(editor.dataset.checks);
  const gutter = editor.previousElementSibling;

  function number() {
    const lines = editor.value.split("\n").length;
    while (gutter.childElementCount < lines) {
      const line = document.createElement("div");
      line.textContent = String(gutter.childElementCount + 1);
      gutter.append(line);
    }
    while (gutter.childElementCount > lines) {
      gutter.lastElementChild.remove();
    }
    gutter.scrollTop = editor.scrollTop;
  }

  function mark() {
    for (const line of gutter.children) {
      line.removeAttribute("class");
    }
    for (const place of checked?.querySelectorAll("[data-line]") ?? []) {
      gutter.children[Number(place.dataset.line) - 1]?.classList.add(place.dataset.tone);
    }
  }

  function goTo(line, column) {
    const before = editor.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    editor.focus();
    editor.setSelectionRange(before + column - 1, before + column - 1);
    const height = editor.scrollHeight / Math.max(1, gutter.childElementCount);
    editor.scrollTop = Math.max(0, (line - 6) * height);
  }

  editor.addEventListener("input", number);
  editor.addEventListener("scroll", () => (gutter.scrollTop = editor.scrollTop));
  checked?.addEventListener("htmx:afterSwap", mark);
  checked?.addEventListener("click", (event) => {
    const place = event.target.closest("button[data-line]");
    if (place) {
      goTo(Number(place.dataset.line), Number(place.dataset.column));
    }
  });
  number();
  mark();

  editor.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      leaving = true;
      return;
    }
    if (event.key === "Tab" && !event.shiftKey && !leaving) {
      event.preventDefault();
      insert("\t");
    } else if (event.key === "Enter" && !event.ctrlKey) {
      const before = editor.value.slice(0, editor.selectionStart);
      const indent = before.slice(before.lastIndexOf("\n") + 1).match(/^[ \t]*/)[0] + (/[{[(]\s*$/.test(before) ? "\t" : "");
      if (indent) {
        event.preventDefault();
        insert("\n" + indent);
      }
    } else if (event.key === "Enter") {
      editor.form.requestSubmit();
    }
    leaving = false;
  });

  function insert(text) {
    editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
