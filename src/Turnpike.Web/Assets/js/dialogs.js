// Native dialogs; a press on what is behind closes them, and menus close when the focus leaves.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.opens)?.showModal();
    return;
  }
  const unfolder = event.target.closest("[data-opens-fold]");
  if (unfolder) {
    const fold = document.getElementById(unfolder.dataset.opensFold);
    fold.open = true;
    fold.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    return;
  }
  if (event.target.closest("[data-closes]")) {
    event.target.closest("dialog").close();
    return;
  }
  if (event.target instanceof HTMLDialogElement) {
    event.target.close();
  }
  for (const pop of document.querySelectorAll("details.pop[open], details.menu[open]")) {
    if (!pop.contains(event.target)) {
      pop.open = false;
    }
  }
});

document.addEventListener("focusout", (event) => {
  const pop = event.target.closest?.("details.pop[open]");
  if (pop && event.relatedTarget && !pop.contains(event.relatedTarget)) {
    pop.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const pop = event.target.closest?.("details.pop[open], details.menu[open]");
    if (pop) {
      pop.open = false;
      pop.querySelector("summary").focus();
    }
  }
});

// All at once, where a page has much that folds.
for (const button of document.querySelectorAll("[data-expands]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const folds = [...document.getElementById(button.dataset.expands).querySelectorAll("details.fold")];
    const open = folds.some((fold) => !fold.open);
    folds.forEach((fold) => (fold.open = open));
    button.textContent = open ? "Close all" : "Open all";
  });
}

// What a page could not carry comes when its fold is opened.
document.addEventListener(
  "toggle",
  (event) => {
    const waiting = event.target.open && event.target.querySelector(":scope > [data-loads]");
    if (waiting) {
      waiting.removeAttribute("data-loads");
      waiting.querySelector(".more a").click();
    }
  },
  { capture: true },
);

// To a place that is on the page already, though it may be folded away; elsewhere the link's own address leads.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-jumps]");
  const place = link && document.getElementById(link.dataset.jumps);
  if (place && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    for (let fold = place; fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    place.querySelector("summary").focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }
});
