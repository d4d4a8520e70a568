import type { GraphEdge } from "./model.ts";
import { rate, share } from "./format.ts";

/** How much attention an edge asks for. */
export type Level = "silent" | "ok" | "warn" | "bad";

export interface Trouble {
  level: Level;
  /**
   * Share of calls that failed in the end, without those whose own condition was not met: that is
   * how a program asks a question.
   */
  failedShare: number;
  /** Attempts per call; 1 when nothing is tried again. */
  attemptsPerCall: number;
  /** Share of attempts refused because of throughput. */
  throttledShare: number;
  /** What is wrong in a few words, worst first; empty when nothing is. */
  reasons: string[];
}

const WARN = { failed: 0.01, attempts: 1.1, throttled: 0.01 };
const BAD = { failed: 0.05, attempts: 1.5, throttled: 0.1 };

/** Fewer calls in a minute than this are too few for a colour. */
const ENOUGH_CALLS = 5;

/** An edge is replaced when its numbers change, never changed. */
const known = new WeakMap<GraphEdge, Trouble>();

export function troubleOf(edge: GraphEdge): Trouble {
  let trouble = known.get(edge);
  if (!trouble) known.set(edge, (trouble = judge(edge)));
  return trouble;
}

function judge(edge: GraphEdge): Trouble {
  const r = edge.perSecond;
  const failedShare = r.calls > 0 ? Math.max(0, r.failed - r.conditional) / r.calls : 0;
  const attemptsPerCall = r.calls > 0 && r.attempts > 0 ? r.attempts / r.calls : 1;
  const throttledShare = r.attempts > 0 ? r.throttled / r.attempts : 0;
  const reasons: string[] = [];
  if (failedShare >= WARN.failed) reasons.push(`${share(failedShare)} failed`);
  if (attemptsPerCall >= WARN.attempts) reasons.push(`×${attemptsPerCall.toFixed(1)} attempts`);
  if (throttledShare >= WARN.throttled) reasons.push(`${share(throttledShare)} throttled`);
  if (r.wastedWriteUnits >= 1) reasons.push(`${rate(r.wastedWriteUnits)} units wasted`);
  return {
    level: level(r.calls, r.attempts, failedShare, attemptsPerCall, throttledShare),
    failedShare,
    attemptsPerCall,
    throttledShare,
    reasons,
  };
}

function level(
  calls: number,
  attempts: number,
  failed: number,
  perCall: number,
  throttled: number,
): Level {
  if (calls === 0 && attempts === 0) return "silent";
  if (calls * 60 < ENOUGH_CALLS) return "ok";
  if (failed >= BAD.failed || perCall >= BAD.attempts || throttled >= BAD.throttled) return "bad";
  if (failed >= WARN.failed || perCall >= WARN.attempts || throttled >= WARN.throttled) {
    return "warn";
  }
  return "ok";
}

const ORDER: Record<Level, number> = { bad: 0, warn: 1, ok: 2, silent: 3 };

/** Worst first, then the busiest. */
export function byTrouble(a: GraphEdge, b: GraphEdge): number {
  return (
    ORDER[troubleOf(a).level] - ORDER[troubleOf(b).level] || b.perSecond.calls - a.perSecond.calls
  );
}
