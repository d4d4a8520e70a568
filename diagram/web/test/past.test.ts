import { describe, expect, test } from "vitest";
import { asOf, events, pastState } from "../src/past.ts";
import { anomaly, edge, node, service, stateOf, table } from "./sample.ts";

const shop = service("shop");
const orders = table("Orders");
const AT = "2026-01-05T10:02Z";
const time = (clock: string) => Date.parse(`2026-01-05T${clock}Z`);

describe("a minute of the past", () => {
  const live = stateOf([edge(shop, orders, { calls: 9 }), edge(shop, table("Stock"), { calls: 2 })]);
  const then = pastState(live, { at: AT, nodes: [shop, orders].map(node), edges: [edge(shop, orders, { calls: 5 })] });

  test("has the numbers of then, and what did not flow then is silent in its place", () => {
    expect(then.edges.get(`${shop}|${orders}|write`)!.perSecond.calls).toBe(5);
    expect(then.edges.get(`${shop}|${table("Stock")}|write`)!.perSecond).toMatchObject({ calls: 0, attempts: 0 });
  });

  test("is known, however old it is, and says that it is not now", () => {
    expect(then.watch.kind).toBe("live");
    expect(then).toMatchObject({ past: true, keptAt: time("10:03") });
  });

  test("has what flowed then and does not any more", () => {
    const gone = table("Gone");
    const before = pastState(live, { at: AT, nodes: [shop, gone].map(node), edges: [edge(shop, gone)] });
    expect(before.nodes.has(gone)).toBe(true);
    expect(before.edges.size).toBe(3);
  });
});

describe("anomalies at a time", () => {
  const over = anomaly("over", { status: "resolved", resolvedAt: "2026-01-05T10:05:00Z" });

  test("are open until they end, and unknown before they are found", () => {
    expect(asOf([over], time("10:00:10"))).toEqual([]);
    expect(asOf([over], time("10:02"))[0]).toMatchObject({ status: "open", resolvedAt: null });
    expect(asOf([over], time("10:06"))[0]).toBe(over);
  });

  test("that turned out to be false alarms were open until they were retracted", () => {
    const false_ = anomaly("false", { status: "retracted", updatedAt: "2026-01-05T10:04:00Z" });
    expect(asOf([false_], time("10:02"))[0]!.status).toBe("open");
    expect(asOf([false_], time("10:05"))[0]!.status).toBe("retracted");
  });

  test("begin and end as events to jump to, in order, but for false alarms", () => {
    const open = anomaly("open", { detectedAt: "2026-01-05T10:03:00Z" });
    const retracted = anomaly("false", { status: "retracted" });
    expect(events([open, over, retracted])).toEqual([time("10:00:30"), time("10:03"), time("10:05")]);
  });
});
