import { expect, test } from "vitest";
import { cascadeOf } from "../src/cascade.ts";
import { anomaly, CLIENTS, edge, service, stateOf, table } from "./sample.ts";

const shop = service("shop");
const checkout = service("checkout");
const orders = table("Orders");

test("a cascade goes from its root to its callers, the nearest first, then to what lies behind it", () => {
  const root = edge(checkout, orders, { calls: 10, failed: 4 });
  const near = edge(shop, checkout, { calls: 10, failed: 2 });
  const far = edge(CLIENTS, shop, { calls: 10, failed: 1 });
  const behind = edge(orders, "change-stream:111122223333:us-east-1:Orders");
  const other = edge(service("search"), table("Search"));
  const storm = anomaly("a", { rootEdgeId: root.id, pathEdgeIds: [root.id, far.id, other.id, behind.id] });
  expect(cascadeOf(stateOf([far, root, near, behind, other]), storm)).toEqual([
    { id: root.id, place: "root", distance: 0 },
    { id: near.id, place: "above", distance: 1 },
    { id: far.id, place: "above", distance: 2 },
    { id: behind.id, place: "below", distance: 1 },
    { id: other.id, place: "beside", distance: 1 },
  ]);
});

test("a loop comes back in order, and a root that is a node stands alone", () => {
  const indexer = "function:111122223333:us-east-1:indexer";
  const stream = "change-stream:111122223333:us-east-1:Orders";
  const [back, change, deliver] = [edge(indexer, orders), edge(orders, stream), edge(stream, indexer)];
  const loop = anomaly("l", { rootEdgeId: back.id, findings: ["LOOP_RUNAWAY"] });
  expect(cascadeOf(stateOf([deliver, change, back]), loop).map(({ id, place }) => [id, place])).toEqual([
    [back.id, "root"], [change.id, "loop"], [deliver.id, "loop"],
  ]);
  expect(cascadeOf(stateOf([back]), anomaly("n", { rootEdgeId: orders }))).toEqual([{ id: orders, place: "root", distance: 0 }]);
});
