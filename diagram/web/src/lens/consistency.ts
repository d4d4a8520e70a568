import { rate, share } from "../format.ts";
import type { GraphEdge } from "../model.ts";
import { alert, type Lens, lineWidth, type Look, rateWord, small, type Tone } from "./lens.ts";

/** Smaller shares of the attempts are left to the panel. */
const SHOWN = { conflicts: 0.001, conditions: 0.01 };
/** Only what writes can lose against another writer. */
const WRITES = new Set(["write", "transact", "replicate"]);

/** Which calls wait for the newest value, and which of them lose against each other. */
export const CONSISTENCY: Lens = {
  id: "consistency",
  name: "Consistency",
  question: "Which reads are strong, what is written in transactions, and who loses against whom?",
  look,
  legend: [
    { tone: "scale-2", width: 3, text: "reads that may be up to a second old (eventual), and plain writes" },
    { tone: "scale-4", width: 3, text: "strong reads: the newest value, for twice the read units, and not from replicas" },
    { tone: "scale-5", width: 3, text: "transactions: all or nothing, for twice the units" },
    { tone: "scale-3", width: 3, dashed: true, text: "copies to another region, about a second behind" },
    { tone: "warn", width: 3, band: 9, text: "band: attempts that lost against another writer, or whose condition was not met" },
    { tone: "edge-silent", width: 1.4, text: "no table, or reads that do not say how they read" },
  ],
};

function look({ access, perSecond: r }: GraphEdge): Look {
  const tone = toneOf(access, r.strongReads, r.eventualReads);
  const width = lineWidth(r.calls);
  const attempts = WRITES.has(access) ? r.attempts : 0;
  const lost = attempts > 0 ? r.conflict / attempts : 0;
  const unmet = attempts > 0 ? r.conditional / attempts : 0;
  const loses = lost >= SHOWN.conflicts;
  const asks = unmet >= SHOWN.conditions;
  const losses = [
    ...(loses ? [[alert(`${share(lost)} conflicts`, "warn")]] : []),
    ...(asks ? [[small(`${share(unmet)} conditions not met`)]] : []),
  ];
  const kind = kindOf(access, r.strongReads, r.eventualReads);
  if (!kind && losses.length === 0) return { tone, width: 1.4, band: 0, far: [], near: [[small(access)]] };
  const first = [rateWord(rate(r.calls)), small(kind || access)];
  return {
    tone: loses ? "warn" : tone,
    width,
    band: loses || asks ? Math.min(24, width + 3 + 20 * (lost + unmet)) : 0,
    far: [first, ...losses],
    near: [first, ...losses],
  };
}

function toneOf(access: string, strong: number, eventual: number): Tone {
  if (access === "transact") return "scale-5";
  if (access === "replicate") return "scale-3";
  if (access === "write") return "scale-2";
  if (access !== "read" || strong + eventual === 0) return "edge-silent";
  return strong > 0 ? "scale-4" : "scale-2";
}

/** How it reads or writes, in words; empty where that is not known. */
function kindOf(access: string, strong: number, eventual: number): string {
  if (access === "transact") return "transactions";
  if (access === "replicate") return "copies";
  if (access === "write") return "writes";
  if (access !== "read" || strong + eventual === 0) return "";
  if (eventual === 0) return "strong";
  return strong === 0 ? "eventual" : `${share(strong / (strong + eventual))} strong`;
}
