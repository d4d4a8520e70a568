import { millis } from "../format.ts";
import type { GraphEdge } from "../model.ts";
import { bold, type Lens, type Look, small, toneOf } from "./lens.ts";

const LIMITS = [1, 10, 100, 1000] as const;

/** How long calls take, from microseconds to seconds. */
export const LATENCY: Lens = {
  id: "latency",
  name: "Latency",
  question: "Where do calls wait: always, or one in a hundred?",
  look,
  legend: [
    { tone: "scale-3", width: 3, text: "line: median; wider by the same step for each ten times longer" },
    { tone: "scale-3", width: 3, band: 9, text: "band: 99th percentile; far wider than its line, a good average hides slow calls" },
    { tone: "scale-1", width: 3, text: "99th percentile below 1 ms" },
    { tone: "scale-2", width: 3, text: "below 10 ms" },
    { tone: "scale-3", width: 3, text: "below 100 ms" },
    { tone: "scale-4", width: 3, text: "below 1 s" },
    { tone: "scale-5", width: 3, text: "1 s and more" },
    { tone: "edge-silent", width: 1.4, text: "not measured" },
  ],
};

function look({ latencyMs, access }: GraphEdge): Look {
  if (!latencyMs) {
    const near = [[small("not measured")]];
    return { tone: "edge-silent", width: 1.4, band: 0, far: [], near };
  }
  const { p50, p99 } = latencyMs;
  const width = widthOf(p50);
  const tail = [small("p99"), bold(millis(p99), "muted")];
  return {
    tone: toneOf(p99, LIMITS),
    width,
    band: Math.max(width + 3, widthOf(p99) + 3),
    far: [[{ ...bold(millis(p50)), room: "888 ms" }], tail],
    near: [[{ ...bold(millis(p50)), room: "888 ms" }, small(access)], tail],
  };
}

/** 1.4 for 10 µs and below, 2.2 more for each ten times longer. */
function widthOf(ms: number): number {
  return Math.min(14, 1.4 + 2.2 * Math.max(0, Math.log10(ms / 0.01)));
}
