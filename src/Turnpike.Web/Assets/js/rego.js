// Indents with Tab and keeps the indentation of the line before. Escape first lets Tab leave the editor.
export function mount(editor) {
  let leaving = false;
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
