import { describe, expect, test } from "vitest";
import { NODE } from "../src/graph/geometry.ts";
import { lineWidth, scene } from "../src/graph/scene.ts";
import type { Anomaly, GraphEdge } from "../src/model.ts";
import { anomaly, edge, node, service, table } from "./sample.ts";

const shop = service("shop");
const orders = table("Orders");
const index = "index:111122223333:us-east-1:Orders/byUser";

function drawn(edges: GraphEdge[], anomalies: Anomaly[] = [], placed = [shop, orders, index]) {
  const boxes = new Map(placed.map((id, i) => [id, { x: i * 400, y: 0, ...NODE }]));
  const layout = { boxes, routes: new Map(), labels: new Map(), regions: [] };
  return scene(placed.map(node), edges, anomalies, layout);
}

describe("the scene", () => {
  test("says of an edge in trouble how often it tries and fails, of others nothing", () => {
    const [ill, well] = drawn([
      edge(shop, orders, { calls: 10, attempts: 24, failed: 2 }),
      edge(shop, index, { calls: 10 }),
    ]).edges;
    expect(ill).toMatchObject({ level: "bad", rate: "10/s", retries: "×2.4", failures: "20 % fail" });
    expect(ill!.echo).toBeGreaterThan(ill!.width);
    expect(well).toMatchObject({ level: "ok", retries: "", failures: "", echo: 0 });
  });

  test("shows the root of an open anomaly as bad even while its numbers are fine again", () => {
    const write = edge(shop, orders);
    expect(drawn([write], [anomaly("a", { rootEdgeId: write.id })]).edges[0]).toMatchObject({
      level: "bad",
      named: "root",
    });
    const over = anomaly("a", { rootEdgeId: write.id, status: "resolved" });
    expect(drawn([write], [over]).edges[0]).toMatchObject({ level: "ok", named: null });
  });

  test("gives a node the worst level of what flows into it", () => {
    const { nodes } = drawn([
      edge(shop, orders, { calls: 10, failed: 5 }),
      edge(index, orders, { calls: 10 }),
    ]);
    expect(nodes.map(({ level }) => level)).toEqual(["ok", "bad", "ok"]);
  });

  test("names an index by itself, with its table above", () => {
    expect(drawn([edge(shop, index)]).nodes[2]).toMatchObject({ name: "byUser", kind: "Orders index" });
  });

  test("leaves out an edge whose end has no place yet", () => {
    expect(drawn([edge(shop, table("New"))]).edges).toEqual([]);
  });

  test("draws two edges between the same nodes beside each other", () => {
    const read = { ...edge(shop, orders), id: `${shop}|${orders}|read`, access: "read" };
    const [a, b] = drawn([edge(shop, orders), read]).edges;
    expect(a!.line[0]).not.toEqual(b!.line[0]);
  });

  test("draws more calls wider, within limits", () => {
    expect(lineWidth(0)).toBeGreaterThan(1);
    expect(lineWidth(100)).toBeGreaterThan(lineWidth(10));
    expect(lineWidth(1e12)).toBe(9);
  });
});
