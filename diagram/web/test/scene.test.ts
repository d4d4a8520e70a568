import { describe, expect, test } from "vitest";
import { NODE } from "../src/graph/geometry.ts";
import { scene } from "../src/graph/scene.ts";
import { SILENT, UNKNOWN } from "../src/lens/lens.ts";
import { LENSES } from "../src/lens/lenses.ts";
import type { Anomaly, GraphEdge } from "../src/model.ts";
import { anomaly, edge, node, service, table } from "./sample.ts";

const shop = service("shop");
const orders = table("Orders");
const index = "index:111122223333:us-east-1:Orders/byUser";

function drawn(edges: GraphEdge[], anomalies: Anomaly[] = [], known = true, lens = LENSES[0]!) {
  const placed = [shop, orders, index];
  const boxes = new Map(placed.map((id, i) => [id, { x: i * 400, y: 0, ...NODE }]));
  const layout = { boxes, routes: new Map(), labels: new Map(), regions: [] };
  return scene(placed.map(node), byId(edges), anomalies, layout, known, lens);
}

const byId = (edges: GraphEdge[]) => new Map(edges.map((e) => [e.id, e]));

describe("the scene", () => {
  test("marks the root of an open anomaly, as grave as it is, even while its numbers are fine", () => {
    const write = edge(shop, orders);
    const levels = { critical: "bad", warning: "warn", info: "ok" } as const;
    for (const severity of ["critical", "warning", "info"] as const) {
      const open = anomaly("a", { rootEdgeId: write.id, severity });
      expect(drawn([write], [open]).edges[0]).toMatchObject({
        level: levels[severity],
        named: { role: "root", severity, type: "retry-cascade" },
      });
    }
    const over = anomaly("a", { rootEdgeId: write.id, status: "resolved" });
    expect(drawn([write], [over]).edges[0]).toMatchObject({ level: "ok", named: null });
  });

  test("says of every number that it is unknown when nothing new can be read", () => {
    const ill = edge(shop, orders, { calls: 10, attempts: 24, failed: 2 });
    expect(drawn([ill], [], false).edges[0]).toMatchObject({ level: "unknown", look: UNKNOWN });
  });

  test("says of an edge on which nothing flows that it is silent, through every lens", () => {
    for (const lens of LENSES) {
      expect(drawn([edge(shop, orders, { calls: 0 })], [], true, lens).edges[0]!.look).toBe(SILENT);
    }
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
});
