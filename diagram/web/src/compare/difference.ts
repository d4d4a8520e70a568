import { millis, rate, share } from "../format.ts";
import type { GraphEdge, Rates } from "../model.ts";
import { lostCalls } from "../trouble.ts";
import { countsDiffer, sharesDiffer } from "./noise.ts";

/**
 * What became of an edge between two minutes. `worse` and `better`: its losses, retries or latency changed
 * by more than chance explains; `more` and `less`: only its rate did; `few`: too few calls in both to tell.
 */
export type Fate = "worse" | "new" | "gone" | "more" | "less" | "better" | "same" | "few";

export interface Difference {
  edge: GraphEdge;
  fate: Fate;
  /** What changed in words, the gravest first, such as `p99 12 ms → 118 ms`. */
  changes: Change[];
}

export interface Change {
  what: string;
  before: string;
  after: string;
  fate: "worse" | "better" | "more" | "less";
  /** How large the change is, for the order: the larger of the two ratios, or points of a share. */
  size: number;
}

const SECONDS = 60;
/** Chance makes nothing of ten expected calls less than once in 20,000 minutes. */
const ENOUGH_CALLS = 10;
const ENOUGH_FOR_MEDIAN = 20;
const ENOUGH_FOR_P99 = 200;
/** Smaller changes are real, perhaps, but nobody gets up for them. */
const LEAST = { times: 1.5, latencyMs: 2, share: 0.01, retries: 0.05 };

/** Compares an edge of two minutes; undefined where it did not flow in the one or the other. */
export function difference(before: GraphEdge | undefined, after: GraphEdge | undefined): Difference {
  const edge = (after ?? before)!;
  const then = before ? calls(before) : 0;
  const now = after ? calls(after) : 0;
  if (Math.max(then, now) < ENOUGH_CALLS) return { edge, fate: then + now === 0 ? "same" : "few", changes: [] };
  if (then === 0) return { edge, fate: "new", changes: [] };
  if (now === 0) return { edge: before!, fate: "gone", changes: [] };
  const changes = [...shares(before!.perSecond, after!.perSecond), ...waits(before!, after!)]
    .sort((a, b) => Number(b.fate === "worse") - Number(a.fate === "worse") || b.size - a.size);
  const rates = rateChange(before!, after!);
  const all = [...changes, ...rates];
  const fate = changes.some((c) => c.fate === "worse") ? "worse" : (all[0]?.fate ?? "same");
  return { edge, fate, changes: all };
}

const calls = ({ perSecond }: GraphEdge) => Math.max(perSecond.calls, perSecond.attempts) * SECONDS;

function rateChange(before: GraphEdge, after: GraphEdge): Change[] {
  const [a, b] = [before.perSecond.calls, after.perSecond.calls];
  const times = Math.max(a, b) / Math.min(a, b);
  if (times < LEAST.times || !countsDiffer(a * SECONDS, b * SECONDS)) return [];
  return [{ what: "calls", before: rate(a), after: rate(b), fate: b > a ? "more" : "less", size: times }];
}

function shares(a: Rates, b: Rates): Change[] {
  return [
    part("lost", lostCalls(a), a.calls, lostCalls(b), b.calls, LEAST.share),
    part("retries", a.attempts - a.calls, a.attempts, b.attempts - b.calls, b.attempts, LEAST.retries),
    part("throttled", a.throttled, a.attempts, b.throttled, b.attempts, LEAST.share),
    part("refused", a.client, a.calls, b.client, b.calls, LEAST.retries),
    part("units in vain", a.wastedWriteUnits, a.writeUnits, b.wastedWriteUnits, b.writeUnits, LEAST.retries),
  ].flat();
}

function part(what: string, a: number, ofA: number, b: number, ofB: number, least: number): Change[] {
  const from = ofA > 0 ? Math.max(0, a) / ofA : 0;
  const to = ofB > 0 ? Math.max(0, b) / ofB : 0;
  const size = Math.abs(to - from);
  if (size < least || !sharesDiffer(a * SECONDS, ofA * SECONDS, b * SECONDS, ofB * SECONDS)) return [];
  return [{ what, before: share(from), after: share(to), fate: to > from ? "worse" : "better", size: 100 * size }];
}

function waits(before: GraphEdge, after: GraphEdge): Change[] {
  const [a, b] = [before.latencyMs, after.latencyMs];
  const fewest = Math.min(calls(before), calls(after));
  if (!a || !b || fewest < ENOUGH_FOR_MEDIAN) return [];
  const median = wait("median", a.p50, b.p50);
  return fewest < ENOUGH_FOR_P99 ? median : [...median, ...wait("p99", a.p99, b.p99)];
}

function wait(what: string, a: number, b: number): Change[] {
  const times = Math.max(a, b) / Math.max(0.001, Math.min(a, b));
  if (times < LEAST.times || Math.abs(a - b) < LEAST.latencyMs) return [];
  return [{ what, before: millis(a), after: millis(b), fate: b > a ? "worse" : "better", size: times }];
}
