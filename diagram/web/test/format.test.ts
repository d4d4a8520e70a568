import { describe, expect, test } from "vitest";
import { cardName, clock, count, duration, measured, millis, moment, nodeName, nodeNote, rate, share, words } from "../src/format.ts";
import { CLIENTS, node, table } from "./sample.ts";

const all = <T>(format: (value: T) => string, values: T[]) => values.map(format);

describe("numbers for people", () => {
  test("have three digits and never an exponent", () => {
    expect(all(count, [0, 0.5, 1.234, 12.34, 99.96, 123.4, 1234, 9_999, 12_345, 1_234_567])).toEqual([
      "0", "0.5", "1.23", "12.3", "100", "123", "1,234", "10K", "12.3K", "1.23M",
    ]);
  });

  test("rates below one in two seconds are told by the minute, and never rounded to none", () => {
    expect(all(rate, [0, 0.0001, 0.02, 0.3, 0.5, 42])).toEqual([
      "0/s", "<0.1/min", "1.2/min", "18/min", "0.5/s", "42/s",
    ]);
  });

  test("latencies have the unit that needs the fewest digits", () => {
    expect(all(millis, [0, 0.4, 5.23, 96, 1_500, 90_000])).toEqual([
      "0 ms", "400 µs", "5.2 ms", "96 ms", "1.5 s", "1.5 min",
    ]);
  });

  test("a share that is not zero is not shown as zero, nor one that is not all as all", () => {
    expect(all(share, [0, 0.0001, 0.014, 0.5, 0.9995, 1])).toEqual([
      "0 %", "<0.1 %", "1.4 %", "50 %", ">99.9 %", "100 %",
    ]);
  });

  test("durations have at most two units and are never negative", () => {
    expect(all(duration, [-5_000, 6_000, 180_000, 3_900_000, 7_200_000, 90_000_000])).toEqual([
      "0 s", "6 s", "3 min", "1 h 5 min", "2 h", "1 d 1 h",
    ]);
  });

  test("measures carry their unit, ratios none", () => {
    expect([measured(3.5, "1"), measured(0.22, "share"), measured(5, "%"), measured(12, "ms")])
      .toEqual(["3.5", "22 %", "5.0 %", "12 ms"]);
    expect(measured(0.002, "ratio")).toBe("0.0020");
    expect(measured(7, "units")).toBe("7 units");
    expect(measured(0.53, "1", "share-of-calls")).toBe("53 %");
    expect(measured(0.817, "1", "failed-attempts-throttled")).toBe("82 %");
    expect(measured(1.53, "1", "attempts-per-call")).toBe("1.53");
  });

  test("nodes without a name and ids are said in words", () => {
    expect(nodeName(node(CLIENTS))).toBe("Clients");
    expect(nodeName(node(table("Orders")))).toBe("Orders");
    expect(nodeName(node("unknown:::"))).toBe("Unknown");
    expect(words("retry-cascade")).toBe("Retry cascade");
    expect(words("median-latency-from-eu-west-1-against-us-gov-east-1"))
      .toBe("Median latency from eu-west-1 against us-gov-east-1");
  });

  test("a moment is in UTC, with its date once it is not of today", () => {
    const at = Date.parse("2026-01-05T10:05:09.400Z");
    expect(clock(at)).toBe("10:05:09");
    expect(moment(at, at + 3_600_000)).toBe("10:05:09 UTC");
    expect(moment(at, at + 86_400_000)).toBe("5 Jan 10:05:09 UTC");
  });

  test("a card does not repeat its kind in its name", () => {
    expect(cardName(node("unknown:111122223333:us-east-1:unknown table"))).toBe("table");
    expect(cardName(node("unknown:111122223333:us-east-1:schedule"))).toBe("schedule");
    expect(cardName(node(table("unknown table")))).toBe("unknown table");
  });

  test("what stands for something unnamed is explained, and nothing else is", () => {
    expect(nodeNote(node("unknown:111122223333:us-east-1:unknown table"))).toContain("CloudTrail");
    expect(nodeNote(node("unknown:111122223333:us-east-1:schedule"))).toContain("timer");
    expect(nodeNote(node("unknown:::api.example.com"))).toBe("");
    expect(nodeNote(node(table("schedule")))).toBe("");
  });
});
