import { beforeAll, describe, expect, test } from "vitest";
import { detour } from "../src/graph/detour.ts";
import { type Box, curves, flatten, NODE, overlaps, type Point } from "../src/graph/geometry.ts";
import { grow } from "../src/graph/grow.ts";
import { layOut } from "../src/graph/layout.ts";
import { withoutWorkers } from "./elk.ts";
import { edge, node, service, table } from "./sample.ts";

beforeAll(withoutWorkers);

const at = (x: number, y: number) => ({ x, y, ...NODE });
const none = { labels: [], ends: [] };

/** Which of the boxes the drawn line touches. */
function touched(route: Point[], boxes: Box[]): Box[] {
  const line = flatten(curves(route), 40);
  return boxes.filter((box) => line.some((p) => overlaps(box, { ...p, width: 0, height: 0 }, -1)));
}

describe("an edge that comes later", () => {
  const left = at(0, 0);
  const between = at(300, 0);
  const right = at(600, 0);

  test("goes around what stands between its ends, forward and back", () => {
    for (const [from, to] of [[left, right], [right, left]] as const) {
      const route = detour(from, to, { ...none, nodes: [left, between, right] });
      expect(touched(route, [left, between, right])).toEqual([]);
      expect(route[0]!.x).toBe(from === left ? 148 : 600);
      expect(route.at(-1)!.x).toBe(from === left ? 600 : 148);
    }
  });

  test("is straight where nothing stands between", () => {
    const route = detour(left, right, { ...none, nodes: [left, right] });
    expect(new Set(route.map(({ y }) => y)).size).toBe(1);
  });

  test("leaves and arrives beside the lines that end there already", () => {
    const ends = [{ x: 148, y: 31 }, { x: 600, y: 31 }];
    const route = detour(left, right, { labels: [], ends, nodes: [left, right] });
    expect(Math.abs(route[0]!.y - 31)).toBeGreaterThan(6);
    expect(Math.abs(route.at(-1)!.y - 31)).toBeGreaterThan(6);
  });

  test("goes around labels where that is not far", () => {
    const label = { x: 320, y: 20, width: 78, height: 32 };
    const route = detour(left, right, { nodes: [left, right], labels: [label], ends: [] });
    expect(touched(route, [label])).toEqual([]);
  });

  test("is the direct one where there is no way around", () => {
    const wall = { x: 230, y: -400, width: 20, height: 900 };
    const fence = [
      wall,
      { x: -400, y: -400, width: 20, height: 900 },
      { x: -400, y: -420, width: 650, height: 20 },
      { x: -400, y: 480, width: 650, height: 20 },
    ];
    const route = detour(left, right, { ...none, nodes: [left, right, ...fence] });
    expect(route).toHaveLength(2);
  });
});

describe("a layout that grows", () => {
  test("leads a feedback edge around the nodes between, and leaves everything else as it was", async () => {
    const [shop, orders, indexer] = [service("shop"), table("Orders"), service("indexer")];
    const stream = "change-stream:111122223333:us-east-1:Orders";
    const edges = [edge(shop, orders), edge(orders, stream), edge(stream, indexer)];
    const layout = await layOut([shop, orders, stream, indexer].map(node), edges);
    const before = structuredClone(layout);
    const loop = edge(indexer, orders);
    grow(layout, [shop, orders, stream, indexer], [...edges, loop]);
    expect(touched(layout.routes.get(loop.id)!, [...layout.boxes.values()])).toEqual([]);
    expect(layout.boxes).toEqual(before.boxes);
    for (const { id } of edges) expect(layout.routes.get(id)).toEqual(before.routes.get(id));
    expect(layout.labels.has(loop.id)).toBe(true);
  });
});
