import { describe, expect, test } from "vitest";
import { isBad } from "../src/measure.ts";

const wait = { name: "wait-before-first-retry", unit: "ms", threshold: 8, bad: "below" } as const;
const attempts = { name: "attempts-per-call", unit: "1", expected: 1, threshold: 1.1 };

describe("a measure is bad", () => {
  test("above its threshold, where nothing else is said", () => {
    expect(isBad({ ...attempts, observed: 1.6 })).toBe(true);
    expect(isBad({ ...attempts, observed: 1.05 })).toBe(false);
  });

  test("below its threshold, where more is better", () => {
    expect(isBad({ ...wait, observed: 2 })).toBe(true);
    expect(isBad({ ...wait, observed: 240 })).toBe(false);
  });

  test("never without a threshold", () => {
    expect(isBad({ name: "calls", unit: "calls", observed: 1e6 })).toBe(false);
  });
});
