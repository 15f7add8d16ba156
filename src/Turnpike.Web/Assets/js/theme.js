import { keep } from "./cookies.js";

function choose(theme) {
  keep("turnpike-theme", theme);
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  show();
}

function show() {
  const now = document.documentElement.dataset.theme ?? "system";
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (button) {
    choose(button.dataset.themeChoice);
  }
});
for (const segments of document.querySelectorAll("[data-theme-choices]")) {
  segments.hidden = false;
}
show();

export function nextTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  choose(now === "dark" ? "light" : "dark");
}
