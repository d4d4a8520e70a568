import { describe, expect, test } from "vitest";
import { overlaps, NODE } from "../src/graph/geometry.ts";
import { place } from "../src/graph/place.ts";
import { edge, service, table } from "./sample.ts";

const shop = service("shop");
const orders = table("Orders");
const stock = table("Stock");
const at = (x: number, y: number) => ({ x, y, ...NODE });

describe("a node that comes later", () => {
  test("stands right of what feeds it, and moves nothing", () => {
    const placed = new Map([[shop, at(0, 0)]]);
    const boxes = place(placed, [orders], [edge(shop, orders)]);
    expect(boxes.get(shop)).toEqual(at(0, 0));
    expect(boxes.get(orders)!.x).toBeGreaterThan(NODE.width);
    expect(boxes.get(orders)!.y).toBe(0);
    expect(placed.has(orders)).toBe(false);
  });

  test("stands left of what it feeds when nothing feeds it", () => {
    const boxes = place(new Map([[orders, at(500, 40)]]), [shop], [edge(shop, orders)]);
    expect(boxes.get(shop)!.x).toBeLessThan(500);
  });

  test("takes the next free spot below when its own is taken", () => {
    const placed = new Map([[shop, at(0, 0)]]);
    const boxes = place(placed, [orders, stock], [edge(shop, orders), edge(shop, stock)]);
    expect(overlaps(boxes.get(orders)!, boxes.get(stock)!)).toBe(false);
    expect(boxes.get(orders)!.x).toBe(boxes.get(stock)!.x);
  });

  test("follows another new one, and one without edges goes below everything", () => {
    const placed = new Map([[shop, at(0, 0)]]);
    const lone = table("Lone");
    const boxes = place(placed, [lone, stock, orders], [edge(shop, orders), edge(orders, stock)]);
    expect(boxes.get(stock)!.x).toBeGreaterThan(boxes.get(orders)!.x);
    expect(boxes.get(lone)!.y).toBeGreaterThan(NODE.height);
  });
});
