import type { GraphEdge } from "../model.ts";
import { detour } from "./detour.ts";
import { LABELLED_EDGES, type Layout } from "./layout.ts";
import { placeLabels } from "./labels.ts";
import { place } from "./place.ts";

/**
 * Takes nodes and edges that have come into a layout: each node in a free place, each edge around the
 * nodes in its way. What was there stays where it is.
 */
export function grow(layout: Layout, nodes: Iterable<string>, edges: readonly GraphEdge[]): void {
  const newNodes = [...nodes].filter((id) => !layout.boxes.has(id));
  layout.boxes = place(layout.boxes, newNodes, edges);
  if (edges.length > LABELLED_EDGES) return;
  for (const edge of edges) {
    const from = layout.boxes.get(edge.from);
    const to = layout.boxes.get(edge.to);
    if (layout.routes.has(edge.id) || !from || !to) continue;
    const ends = [...layout.routes.values()].flatMap((route) => [route[0]!, route.at(-1)!]);
    const obstacles = { nodes: layout.boxes.values(), labels: layout.labels.values(), ends };
    layout.routes.set(edge.id, detour(from, to, obstacles));
  }
  placeLabels(layout, edges);
}
