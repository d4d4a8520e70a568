import { expect, test } from "vitest";
import { ledgerOf } from "../src/ledger.ts";
import type { Ledger, Row } from "../src/model.ts";

const row = (attempts: number, ledger?: Partial<Omit<Ledger, "units">>, units: Partial<Ledger["units"]> = {}): Row => ({
  windowStart: "2026-01-05T10:00:00Z", windowSeconds: 60, final: true, calls: attempts, attempts, retries: 0, failed: 0,
  writeUnits: ledger ? 0 : 2 * attempts,
  ...(ledger && { ledger: { ...NOTHING, ...ledger, units: { ...NOTHING.units, ...units } } }),
});

const NOTHING: Ledger = {
  useful: 0, throttled: 0, failedConditions: 0, conflicts: 0, replicatedConflicts: 0, cancelledByCondition: 0,
  cancelledByConflict: 0, cancelledByThrottling: 0, cancelledByOtherTable: 0, cancelledUnexplained: 0, duplicates: 0, unknown: 0,
  rejected: 0,
  units: { usefulMeasured: 0, failedMeasured: 0, useful: 0, failedConditions: 0, conflicts: 0, cancelled: 0, duplicates: 0, other: 0 },
};

test("the ledger of rows counts what was useful first, then the most frequent, with the units of each side", () => {
  const sum = ledgerOf([
    row(10),
    row(20, { useful: 5, throttled: 12, failedConditions: 3 }, { usefulMeasured: 5, useful: 10, failedMeasured: 3, failedConditions: 6 }),
  ]);
  expect(sum.entries.map(({ name, count }) => `${name} ${count}`)).toEqual(["wrote 15", "throttled 12", "condition not met 3"]);
  expect(sum).toMatchObject({ attempts: 30, units: { useful: 30, vain: 6 }, measured: true });
});

test("the ledger says nothing where every attempt was useful, and that units are not reported where none are", () => {
  expect(ledgerOf([row(10)]).entries).toEqual([]);
  expect(ledgerOf([row(4, { useful: 3, conflicts: 1 })])).toMatchObject({ measured: false, attempts: 4 });
});
