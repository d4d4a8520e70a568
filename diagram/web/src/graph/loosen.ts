import type { GraphEdge } from "../model.ts";
import { around, type Box, type Point } from "./geometry.ts";
import type { Layout } from "./layout.ts";

/** About the shape of the free part of a screen beside the panel. */
const ASPECT = 1.35;
const MOST = 1.8;

/** How much taller a layout may be without being drawn smaller on a usual screen; at least 1. */
export function looseness(layout: Layout): number {
  const box = around([...layout.boxes.values(), ...layout.regions.map((region) => region.box)]);
  return box ? Math.max(1, Math.min(MOST, box.width / box.height / ASPECT)) : 1;
}

/**
 * Moves the rows of a layout apart by a factor, so that a long flow, which is small on the screen,
 * has room for labels between its nodes. Nodes keep their size, and edges the points at which they
 * leave and reach them; what is level with these points stays so.
 */
export function loosen(layout: Layout, edges: readonly GraphEdge[], factor: number): Layout {
  const middle = (box: Box) => box.y + box.height / 2;
  const shift = (id: string) => {
    const box = layout.boxes.get(id);
    return box ? middle(box) * (factor - 1) : 0;
  };
  const loose: Layout = { ...layout, boxes: new Map(), routes: new Map(), labels: new Map() };
  for (const [id, box] of layout.boxes) loose.boxes.set(id, { ...box, y: box.y + shift(id) });
  for (const { id, from, to } of edges) {
    const route = layout.routes.get(id);
    if (!route) continue;
    const begin = route[0]!.y;
    const end = route.at(-1)!.y;
    const move = (y: number) =>
      y === begin ? y + shift(from) : y === end ? y + shift(to) : y * factor;
    loose.routes.set(id, route.map(({ x, y }): Point => ({ x, y: move(y) })));
  }
  for (const [id, label] of layout.labels) {
    const bottom = label.y + label.height;
    loose.labels.set(id, { ...label, y: bottom * factor - label.height });
  }
  return loose;
}
