// How far a sync is, as it goes; when it ends, what came of it takes its place.
export function mount(box) {
  const [bar, says, count, status] = ["[data-bar]", "[data-says]", "[data-count]", "[role=status]"].map((part) => box.querySelector(part));
  const source = new EventSource(box.dataset.from);

  source.addEventListener("progress", (event) => {
    const step = JSON.parse(event.data);
    bar.max = Math.max(1, step.total);
    bar.value = step.done;
    says.textContent = step.says ?? "";
    count.textContent = step.total > 0 ? `${step.done.toLocaleString("en")} of ${step.total.toLocaleString("en")} parts` : "";
    if (status.textContent !== "A sync is running.") {
      status.textContent = "A sync is running.";
    }
  });

  function end() {
    source.close();
    if (box.isConnected) {
      window.htmx.ajax("GET", location.pathname + location.search, { source: "#live", target: "#live", select: "#live", swap: "outerHTML" });
    }
  }
  source.addEventListener("ended", end);
  // It is over, or the node is away: the page as it is now says which.
  source.addEventListener("error", () => {
    source.close();
    setTimeout(end, 1500);
  });
  window.addEventListener("pagehide", () => source.close());
}
