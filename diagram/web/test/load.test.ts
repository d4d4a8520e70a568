import { describe, expect, test } from "vitest";
import { loadOf, measuresOf } from "../src/load.ts";
import type { GraphEdge, Rates } from "../src/model.ts";
import { CLIENTS, edge, service, stateOf, table } from "./sample.ts";

const shop = service("shop");
const batch = service("batch");
const checkout = service("checkout");
const orders = table("Orders");
const byUser = "index:111122223333:us-east-1:Orders/byUser";
const call = (from: string, to: string, rates: Partial<Rates>): GraphEdge => ({ ...edge(from, to, rates), access: "call" });

const state = stateOf([
  edge(checkout, orders, { calls: 10, attempts: 30, writeUnits: 20 }),
  { ...edge(checkout, byUser, { calls: 10 }), access: "read" },
  edge(batch, orders, { calls: 10, writeUnits: 60 }),
  call(shop, checkout, { calls: 3 }),
  call(service("kiosk"), checkout, { calls: 1 }),
  call(CLIENTS, shop, { calls: 9 }),
  edge(table("Queue"), checkout, { calls: 50 }),
]);
const short = (loads: ReturnType<typeof loadOf>): unknown[] =>
  loads.map(({ caller, share, measured, above }) => [caller.split(":")[3] || "clients", Number(share.toFixed(9)), measured, short(above)]);

describe("the load on a table", () => {
  test("is that of its direct callers as counted, its indexes included, and above them an estimate", () => {
    expect(short(loadOf(state, orders, "attempts"))).toEqual([
      ["checkout", 0.8, true, [
        ["shop", 0.6, false, [["clients", 0.6, false, []]]],
        ["kiosk", 0.2, false, []],
      ]],
      ["batch", 0.2, true, []],
    ]);
  });

  test("is another one by write units", () => {
    expect(short(loadOf(state, orders, "writeUnits")).map((load) => (load as unknown[]).slice(0, 2))).toEqual([
      ["batch", 0.75], ["checkout", 0.25],
    ]);
    expect(measuresOf(state, orders)).toEqual(["attempts", "writeUnits"]);
  });

  test("is none where nothing is measured, or nothing flows", () => {
    expect(loadOf(state, orders, "throttled")).toEqual([]);
    expect(loadOf(state, CLIENTS, "attempts")).toEqual([]);
    expect(measuresOf(state, CLIENTS)).toEqual([]);
  });

  test("ends where callers call each other in a ring", () => {
    const [a, b] = [service("a"), service("b")];
    const ring = stateOf([call(a, b, { calls: 1 }), call(b, a, { calls: 1 }), edge(b, orders, { calls: 1 })]);
    expect(short(loadOf(ring, orders, "attempts"))).toEqual([["b", 1, true, [["a", 1, false, []]]]]);
  });

  test("of another table is not counted, however like its name is", () => {
    const two = stateOf([edge(shop, orders), { ...edge(batch, "index:111122223333:us-east-1:Orders2/byUser"), access: "read" }]);
    expect(loadOf(two, orders, "attempts").map(({ caller }) => caller)).toEqual([shop]);
  });
});
