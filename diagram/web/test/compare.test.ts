import { describe, expect, test } from "vitest";
import { withBefore } from "../src/compare/before.ts";
import { changesForChat } from "../src/compare/chat.ts";
import { changed, comparisonOf } from "../src/compare/comparison.ts";
import { difference } from "../src/compare/difference.ts";
import { compareLens } from "../src/lens/compare.ts";
import type { GraphEdge, Rates } from "../src/model.ts";
import { edge, node, service, stateOf, table } from "./sample.ts";

const shop = service("shop");
const orders = table("Orders");

const one = (rates: Partial<Rates>, p50 = 5, p99 = 20): GraphEdge => ({
  ...edge(shop, orders, rates),
  latencyMs: { p50, p99, windowStart: "2026-01-05T10:00:00Z" },
});
const fate = (before: Partial<Rates>, after: Partial<Rates>) => difference(one(before), one(after)).fate;

describe("two minutes of one edge", () => {
  test.each([
    ["more calls by a tenth", { calls: 10 }, { calls: 11 }],
    ["twice the calls, of very few", { calls: 0.2 }, { calls: 0.4 }],
    ["half of a handful of calls lost", { calls: 0.2 }, { calls: 0.2, failed: 0.03 }],
    ["a retry more or less", { calls: 5, attempts: 5.1 }, { calls: 5, attempts: 5.3 }],
    ["a share of losses that wavers", { calls: 10, failed: 0.3 }, { calls: 10, failed: 0.5 }],
  ])("are the same with %s", (_, before, after) => {
    expect(fate(before, after)).toBe("same");
  });

  test("cannot be told apart where calls are few, and are neither new nor gone then", () => {
    expect(fate({ calls: 0.1 }, { calls: 0 })).toBe("few");
    expect(difference(undefined, one({ calls: 0.1 })).fate).toBe("few");
    expect(fate({ calls: 0 }, { calls: 0 })).toBe("same");
  });

  test("differ in a latency only where it was measured often enough", () => {
    expect(difference(one({ calls: 2 }, 5, 20), one({ calls: 2 }, 5, 300)).fate).toBe("same");
    expect(difference(one({ calls: 10 }, 5, 20), one({ calls: 10 }, 5, 300)).changes[0]).toMatchObject({
      what: "p99", before: "20 ms", after: "300 ms", fate: "worse",
    });
    expect(difference(one({ calls: 10 }, 0.4, 1), one({ calls: 10 }, 0.9, 2)).fate).toBe("same");
    expect(difference(edge(shop, orders, { calls: 10 }), one({ calls: 10 }, 500, 900)).fate).toBe("same");
  });

  test("are worse where calls are lost or tried again, whatever got better", () => {
    const worse = difference(one({ calls: 10 }, 50, 90), one({ calls: 10, attempts: 30, failed: 2, throttled: 20 }, 5, 90));
    expect(worse.fate).toBe("worse");
    expect(worse.changes.map(({ what, fate }) => `${what} ${fate}`)).toEqual([
      "retries worse", "throttled worse", "lost worse", "median better",
    ]);
  });

  test("are better, more, less, new or gone", () => {
    expect(fate({ calls: 10, failed: 3 }, { calls: 10 })).toBe("better");
    expect(fate({ calls: 10 }, { calls: 30 })).toBe("more");
    expect(fate({ calls: 30 }, { calls: 10 })).toBe("less");
    expect(difference(undefined, one({ calls: 1 })).fate).toBe("new");
    expect(fate({ calls: 1 }, { calls: 0 })).toBe("gone");
  });

  test("count a condition that was not met as no loss", () => {
    expect(fate({ calls: 10 }, { calls: 10, failed: 3, conditional: 3 })).toBe("same");
  });
});

describe("two minutes of a graph", () => {
  const gone = edge(service("old"), orders, { calls: 4 });
  const worse = one({ calls: 10, failed: 4 });
  const fresh = edge(service("new"), orders, { calls: 3 });
  const before = { at: "2026-01-05T10:00Z", nodes: [shop, orders, service("old")].map(node), edges: [one({ calls: 10 }), gone] };
  const state = withBefore(stateOf([worse, fresh]), before);

  test("are listed with the worst first, and what is gone keeps a silent place in the picture", () => {
    expect(changed(comparisonOf(state)!).map(({ edge, fate }) => [edge.id, fate])).toEqual([
      [worse.id, "worse"], [fresh.id, "new"], [gone.id, "gone"],
    ]);
    expect(state.nodes.has(service("old"))).toBe(true);
    expect(state.edges.get(gone.id)!.perSecond.calls).toBe(0);
  });

  test("are three colours and three words through their lens, with every colour in its legend", () => {
    const lens = compareLens(comparisonOf(state)!);
    const looks = [lens.look(worse, null), lens.look(fresh, null), lens.lookSilent!(state.edges.get(gone.id)!)];
    expect(looks.map(({ tone }) => tone)).toEqual(["bad", "accent", "warn"]);
    expect(looks.map(({ far }) => far[0]!.map(({ text }) => text).join(" "))).toEqual(["lost 0 % → 40 %", "new 3/s", "gone 4/s"]);
    const explained = new Set(lens.legend.map(({ tone }) => tone));
    for (const { tone } of looks) expect(explained).toContain(tone);
  });

  test("fit into a chat", () => {
    const comparison = comparisonOf(state)!;
    expect(changesForChat(state, comparison, changed(comparison), "http://here/").split("\n")).toEqual([
      "Changed from 10:00 UTC to now:",
      "worse: shop → Orders write, lost 0 % → 40 %",
      "new: new → Orders write, 3/s",
      "gone: old → Orders write, 4/s",
      "http://here/",
    ]);
  });

  test("are none while nothing is compared", () => {
    expect(comparisonOf(stateOf([worse]))).toBeNull();
    expect(withBefore(state, null).before).toBeNull();
  });
});
