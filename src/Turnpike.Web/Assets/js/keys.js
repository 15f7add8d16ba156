import { openPalette } from "./palette.js";
import { nextTheme } from "./theme.js";

// Two keys go to a page: g and the letter that the navigation names.
const pages = Object.fromEntries([...document.querySelectorAll(".side [data-key]")].map((a) => [a.dataset.key, a.href]));
let waiting = false;

function isTyping(target) {
  return target.closest("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]") !== null;
}

function isShown(element) {
  return element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
}

// From row to row; first from the one that was opened last, so that going back goes on there.
function step(selector, by) {
  const rows = [...document.querySelectorAll(selector)].filter(isShown);
  if (rows.length === 0) {
    return;
  }
  const focused = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const last = sessionStorage.getItem(`row ${location.pathname}`);
  const at = focused >= 0 ? focused : rows.findIndex((row) => last && row.getAttribute("href") === last);
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-rows] a[data-row]");
  if (row) {
    sessionStorage.setItem(`row ${location.pathname}`, row.getAttribute("href"));
  }
});

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
      step("[data-rows] :is(a, summary)[data-row]", 1);
      break;
    case "k":
      step("[data-rows] :is(a, summary)[data-row]", -1);
      break;
    case "n":
      step(".finding[tabindex], .has-finding", 1);
      break;
    case "p":
      step(".finding[tabindex], .has-finding", -1);
      break;
    case "]":
      document.querySelector("a[rel=next]")?.click();
      break;
    case "[":
      document.querySelector("a[rel=prev]")?.click();
      break;
    case "u":
      [...document.querySelectorAll(".crumbs a")].at(-1)?.click();
      break;
    case "d": {
      const field = document.querySelector("[data-decides]");
      if (field) {
        event.preventDefault();
        field.focus();
        field.scrollIntoView({ block: "center" });
      }
      break;
    }
    case "t":
      nextTheme();
      break;
  }
});
