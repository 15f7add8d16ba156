// Ctrl-K: go anywhere, find anything. The pages come with the document, resources and changes from the server.
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const list = dialog?.querySelector("[role=listbox]");
let chosen = 0;
let found = [];
let asked;

const pages = dialog ? [...dialog.querySelectorAll("template")].flatMap((t) => [...t.content.querySelectorAll("a")]).map((a) => ({ href: a.getAttribute("href"), label: a.textContent, kind: "Page" })) : [];

export function openPalette() {
  if (dialog && !dialog.open) {
    input.value = "";
    dialog.showModal();
    search("");
  }
}

function draw() {
  list.replaceChildren(
    ...found.map((item, at) => {
      const option = document.createElement("li");
      option.id = `palette-${at}`;
      option.role = "option";
      option.setAttribute("aria-selected", String(at === chosen));
      const label = document.createElement("span");
      label.className = "cut";
      label.textContent = item.label;
      const kind = document.createElement("small");
      kind.textContent = item.kind;
      option.append(label, kind);
      option.addEventListener("click", () => location.assign(item.href));
      return option;
    }),
  );
  dialog.querySelector(".none").hidden = found.length > 0;
  if (found.length > 0) {
    input.setAttribute("aria-activedescendant", `palette-${chosen}`);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

async function search(words) {
  const wanted = words.trim().toLowerCase();
  chosen = 0;
  found = pages.filter((page) => page.label.toLowerCase().includes(wanted));
  draw();
  asked?.abort();
  if (wanted.length < 2) {
    return;
  }
  asked = new AbortController();
  try {
    const answer = await fetch(`/palette?q=${encodeURIComponent(words)}`, { signal: asked.signal, headers: { accept: "application/json" } });
    if (answer.ok) {
      found = [...pages.filter((page) => page.label.toLowerCase().includes(wanted)), ...(await answer.json())];
      draw();
    }
  } catch (fault) {
    if (fault.name !== "AbortError") {
      throw fault;
    }
  }
}

if (dialog) {
  let wait;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => search(input.value), 120);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      chosen = (chosen + step + found.length) % found.length;
      draw();
    } else if (event.key === "Enter" && found[chosen]) {
      event.preventDefault();
      location.assign(found[chosen].href);
    }
  });
  for (const opener of document.querySelectorAll("[data-palette]")) {
    opener.addEventListener("click", openPalette);
  }
}
