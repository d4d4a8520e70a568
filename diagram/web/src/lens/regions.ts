import { millis, rate } from "../format.ts";
import type { GraphEdge } from "../model.ts";
import { bold, type Lens, lineWidth, type Look, rateWord, small, toneOf } from "./lens.ts";

const LIMITS = [0, 20, 80, 150] as const;

/** What leaves its region, and what that costs in time. */
export const REGIONS: Lens = {
  id: "regions",
  name: "Regions",
  question: "Which calls leave their region, and how long do they wait for it?",
  look,
  legend: [
    { tone: "edge-silent", width: 2, text: "within one region" },
    { tone: "scale-2", width: 3, dashed: true, text: "to another region, median below 20 ms, or not measured" },
    { tone: "scale-3", width: 3, dashed: true, text: "below 80 ms" },
    { tone: "scale-4", width: 3, dashed: true, text: "below 150 ms" },
    { tone: "scale-5", width: 3, dashed: true, text: "150 ms and more" },
  ],
};

function look({ from, to, perSecond, latencyMs, crossRegion, access }: GraphEdge): Look {
  const width = lineWidth(perSecond.calls);
  if (!crossRegion) {
    return { tone: "edge-silent", width, band: 0, far: [], near: [[small(rate(perSecond.calls))]] };
  }
  const wait = latencyMs ? [bold(`median ${millis(latencyMs.p50)}`)] : [];
  const way = [[bold(`${regionOf(from)} → ${regionOf(to)}`)], [rateWord(rate(perSecond.calls)), ...wait]];
  const tone = toneOf(latencyMs?.p50 ?? 0, LIMITS);
  return { tone, width, band: 0, far: way, near: [...way, [small(access)]] };
}

function regionOf(nodeId: string): string {
  return nodeId.split(":")[2] || "outside";
}
