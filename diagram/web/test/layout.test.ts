import { beforeAll, describe, expect, test } from "vitest";
import { curves, flatten, NODE, overlaps } from "../src/graph/geometry.ts";
import { type Layout, layOut } from "../src/graph/layout.ts";
import type { GraphEdge } from "../src/model.ts";
import { withoutWorkers } from "./elk.ts";
import { CLIENTS, edge, node, service, table } from "./sample.ts";

beforeAll(withoutWorkers);

const EU = "eu-west-1";
const shop = [
  [CLIENTS, service("web")],
  [CLIENTS, service("web", EU)],
  [service("web"), service("cart")],
  [service("web"), service("catalog")],
  [service("web"), service("checkout")],
  [service("cart"), table("Carts")],
  [service("catalog"), table("Products")],
  [service("checkout"), service("orders")],
  [service("orders"), table("Orders")],
  [service("orders"), table("Stock")],
  [service("web", EU), service("cart", EU)],
  [service("web", EU), service("checkout")],
  [service("web", EU), service("orders")],
  [service("cart", EU), table("Carts", EU)],
  [table("Carts"), table("Carts", EU)],
  [table("Orders"), service("web")],
].map(([from, to]) => edge(from!, to!));

async function layoutOf(edges: GraphEdge[]): Promise<Layout> {
  const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  return layOut(ids.map(node), edges);
}

const pairs = <T>(list: T[]) => list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const));

describe("the layout", () => {
  test("goes from left to right and puts no node on another", async () => {
    const { boxes } = await layoutOf(shop);
    expect(boxes.get(CLIENTS)!.x).toBeLessThan(boxes.get(service("web"))!.x);
    expect(boxes.get(service("cart"))!.x).toBeLessThan(boxes.get(table("Carts"))!.x);
    for (const [a, b] of pairs([...boxes.values()])) expect(overlaps(a, b)).toBe(false);
  });

  test("leads no edge through a node that it does not touch", async () => {
    const { boxes, routes } = await layoutOf(shop);
    const through = shop.flatMap(({ id, from, to }) =>
      [...boxes]
        .filter(([node]) => node !== from && node !== to)
        .filter(([, box]) =>
          flatten(curves(routes.get(id)!)).some((p) => overlaps(box, { ...p, width: 0, height: 0 })),
        )
        .map(([node]) => `${id} through ${node}`),
    );
    expect(through).toEqual([]);
  });

  test("keeps a place for every label that is on no node and no other label", async () => {
    const { boxes, labels } = await layoutOf(shop);
    expect(labels.size).toBe(shop.length);
    const solid = [...boxes.values(), ...labels.values()];
    for (const [a, b] of pairs(solid)) expect(overlaps(a, b)).toBe(false);
  });

  test("draws regions as lanes that do not touch, each around its own nodes", async () => {
    const { boxes, regions } = await layoutOf(shop);
    expect(regions.map(({ name }) => name)).toEqual(["us-east-1", EU]);
    expect(overlaps(regions[0]!.box, regions[1]!.box)).toBe(false);
    for (const [id, box] of boxes) {
      const { region } = node(id);
      const inside = regions.filter((lane) => overlaps(lane.box, box)).map(({ name }) => name);
      if (region) expect(inside).toEqual([region]);
    }
  });

  test("is the same for the same graph, whatever the order it was told in", async () => {
    expect(await layoutOf([...shop].reverse())).toEqual(await layoutOf(shop));
  });

  test("moves the rows of a long flow apart, as it leaves the screen's height free", async () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => service(name));
    const long = names.slice(1).map((name, i) => edge(names[i]!, name));
    const { boxes } = await layoutOf([...long, edge(names[0]!, table("T"))]);
    const gap = Math.abs(boxes.get(names[1]!)!.y - boxes.get(table("T"))!.y) - NODE.height;
    expect(gap).toBeGreaterThan(60);
  });

  test("draws no lanes for one region, and nothing for nothing", async () => {
    expect((await layoutOf(shop.slice(5, 9))).regions).toEqual([]);
    expect((await layoutOf([])).boxes.size).toBe(0);
  });

  test("makes a map about as wide as a screen of a large graph", async () => {
    const large = Array.from({ length: 450 }, (_, i) =>
      edge(service(`s${i % 90}`), table(`t${(i * 7) % 160}`, i % 3 ? "us-east-1" : EU)),
    );
    const { boxes, regions } = await layoutOf(large);
    for (const [a, b] of pairs([...boxes.values()])) expect(overlaps(a, b)).toBe(false);
    const right = Math.max(...[...boxes.values()].map((box) => box.x + box.width));
    const bottom = Math.max(...[...boxes.values()].map((box) => box.y + box.height));
    expect(right / bottom).toBeGreaterThan(0.9);
    expect(right / bottom).toBeLessThan(2.4);
    expect(regions).toHaveLength(2);
  });
});
