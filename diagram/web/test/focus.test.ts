import { describe, expect, test } from "vitest";
import { anomalyOf, brightIds, edgeName, NO_FOCUS } from "../src/focus.ts";
import { anomaly, CLIENTS, edge, service, stateOf, table } from "./sample.ts";

const shop = service("shop");
const cart = service("cart");
const orders = table("Orders");
const carts = table("Carts", "eu-west-1");
const call = edge(CLIENTS, shop);
const write = edge(shop, orders);
const far = edge(cart, carts);
const state = stateOf(
  [call, write, far],
  [
    anomaly("over", { status: "resolved", rootEdgeId: far.id }),
    anomaly("storm", { rootEdgeId: write.id, pathEdgeIds: [write.id, call.id] }),
  ],
);

describe("the focus", () => {
  test("leaves everything bright while nothing is picked", () => {
    expect(brightIds(state, NO_FOCUS)).toBeNull();
    expect(brightIds(state, { ...NO_FOCUS, query: "  " })).toBeNull();
    expect(brightIds(state, { ...NO_FOCUS, selected: "gone" })).toBeNull();
  });

  test("on an edge keeps it and its ends bright", () => {
    expect(brightIds(state, { ...NO_FOCUS, selected: write.id })).toEqual(
      new Set([write.id, shop, orders]),
    );
  });

  test("on a node keeps all that flows in and out bright", () => {
    const bright = brightIds(state, { ...NO_FOCUS, selected: shop });
    expect(bright).toEqual(new Set([shop, call.id, write.id, CLIENTS, orders]));
  });

  test("on an anomaly keeps its whole path bright, whatever is searched for", () => {
    const bright = brightIds(state, { selected: far.id, anomaly: "storm", query: "carts" });
    expect(bright).toEqual(new Set([write.id, call.id, shop, orders, CLIENTS]));
  });

  test("on a search keeps the edges bright in which every word occurs, in any order and case", () => {
    const bright = (query: string) => brightIds(state, { ...NO_FOCUS, query });
    expect(bright("ORDERS shop")).toEqual(new Set([write.id, shop, orders]));
    expect(bright("cross-region eu-west")).toEqual(new Set([far.id, cart, carts]));
    expect(bright("orders cart")).toEqual(new Set());
  });

  test("that finds nothing leaves nothing bright", () => {
    expect(brightIds(state, { ...NO_FOCUS, query: "nosuch" })).toEqual(new Set());
  });

  test("names an edge that is no longer in the picture by its id", () => {
    expect(edgeName(state, write.id)).toBe("shop → Orders");
    expect(edgeName(state, `${CLIENTS}|table:1:r:A%7CB|read`)).toBe("Clients → A|B");
  });

  test("says of an edge the open anomaly only", () => {
    expect(anomalyOf(state, write.id)?.id).toBe("storm");
    expect(anomalyOf(state, call.id)?.id).toBe("storm");
    expect(anomalyOf(state, far.id)).toBeNull();
  });

  test("names what is not in the picture by its id, even one that nobody could have written", () => {
    expect(edgeName(stateOf([]), "table:111122223333:us-east-1:a%20b")).toBe("a b");
    expect(edgeName(stateOf([]), "table:111122223333:us-east-1:50%off")).toBe("50%off");
  });
});
