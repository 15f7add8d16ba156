import { openPalette } from "./palette.js";
import { nextTheme } from "./theme.js";

// Two keys go to a page: g and the letter that the navigation names.
const pages = Object.fromEntries([...document.querySelectorAll(".side [data-key]")].map((a) => [a.dataset.key, a.href]));
let waiting = false;

function isTyping(target) {
  return target.closest("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]") !== null;
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-rows] a[data-row]")];
  if (rows.length > 0) {
    const at = rows.indexOf(document.activeElement);
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)].focus();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) {
    return;
  }
  if (waiting) {
    waiting = false;
    if (pages[event.key]) {
      location.assign(pages[event.key]);
    }
    return;
  }
  switch (event.key) {
    case "g":
      waiting = true;
      setTimeout(() => (waiting = false), 1200);
      break;
    case "?":
      document.getElementById("keys")?.showModal();
      break;
    case "/": {
      const search = document.querySelector("input[type=search]:not(dialog *)");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
      break;
    }
    case "j":
      step(1);
      break;
    case "k":
      step(-1);
      break;
    case "t":
      nextTheme();
      break;
  }
});
