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

function refresh(type) {
  for (const element of concerned()) {
    if (element.dataset.live.split(" ").some((prefix) => prefix === "." || type.startsWith(prefix))) {
      element.dataset.stale = "true";
    }
  }
  clearTimeout(soon);
  soon = setTimeout(() => {
    for (const element of document.querySelectorAll("[data-live][data-stale]")) {
      delete element.dataset.stale;
      // Nothing is taken from under somebody who is writing.
      if (!element.contains(document.activeElement) || !document.activeElement.matches("input, textarea, select")) {
        window.htmx.ajax("GET", location.pathname + location.search, { source: element, target: element, select: `#${element.id}`, swap: "outerHTML" });
      }
    }
  }, 150);
}

if (sign && sign.dataset.source) {
  const source = new EventSource(sign.dataset.source);
  source.addEventListener("open", () => say("on", "Live"));
  source.addEventListener("error", () => say("off", "Reconnecting"));
  for (const type of sign.dataset.types.split(" ")) {
    source.addEventListener(type, () => refresh(type));
  }
  window.addEventListener("pagehide", () => source.close());
}
