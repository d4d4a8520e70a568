import { describe, expect, test } from "vitest";
import { between, lookAt, panned, seenBy, toScene, zoomed } from "../src/graph/camera.ts";
import { find } from "../src/graph/find.ts";
import { along, around, curves, directRoute, distance, flatten, NODE } from "../src/graph/geometry.ts";
import { scene } from "../src/graph/scene.ts";
import { edge, node, service, table } from "./sample.ts";

const LINE = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 50 },
];

describe("lines", () => {
  test("know the point a part of the way along, corners included", () => {
    expect(along(LINE, 0)).toEqual({ x: 0, y: 0 });
    expect(along(LINE, 2 / 3)).toEqual({ x: 100, y: 0 });
    expect(along(LINE, 1)).toEqual({ x: 100, y: 50 });
    expect(along([], 0.5)).toEqual({ x: 0, y: 0 });
  });

  test("know how far a point is, also beyond their ends", () => {
    expect(distance({ x: 50, y: 9 }, LINE)).toBe(9);
    expect(distance({ x: -3, y: 4 }, LINE)).toBe(5);
    expect(distance({ x: 0, y: 0 }, [])).toBe(Infinity);
  });

  test("stay between their points when they are bent", () => {
    const line = flatten(curves(LINE));
    expect(line[0]).toEqual({ x: 0, y: 0 });
    expect(line.at(-1)).toEqual({ x: 100, y: 50 });
    const box = around(line)!;
    expect(box.width).toBeCloseTo(100);
    expect(box.height).toBeCloseTo(50);
  });

  test("leave a node on the side where the other one is, and loop over one that calls itself", () => {
    const left = { x: 0, y: 0, ...NODE };
    const right = { x: 400, y: 0, ...NODE };
    expect(directRoute(left, right)[0]!.x).toBe(NODE.width);
    expect(directRoute(right, left)[0]!.x).toBe(400);
    expect(Math.min(...directRoute(left, left).map(({ y }) => y))).toBeLessThan(0);
  });
});

describe("the camera", () => {
  const size = { width: 800, height: 600 };
  const camera = { x: 10, y: 20, zoom: 2 };

  test("sees all of what it looks at, and no nearer than allowed", () => {
    const { x, y, width, height } = seenBy(
      lookAt({ x: 0, y: 0, width: 5000, height: 5000 }, size, 1),
      size,
    );
    expect(Math.max(x, y)).toBeLessThan(0);
    expect(Math.min(x + width, y + height)).toBeGreaterThan(5000);
    expect(lookAt({ x: 0, y: 0, width: 1, height: 1 }, size, 1.5).zoom).toBe(1.5);
  });

  test("zooms around the pointer and no farther than its limits", () => {
    const at = { x: 300, y: 200 };
    const before = toScene(camera, at);
    const after = toScene(zoomed(camera, 1.5, at), at);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
    expect(zoomed(camera, 1e9, at).zoom).toBe(4);
  });

  test("pans by pixels, and glides from one end to the other", () => {
    expect(panned(camera, 30, -10)).toEqual({ x: -5, y: 25, zoom: 2 });
    const to = { x: 0, y: 0, zoom: 1 };
    expect(between(camera, to, 0)).toEqual(camera);
    expect(between(camera, to, 1)).toEqual(to);
  });
});

describe("what is under the pointer", () => {
  const shop = service("shop");
  const orders = table("Orders");
  const write = edge(shop, orders);
  const boxes = new Map([
    [shop, { x: 0, y: 0, ...NODE }],
    [orders, { x: 400, y: 0, ...NODE }],
  ]);
  const drawn = scene([shop, orders].map(node), new Map([[write.id, write]]), [], {
    boxes,
    routes: new Map(),
    labels: new Map(),
    regions: [],
  });
  const labels = new Map([[write.id, { x: 250, y: 50, width: 40, height: 20 }]]);
  const under = (x: number, y: number, zoom = 1) => find(drawn, labels, { x, y }, zoom);

  test("is a node, its edge's line, or the label", () => {
    expect(under(20, 20)).toBe(shop);
    expect(under(300, NODE.height / 2 + 5)).toBe(write.id);
    expect(under(260, 60)).toBe(write.id);
  });

  test("is nothing beside them, and a line is as easy to hit from afar", () => {
    expect(under(300, NODE.height / 2 + 20)).toBeNull();
    expect(under(300, NODE.height / 2 + 20, 0.3)).toBe(write.id);
  });
});
