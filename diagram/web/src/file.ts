import type { Snapshot } from "./model.ts";

/** What the page begins with, if it was kept as one file; null when a server serves it. */
export function stateInFile(): Snapshot | null {
  const text = document.getElementById("state")?.textContent;
  return text ? (JSON.parse(text) as Snapshot) : null;
}

/**
 * Where a worker's script is.
 *
 * @param address where the server has it; a file holds it inside
 */
export function workerAddress(address: string): string {
  // The layout also runs where there is no document: in tests without a browser.
  const script = globalThis.document?.getElementById("worker")?.textContent;
  if (!script) return address;
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}
