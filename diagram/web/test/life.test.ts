import { describe, expect, test } from "vitest";
import { anomalyOf } from "../src/focus.ts";
import { lifeOf } from "../src/life.ts";
import { begin, EMPTY, isOpen } from "../src/store.ts";
import { anomaly, snapshot } from "./sample.ts";

const NOW = Date.parse("2026-01-05T10:20:00Z");

describe("an anomaly's life", () => {
  test("is told by severity and age while it is open", () => {
    const life = lifeOf(anomaly("a"), NOW);
    expect(life.kind).toBe("open");
    expect(life.text).toBe("critical, open for 20 min");
  });

  test("is clearing once its root edge has been well for a while, and open while that is short", () => {
    const troubledAt = NOW - 130_000;
    const life = lifeOf(anomaly("a"), NOW, troubledAt);
    expect(life.kind).toBe("clearing");
    expect(life.text).toBe("critical, clearing since 10:17 UTC");
    expect(life.times).toContain("open for 20 min");
    expect(lifeOf(anomaly("a"), NOW, NOW - 5_000).kind).toBe("open");
  });

  test("is over when it is resolved, by how long it lasted", () => {
    const life = lifeOf(anomaly("a", { status: "resolved", resolvedAt: "2026-01-05T10:05:00Z" }), NOW);
    expect(life.kind).toBe("over");
    expect(life.text).toBe("resolved, lasted 5 min, ended 10:05:00 UTC");
  });

  test("was a false alarm when it is retracted, which is told instead of how long it lasted", () => {
    const life = lifeOf(anomaly("a", { status: "retracted", updatedAt: "2026-01-05T10:16:00Z" }), NOW);
    expect(life.kind).toBe("retracted");
    expect(life.text).toBe("false alarm, retracted after 16 min");
  });

  test("a retracted one is not counted as open and marks no edge", () => {
    const taken = anomaly("a", { status: "retracted", rootEdgeId: "x" });
    const state = begin(EMPTY, snapshot([], [taken]), 0);
    expect(state.anomalies.filter(isOpen)).toEqual([]);
    expect(anomalyOf(state, "x")).toBeNull();
  });
});
