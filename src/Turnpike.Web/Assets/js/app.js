// What every page does beyond its HTML. Without it each page still reads, links and submits.
import "./theme.js";
import "./times.js";
import "./copy.js";
import "./dialogs.js";
import "./palette.js";
import "./keys.js";
import "./live.js";
import "./forms.js";

// Islands are fetched only where a page shows them.
const islands = { ask: "./ask.js", graph: "./graph.js", proof: "./proof.js", rego: "./rego.js", sync: "./sync.js", travel: "./travel.js", tree: "./tree.js" };
function mount(root) {
  for (const element of root.querySelectorAll("[data-island]")) {
    const path = islands[element.dataset.island];
    if (path && !element.dataset.mounted) {
      element.dataset.mounted = "coming";
      import(path).then((island) => {
        island.mount(element);
        element.dataset.mounted = "true";
      });
    }
  }
}
mount(document);
document.addEventListener("htmx:afterSettle", (event) => mount(event.target));
