import { keep } from "./cookies.js";

// The server draws times in the zone that this cookie names, from the second page on.
keep("turnpike-zone", Intl.DateTimeFormat().resolvedOptions().timeZone);

const exact = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "long" });
const steps = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86400],
  ["month", 2629800],
  ["year", 31557600],
];

// The same words as Elements/Moment.razor.
export function relative(seconds) {
  const ago = seconds >= 0;
  const size = Math.abs(seconds);
  if (size < 60) {
    return ago ? "just now" : "in a moment";
  }
  let [unit, length] = steps[0];
  for (const step of steps) {
    if (size >= step[1]) {
      [unit, length] = step;
    }
  }
  const count = Math.floor(size / length);
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return ago ? `${words} ago` : `in ${words}`;
}

function refresh(root) {
  for (const time of root.querySelectorAll("time[data-relative]")) {
    const moment = new Date(time.dateTime);
    const words = relative((Date.now() - moment.getTime()) / 1000);
    if (time.textContent !== words) {
      time.textContent = words;
    }
    time.title = exact.format(moment);
  }
}

refresh(document);
setInterval(() => refresh(document), 30000);
document.addEventListener("htmx:afterSettle", (event) => refresh(event.target));
