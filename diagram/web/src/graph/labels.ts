import type { GraphEdge } from "../model.ts";
import { along, type Box, curves, flatten, LABEL, overlaps, type Point } from "./geometry.ts";
import type { Layout } from "./layout.ts";

const PARTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];
/** A label beside its own line reads better than one on it, but hardly. */
const ABOVE = LABEL.height / 2 + 3;

/**
 * Gives every edge without a place for its label one: on no node and no other label, over as few
 * other lines as can be, and near its middle.
 */
export function placeLabels(layout: Layout, edges: readonly GraphEdge[]): void {
  const lines = edges.flatMap(({ id }) => {
    const route = layout.routes.get(id);
    return route ? [{ id, line: flatten(curves(route), 24) }] : [];
  });
  const solid = [...layout.boxes.values(), ...layout.labels.values()];
  for (const { id, line } of lines) {
    if (layout.labels.has(id)) continue;
    const others = lines.filter((other) => other.id !== id).map((other) => other.line);
    const box = bestPlace(line, solid, others);
    if (box) {
      layout.labels.set(id, box);
      solid.push(box);
    }
  }
}

function bestPlace(
  line: readonly Point[],
  solid: readonly Box[],
  others: readonly (readonly Point[])[],
): Box | null {
  let best: Box | null = null;
  let least = Infinity;
  PARTS.forEach((part, i) => {
    const { x, y } = along(line, part);
    for (const up of [ABOVE, 0]) {
      const box = { ...LABEL, x: x - LABEL.width / 2, y: y - up - LABEL.height / 2 };
      if (solid.some((other) => overlaps(box, other, 2))) continue;
      const cost = crossings(box, others) * PARTS.length + i + (up ? 0 : 0.5);
      if (cost < least) {
        least = cost;
        best = box;
      }
    }
  });
  return best;
}

function crossings(box: Box, lines: readonly (readonly Point[])[]): number {
  return lines.filter((line) => line.some((point) => overlaps(box, { ...point, width: 0, height: 0 })))
    .length;
}
