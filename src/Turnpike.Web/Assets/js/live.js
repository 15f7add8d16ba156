// What others do meanwhile. An element names the events that concern it; when one arrives, it is fetched anew in place.
const sign = document.querySelector("[data-live-state]");
const concerned = () => [...document.querySelectorAll("[data-live]")];
let soon;

function say(state, words) {
  if (sign) {
    sign.dataset.state = state;
    sign.querySelector("span").textContent = words;
  }
}

function isConcerned(element, event) {
  return element.dataset.live.split(" ").some((prefix) => prefix === "." || event.type.startsWith(prefix)) && (!element.dataset.liveAbout || event.data.includes(element.dataset.liveAbout));
}

// Nothing is taken from under somebody who is writing.
function isBusy(element) {
  const at = document.activeElement;
  return (element.contains(at) && at.matches("input, textarea, select")) || element.querySelector("details.asks[open], .asked form") !== null;
}

async function renew(element) {
  if (element.dataset.liveFrom) {
    await window.htmx.ajax("GET", element.dataset.liveFrom, { source: element, target: element, swap: "innerHTML" });
    return;
  }
  const rows = new Set([...element.querySelectorAll("[id]")].map((row) => row.id));
  const focused = element.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  await window.htmx.ajax("GET", location.pathname + location.search, { source: element, target: element, select: `#${element.id}`, swap: "outerHTML" });
  const now = document.getElementById(element.id);
  for (const row of now?.querySelectorAll("tr[id], li[id]") ?? []) {
    row.classList.toggle("fresh", !rows.has(row.id));
  }
  if (focused) {
    now?.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

function refresh(event) {
  for (const element of concerned()) {
    if (isConcerned(element, event)) {
      element.dataset.stale = "true";
    }
  }
  clearTimeout(soon);
  soon = setTimeout(() => {
    for (const element of document.querySelectorAll("[data-live][data-stale]")) {
      if (!isBusy(element)) {
        delete element.dataset.stale;
        renew(element);
      }
    }
  }, 150);
}

// What was passed over while somebody wrote.
document.addEventListener("focusout", () => {
  if (document.querySelector("[data-live][data-stale]")) {
    clearTimeout(soon);
    soon = setTimeout(() => refresh({ type: "", data: "" }), 500);
  }
});

if (sign && sign.dataset.source) {
  const source = new EventSource(sign.dataset.source);
  source.addEventListener("open", () => say("on", "Live"));
  source.addEventListener("error", () => say("off", "Reconnecting"));
  for (const type of sign.dataset.types.split(" ")) {
    source.addEventListener(type, refresh);
  }
  window.addEventListener("pagehide", () => source.close());
}
