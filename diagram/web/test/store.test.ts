import { describe, expect, test } from "vitest";
import { begin, change, EMPTY, isOpen, Store } from "../src/store.ts";
import { anomaly, CLIENTS, edge, health, node, service, snapshot, stateOf, table } from "./sample.ts";

const shop = service("shop");
const orders = table("Orders");

describe("the store", () => {
  test("begins with everything and knows how far the server's clock is off", () => {
    const state = begin(EMPTY, { ...snapshot([edge(shop, orders)]), health: health(5_000) }, 3_000);
    expect([...state.nodes.keys()]).toEqual([shop, orders]);
    expect(state.connection).toBe("live");
    expect(state.clockOffset).toBe(2_000);
  });

  test("new numbers leave the shape, so that nothing is laid out again", () => {
    const before = stateOf([edge(shop, orders)]);
    const after = change(before, { edges: [edge(shop, orders, { calls: 9 })], health: health(0) }, 0);
    expect(after.edges.get(`${shop}|${orders}|write`)!.perSecond.calls).toBe(9);
    expect(after.shape).toBe(before.shape);
    expect(before.edges.get(`${shop}|${orders}|write`)!.perSecond.calls).toBe(1);
  });

  test("a new edge changes the shape, and so does one that is forgotten with its node", () => {
    const before = stateOf([edge(shop, orders)]);
    const more = change(
      before,
      { nodes: [shop, orders, CLIENTS].map(node), edges: [edge(CLIENTS, shop)], health: health(0) },
      0,
    );
    expect(more.shape).toBe(before.shape + 1);
    const less = change(more, { nodes: [CLIENTS, shop].map(node), edges: [], health: health(0) }, 0);
    expect([...less.edges.keys()]).toEqual([`${CLIENTS}|${shop}|write`]);
    expect(less.shape).toBe(more.shape + 1);
  });

  test("the same state told again after a lost connection does not change the shape", () => {
    const before = stateOf([edge(shop, orders)]);
    const again = begin({ ...before, connection: "lost" }, snapshot([edge(shop, orders)]), 0);
    expect(again.shape).toBe(before.shape);
    expect(again.connection).toBe("live");
  });

  test("an older revision of an anomaly does not replace a newer one", () => {
    const before = stateOf([], [anomaly("a", { revision: 3, status: "resolved" })]);
    const late = [anomaly("a", { revision: 2, status: "updated" })];
    const after = change(before, { anomalies: late, health: health(0) }, 0);
    expect(after.anomalies.map(isOpen)).toEqual([false]);
  });

  test("open anomalies come first, the worst of them on top, and of the past ones the newest", () => {
    const state = stateOf(
      [],
      [
        anomaly("old", { status: "resolved", startedAt: "2026-01-05T08:00:00Z" }),
        anomaly("past", { status: "retracted", startedAt: "2026-01-05T09:00:00Z" }),
        anomaly("mild", { severity: "info", startedAt: "2026-01-05T11:00:00Z" }),
        anomaly("grave", { severity: "critical", status: "updated" }),
      ],
    );
    expect(state.anomalies.map(({ id }) => id)).toEqual(["grave", "mild", "past", "old"]);
  });

  test("knows when the root of an open anomaly was last in trouble, and forgets it when that is over", () => {
    const sick = edge(shop, orders, { calls: 9, failed: 4, server: 4 });
    const open = anomaly("a", { rootEdgeId: sick.id });
    const before = begin(EMPTY, { ...snapshot([sick], [open]), health: health(5_000) }, 0);
    expect(before.troubledAt.get("a")).toBe(5_000);
    const well = { edges: [edge(shop, orders, { calls: 9 })], health: health(60_000) };
    const after = change(before, well, 0);
    expect(after.troubledAt.get("a")).toBe(5_000);
    const over = [anomaly("a", { rootEdgeId: sick.id, revision: 2, status: "resolved" })];
    expect(change(after, { anomalies: over, health: health(70_000) }, 0).troubledAt.size).toBe(0);
  });

  test("does not guess since when an edge is well that it never saw in trouble", () => {
    const well = edge(shop, orders, { calls: 9 });
    expect(stateOf([well], [anomaly("a", { rootEdgeId: well.id })]).troubledAt.size).toBe(0);
  });

  test("tells who asked, and nobody who no longer asks", () => {
    const store = new Store();
    const told: string[] = [];
    const stop = store.subscribe(() => told.push(store.state.connection));
    store.set({ ...store.state, connection: "lost" });
    stop();
    store.set({ ...store.state, connection: "live" });
    expect(told).toEqual(["lost"]);
  });
});
