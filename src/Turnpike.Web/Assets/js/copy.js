import { toast } from "./toasts.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }
  event.preventDefault();
  await navigator.clipboard.writeText(button.dataset.copy);
  button.dataset.done = "true";
  toast("Copied");
  setTimeout(() => delete button.dataset.done, 1500);
});
