import type { History, Rates, Row } from "./model.ts";
import { lostCalls } from "./trouble.ts";

/** One minute of an edge's last hour; null where nothing is known. Failed: calls that were lost. */
export interface Minute {
  /** Start, epoch seconds. */
  at: number;
  calls: number;
  failed: number;
  retries: number;
  p50: number | null;
  p99: number | null;
  /** Whether the minute is over. */
  final: boolean;
}

/** A chart of fewer minutes than this would say little. */
const FEWEST = 10;

/**
 * Every minute of the history from the first in which something flowed, also later ones in which
 * nothing did; at least ten. The current one is not over, so its counts would look like a drop: the
 * last sixty seconds stand in for it.
 */
export function minutes(history: History, lastMinute: Rates): Minute[] {
  const rows = new Map(history.rows.map((row) => [Date.parse(row.windowStart), row]));
  const list: Minute[] = [];
  const first = Math.min(...rows.keys(), Date.parse(history.to) - (FEWEST - 1) * 60_000);
  for (let at = Math.max(Date.parse(history.from), first); at <= Date.parse(history.to); at += 60_000) {
    list.push(minute(at, rows.get(at)));
  }
  const current = list.at(-1);
  if (current && (!current.final || !rows.has(current.at * 1000))) {
    current.final = false;
    current.calls = lastMinute.calls * 60;
    current.failed = lostCalls(lastMinute) * 60;
    current.retries = Math.max(0, lastMinute.attempts - lastMinute.calls) * 60;
  }
  return list;
}

function minute(at: number, row: Row | undefined): Minute {
  return {
    at: at / 1000,
    calls: row?.calls ?? 0,
    failed: row
      ? Math.max(0, row.failed - (row.errors?.["conditional"] ?? 0) - (row.errors?.["client"] ?? 0))
      : 0,
    retries: row?.retries ?? 0,
    p50: row?.latencyMs?.p50 ?? null,
    p99: row?.latencyMs?.p99 ?? null,
    final: row?.final ?? true,
  };
}

/** The operations of all rows and how often each was called, most often first. */
export function operations(rows: readonly Row[]): [string, number][] {
  const sum = new Map<string, number>();
  for (const row of rows) {
    for (const [name, calls] of Object.entries(row.operations ?? {})) {
      sum.set(name, (sum.get(name) ?? 0) + calls);
    }
  }
  return [...sum].sort((a, b) => b[1] - a[1]);
}
