import { Worker } from "elkjs/lib/elk-worker.min.js";
import { vi } from "vitest";

/** Lets the layout run where there are no web workers: ELK brings a stand-in for Node. */
export function withoutWorkers(): void {
  vi.stubGlobal("Worker", Worker);
}
