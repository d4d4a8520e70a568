import { describe, expect, test } from "vitest";
import { byTrouble, errorsOf, troubleOf } from "../src/trouble.ts";
import { edge, service, table } from "./sample.ts";

const level = (rates: Parameters<typeof edge>[2]) =>
  troubleOf(edge(service("shop"), table("Orders"), rates)).level;

describe("the trouble of an edge", () => {
  test("is nothing where every call succeeds at once", () => {
    const trouble = troubleOf(edge(service("shop"), table("Orders"), { calls: 50 }));
    expect(trouble).toMatchObject({ level: "ok", failedShare: 0, attemptsPerCall: 1, reasons: [] });
  });

  test("grows from one percent of failures to five", () => {
    expect(level({ calls: 100, failed: 0.9 })).toBe("ok");
    expect(level({ calls: 100, failed: 1 })).toBe("warn");
    expect(level({ calls: 100, failed: 5 })).toBe("bad");
  });

  test("is not that a program's own condition was not met", () => {
    expect(level({ calls: 100, failed: 60, conditional: 60 })).toBe("ok");
    expect(level({ calls: 100, failed: 66, conditional: 60 })).toBe("bad");
  });

  test("is amber for retries and throttles while each call succeeds in the end", () => {
    expect(level({ calls: 100, attempts: 105 })).toBe("ok");
    expect(level({ calls: 100, attempts: 120 })).toBe("warn");
    expect(level({ calls: 100, attempts: 300, throttled: 200 })).toBe("warn");
  });

  test("is not red for calls that were refused, however many", () => {
    expect(level({ calls: 100, failed: 15, client: 15 })).toBe("ok");
    expect(level({ calls: 100, failed: 100, client: 100 })).toBe("warn");
    expect(level({ calls: 100, failed: 20, client: 15, server: 5 })).toBe("bad");
  });

  test("names each cause of failed attempts, the gravest first", () => {
    const { perSecond } = edge(service("shop"), table("Orders"), { calls: 9, client: 1, server: 2, throttled: 3 });
    expect(errorsOf(perSecond)).toEqual([["server", 2], ["throttled", 3], ["client", 1]]);
  });

  test("says what is wrong in words, and nothing of what is not", () => {
    const storm = { calls: 10, attempts: 35, failed: 2, throttled: 25, wastedWriteUnits: 4 };
    expect(troubleOf(edge(service("shop"), table("Orders"), storm)).reasons).toEqual([
      "20 % failed",
      "×3.5 attempts",
      "71 % throttled",
      "4/s units wasted",
    ]);
  });

  test("has no colour of four calls a minute, and silence is silence", () => {
    expect(level({ calls: 4 / 60, failed: 4 / 60 })).toBe("ok");
    expect(level({ calls: 0 })).toBe("silent");
  });

  test("sorts the worst first, then the busiest", () => {
    const edges = [
      edge(service("quiet"), table("Orders"), { calls: 1 }),
      edge(service("busy"), table("Orders"), { calls: 90 }),
      edge(service("silent"), table("Orders"), { calls: 0 }),
      edge(service("ill"), table("Orders"), { calls: 2, failed: 1 }),
    ];
    const names = edges.sort(byTrouble).map(({ from }) => from.split(":").at(-1));
    expect(names).toEqual(["ill", "busy", "quiet", "silent"]);
  });
});
