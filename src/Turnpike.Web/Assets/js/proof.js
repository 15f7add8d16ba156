// Climbs from an entry to the root by itself (RFC 9162, 2.1.3.2): what the server says of the proof need not be believed.
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const hash = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));

export async function mount(element) {
  if (!globalThis.crypto?.subtle) {
    return;
  }
  const { entry, root, proof } = element.dataset;
  let index = BigInt(element.dataset.position);
  let last = BigInt(element.dataset.size) - 1n;
  let node = await hash([0], bytes(entry));
  for (const text of proof.split(" ").filter(Boolean)) {
    const sibling = bytes(text);
    if (index % 2n === 1n || index === last) {
      node = await hash([1], sibling, node);
      while (index % 2n === 0n && index !== 0n) {
        index /= 2n;
        last /= 2n;
      }
    } else {
      node = await hash([1], node, sibling);
    }
    index /= 2n;
    last /= 2n;
  }
  const holds = last === 0n && btoa(String.fromCharCode(...node)) === root;
  element.textContent = holds
    ? "Your browser hashed the entry's bytes and climbed to the same root by itself. Hold the root against a checkpoint that you keep elsewhere."
    : "Your browser does not arrive at this root: do not trust what is shown here. Verify the ledger with a checkpoint that you keep elsewhere.";
  element.classList.remove("later");
  element.dataset.holds = String(holds);
}
