// Sliding along time fills in the date; letting go travels there.
export function mount(form) {
  const date = form.querySelector("#at");
  const slide = form.querySelector("#slide");
  form.querySelector("[data-slider]").classList.remove("later");
  const two = (n) => String(n).padStart(2, "0");
  slide.addEventListener("input", () => {
    const moment = new Date(Number(slide.value) * 1000);
    date.value = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
    slide.setAttribute("aria-valuetext", moment.toLocaleString());
  });
  slide.addEventListener("change", () => form.requestSubmit());
}
