// Offers how a question can go on. Down and up choose, Enter or Tab takes what is chosen, Escape closes.
export function mount(box) {
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  let found = { start: 0, items: [] };
  let chosen = -1;
  let wait;
  let asked;

  const isOpen = () => !list.hidden;

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    chosen = at;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function take(item) {
    const text = item.text + (item.isWhole && input.type === "search" ? " " : "");
    input.setRangeText(text, found.start, input.selectionStart, "end");
    close();
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function draw() {
    list.replaceChildren(
      ...found.items.map((item, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.role = "option";
        option.setAttribute("aria-selected", "false");
        const text = document.createElement("span");
        text.className = "mono cut";
        text.textContent = item.text;
        const says = document.createElement("small");
        says.className = "cut";
        says.textContent = item.says;
        option.append(text, says);
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(item);
        });
        return option;
      }),
    );
    list.hidden = found.items.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const typed = input.value.slice(0, input.selectionStart);
    const address = `${box.dataset.ask}${box.dataset.ask.includes("?") ? "&" : "?"}q=${encodeURIComponent(typed)}`;
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { accept: "application/json" } });
      if (answer.ok && document.activeElement === input) {
        found = await answer.json();
        // What stands there already needs no offer.
        found.items = found.items.filter((item) => item.text !== typed.slice(found.start));
        draw();
      }
    } catch (fault) {
      if (fault.name !== "AbortError") {
        throw fault;
      }
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 100);
  });
  input.addEventListener("click", () => !isOpen() && ask());
  input.addEventListener("blur", () => {
    clearTimeout(wait);
    asked?.abort();
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !isOpen()) {
      event.preventDefault();
      ask();
    } else if (isOpen() && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const count = found.items.length;
      choose(event.key === "ArrowDown" ? (chosen + 1) % count : (chosen <= 0 ? count : chosen) - 1);
    } else if (isOpen() && chosen >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(found.items[chosen]);
    } else if (isOpen() && event.key === "Enter") {
      close();
    } else if (isOpen() && event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}
