// Short words about what was just done, read out by screen readers too.
export function toast(words) {
  const place = document.querySelector("[data-toasts]");
  if (!place) {
    return;
  }
  const box = document.createElement("div");
  box.className = "toast pass";
  box.textContent = words;
  place.append(box);
  setTimeout(() => box.remove(), 6000);
}

for (const box of document.querySelectorAll("[data-toasts] > .toast")) {
  setTimeout(() => box.remove(), 10000);
}
// What was done is told once, not again on reload.
const address = new URL(location.href);
if (address.searchParams.has("done")) {
  address.searchParams.delete("done");
  history.replaceState(history.state, "", address);
}
