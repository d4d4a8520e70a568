import { describe, expect, test } from "vitest";
import { NODE } from "../src/graph/geometry.ts";
import { scene } from "../src/graph/scene.ts";
import { svgOf } from "../src/graph/svg.ts";
import type { Theme } from "../src/graph/theme.ts";
import { anomaly, edge, node, service, table } from "./sample.ts";

const shop = service("shop");
/** Measures texts as if every letter were six wide. */
const ruler = { measureText: (text: string) => ({ width: 6 * text.length }) } as CanvasRenderingContext2D;
const theme = new Proxy({}, { get: (_, name) => `var(--${String(name)})` }) as Theme;

function drawn(name: string): string {
  const sick = edge(shop, table(name), { calls: 10, attempts: 24, failed: 2 });
  const boxes = new Map([shop, table(name)].map((id, i) => [id, { x: i * 400, y: 0, ...NODE }]));
  const layout = { boxes, routes: new Map(), labels: new Map(), regions: [{ name: "us-east-1", box: { x: -20, y: -40, width: 700, height: 140 } }] };
  const open = anomaly("a", { rootEdgeId: sick.id });
  return svgOf(scene([shop, table(name)].map(node), new Map([[sick.id, sick]]), [open], layout), theme, ruler);
}

describe("the drawing", () => {
  test("holds every node, edge, region and number as text", () => {
    const svg = drawn("Orders");
    for (const text of ["shop", "Orders", "us-east-1", "10/s", "×2.4", "20 % fail", "Retry cascade"]) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg.match(/<title>/g)).toHaveLength(3);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("is well-formed whatever a name holds", () => {
    const svg = drawn(`<b>&"\u0007x`);
    expect(svg).not.toContain("<b>");
    expect(svg).not.toContain("\u0007");
    expect(svg).toContain("&lt;b&gt;&amp;&quot;\ufffdx");
  });
});
