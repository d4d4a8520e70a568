import type { GraphEdge, Rates } from "./model.ts";
import { rate, share } from "./format.ts";

/**
 * How much attention an edge asks for. `unknown`: its numbers are not those of now. Red (`bad`) is
 * for calls that are lost; retries, throttles and refusals that cost no call are amber at most.
 */
export type Level = "unknown" | "silent" | "ok" | "warn" | "bad";

/** Why attempts fail, each with a colour of its own, the gravest first. */
export type ErrorKind = "server" | "timeout" | "throttled" | "conflict" | "other" | "client" | "conditional";

export const ERROR_KINDS: Readonly<Record<ErrorKind, string>> = {
  server: "server errors",
  timeout: "timeouts",
  throttled: "throttled",
  conflict: "conflicts",
  other: "cause unknown",
  client: "refused (client errors)",
  conditional: "condition not met",
};

export interface Trouble {
  level: Level;
  /**
   * Share of calls that were lost: that failed in the end, without those that were refused or whose
   * own condition was not met. These two are answers: a program asks, and is told no.
   */
  failedShare: number;
  /** Share of calls that were refused because of what the caller sent. */
  refusedShare: number;
  /** Attempts per call; 1 when nothing is tried again. */
  attemptsPerCall: number;
  /** Share of attempts refused because of throughput. */
  throttledShare: number;
  /** What is wrong in a few words, worst first; empty when nothing is. */
  reasons: string[];
}

const WARN = { failed: 0.01, attempts: 1.1, throttled: 0.01, refused: 0.5 };
const BAD = { failed: 0.05 };

/** A refused share below this is not worth a word on an arrow. */
export const REFUSED_SHOWN = 0.05;

/** Fewer calls in a minute than this are too few for a colour. */
const ENOUGH_CALLS = 5;

/** An edge is replaced when its numbers change, never changed. */
const known = new WeakMap<GraphEdge, Trouble>();

export function troubleOf(edge: GraphEdge): Trouble {
  let trouble = known.get(edge);
  if (!trouble) known.set(edge, (trouble = judge(edge.perSecond)));
  return trouble;
}

/** Calls per second that were lost, see {@link Trouble.failedShare}. */
export function lostCalls(r: Rates): number {
  return Math.max(0, r.failed - r.conditional - r.client);
}

function judge(r: Rates): Trouble {
  const failedShare = r.calls > 0 ? lostCalls(r) / r.calls : 0;
  const refusedShare = r.calls > 0 ? Math.min(1, r.client / r.calls) : 0;
  const attemptsPerCall = r.calls > 0 && r.attempts > 0 ? r.attempts / r.calls : 1;
  const throttledShare = r.attempts > 0 ? r.throttled / r.attempts : 0;
  const reasons: string[] = [];
  if (failedShare >= WARN.failed) reasons.push(`${share(failedShare)} failed`);
  if (attemptsPerCall >= WARN.attempts) reasons.push(`×${attemptsPerCall.toFixed(1)} attempts`);
  if (throttledShare >= WARN.throttled) reasons.push(`${share(throttledShare)} throttled`);
  if (refusedShare >= REFUSED_SHOWN) reasons.push(`${share(refusedShare)} refused`);
  if (r.wastedWriteUnits >= 1) reasons.push(`${rate(r.wastedWriteUnits)} units wasted`);
  const trouble = { failedShare, refusedShare, attemptsPerCall, throttledShare, reasons };
  return { ...trouble, level: level(r, trouble) };
}

function level(r: Rates, trouble: Omit<Trouble, "level">): Level {
  if (r.calls === 0 && r.attempts === 0) return "silent";
  if (r.calls * 60 < ENOUGH_CALLS) return "ok";
  if (trouble.failedShare >= BAD.failed) return "bad";
  const warns =
    trouble.failedShare >= WARN.failed ||
    trouble.attemptsPerCall >= WARN.attempts ||
    trouble.throttledShare >= WARN.throttled ||
    trouble.refusedShare >= WARN.refused;
  return warns ? "warn" : "ok";
}

/** The error kinds of an edge that occur, as attempts per second, the gravest kind first. */
export function errorsOf(r: Rates): [ErrorKind, number][] {
  return (Object.keys(ERROR_KINDS) as ErrorKind[])
    .map((kind): [ErrorKind, number] => [kind, r[kind]])
    .filter(([, perSecond]) => perSecond > 0);
}

const ORDER: Record<Level, number> = { bad: 0, warn: 1, ok: 2, silent: 3, unknown: 4 };

/** Worst first, then the busiest. */
export function byTrouble(a: GraphEdge, b: GraphEdge): number {
  return (
    ORDER[troubleOf(a).level] - ORDER[troubleOf(b).level] || b.perSecond.calls - a.perSecond.calls
  );
}
