import { describe, expect, test } from "vitest";
import { minutes, operations } from "../src/history.ts";
import type { History, Row } from "../src/model.ts";
import { edge, service, table } from "./sample.ts";

const at = (minute: number) => `2026-01-05T10:${String(minute).padStart(2, "0")}:00Z`;

function row(minute: number, about: Partial<Row> = {}): Row {
  return {
    windowStart: at(minute),
    windowSeconds: 60,
    final: true,
    calls: 60,
    attempts: 60,
    retries: 0,
    failed: 0,
    ...about,
  };
}

const history = (...rows: Row[]): History => ({ id: "", from: at(0), to: at(3), rows });
const rates = edge(service("shop"), table("Orders"), {
  calls: 2,
  attempts: 3,
  failed: 1,
  conditional: 0.5,
}).perSecond;

describe("the last hour", () => {
  test("has every minute, also those in which nothing flowed", () => {
    const list = minutes(history(row(0), row(2)), rates);
    expect(list.map(({ calls }) => calls)).toEqual([60, 0, 60, 120]);
    expect(list[1]).toMatchObject({ p50: null, final: true });
  });

  test("shows the last sixty seconds in place of a minute that is not over", () => {
    const list = minutes(history(row(3, { final: false, calls: 7 })), rates);
    expect(list.at(-1)).toMatchObject({ calls: 120, failed: 30, retries: 60, final: false });
  });

  test("leaves a last minute that is over as it is", () => {
    const list = minutes(history(row(3, { calls: 7 })), rates);
    expect(list.at(-1)).toMatchObject({ calls: 7, final: true });
  });

  test("counts no failure of which the condition was the cause", () => {
    const [first] = minutes(history(row(0, { failed: 5, errors: { conditional: 4 } })), rates);
    expect(first!.failed).toBe(1);
    const [refused] = minutes(history(row(0, { failed: 5, errors: { client: 4 } })), rates);
    expect(refused!.failed).toBe(1);
  });

  test("starts where data starts, but shows at least ten minutes", () => {
    const hour = (first: number): History => ({ id: "", from: at(0), to: at(59), rows: [row(first)] });
    expect(minutes(hour(20), rates)).toHaveLength(40);
    expect(minutes(hour(58), rates)).toHaveLength(10);
    expect(minutes({ ...hour(0), rows: [] }, rates)).toHaveLength(10);
  });

  test("sums the operations, the most frequent first, and knows none where none are named", () => {
    const rows = [row(0, { operations: { GetItem: 2, Query: 9 } }), row(1, { operations: { GetItem: 8 } })];
    expect(operations(rows)).toEqual([["GetItem", 10], ["Query", 9]]);
    expect(operations([row(0)])).toEqual([]);
  });
});
