// A form is sent once, and asks first where there is no way back.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    setTimeout(() => delete form.dataset.sent, 5000);
  }
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// The field with the fault is where to go on.
document.querySelector("[aria-invalid=true]")?.focus();

// Addresses of filters name what was asked for, and nothing else.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.closest("form.filters")) {
    for (const [name, value] of [...event.detail.formData.entries()]) {
      if (value === "") {
        event.detail.formData.delete(name);
      }
    }
  }
});

document.addEventListener("click", (event) => event.target.closest("[data-print]") && window.print());
