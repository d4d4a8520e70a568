import { rate } from "../format.ts";
import type { GraphEdge } from "../model.ts";
import { alert, bold, type Lens, lineWidth, type Look, small, toneOf, type Word } from "./lens.ts";

const LIMITS = [0.1, 10, 100, 1000] as const;

/** What DynamoDB counts and bills. */
export const UNITS: Lens = {
  id: "units",
  name: "Capacity",
  question: "Which calls use the tables' read and write units, and which of them in vain?",
  look,
  legend: [
    { tone: "scale-2", width: 3, text: "width: read and write units per second; this colour, below 10" },
    { tone: "scale-3", width: 3, text: "below 100" },
    { tone: "scale-4", width: 3, text: "below 1,000" },
    { tone: "scale-5", width: 3, text: "1,000 and more" },
    { tone: "scale-3", width: 3, band: 9, text: "band: write units that were used in vain, such as by a write whose condition was not met" },
    { tone: "edge-silent", width: 1.4, text: "no units are reported: no call of DynamoDB, or spans without consumed capacity" },
  ],
};

function look({ perSecond, access }: GraphEdge): Look {
  const { readUnits, writeUnits, wastedWriteUnits } = perSecond;
  const units = readUnits + writeUnits;
  if (units === 0) {
    return { tone: "edge-silent", width: 1.4, band: 0, far: [], near: [[small("no units")]] };
  }
  const used: Word[][] = [];
  if (writeUnits > 0) used.push([bold(rate(writeUnits)), small("write units")]);
  if (readUnits > 0) used.push([bold(rate(readUnits)), small("read units")]);
  const vain = wastedWriteUnits >= 0.01 * units ? [[alert(`${rate(wastedWriteUnits)} in vain`, "warn")]] : [];
  const width = lineWidth(units);
  return {
    tone: toneOf(units, LIMITS),
    width,
    band: vain.length ? Math.min(24, width + 3 + 10 * (wastedWriteUnits / units)) : 0,
    far: [...used, ...vain],
    near: [...used, ...vain, [small(access)]],
  };
}
