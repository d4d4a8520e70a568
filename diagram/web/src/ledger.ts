import type { Row } from "./model.ts";

/** The attempts to write of some rows, by what became of them. */
export interface LedgerSum {
  /** What occurred, useful ones first, then the most frequent. Empty where every attempt was useful, or is not known. */
  entries: { name: string; count: number; useful: boolean }[];
  attempts: number;
  /** Write capacity units, as far as they are reported. */
  units: { useful: number; vain: number };
  /** Whether any units are reported. */
  measured: boolean;
}

const NAMES = {
  useful: "wrote",
  throttled: "throttled",
  failedConditions: "condition not met",
  conflicts: "lost against another writer",
  replicatedConflicts: "lost against a write in another region",
  cancelledByCondition: "cancelled by a condition",
  cancelledByConflict: "cancelled by a conflict",
  cancelledByThrottling: "cancelled by throttling",
  cancelledByOtherTable: "cancelled by another table's item",
  cancelledUnexplained: "cancelled, reason unknown",
  duplicates: "wrote the same once more",
  unknown: "no answer: may have written",
  rejected: "rejected as wrong",
} as const;

/** Adds up the ledgers of rows; a row without one was useful in all its attempts. */
export function ledgerOf(rows: readonly Row[]): LedgerSum {
  const units = { useful: 0, vain: 0 };
  const sums = new Map<keyof typeof NAMES, number>();
  let measured = false;
  if (!rows.some(({ ledger }) => ledger)) return { entries: [], attempts: 0, units, measured };
  const add = (key: keyof typeof NAMES, count: number) => sums.set(key, (sums.get(key) ?? 0) + count);
  for (const { ledger, attempts, writeUnits = 0 } of rows) {
    if (!ledger) {
      add("useful", attempts);
      units.useful += writeUnits;
      measured ||= writeUnits > 0;
      continue;
    }
    for (const key of Object.keys(NAMES) as (keyof typeof NAMES)[]) add(key, ledger[key]);
    const { useful, failedConditions, conflicts, cancelled, duplicates, other } = ledger.units;
    units.useful += useful;
    units.vain += failedConditions + conflicts + cancelled + duplicates + other;
    measured ||= ledger.units.usefulMeasured + ledger.units.failedMeasured > 0;
  }
  const entries = [...sums]
    .filter(([, count]) => count > 0)
    .map(([key, count]) => ({ name: NAMES[key], count, useful: key === "useful" }))
    .sort((a, b) => Number(b.useful) - Number(a.useful) || b.count - a.count);
  return { entries, attempts: entries.reduce((sum, { count }) => sum + count, 0), units, measured };
}
