import type { GraphEdge } from "../model.ts";
import { type Box, NODE, overlaps } from "./geometry.ts";

const COLUMN_GAP = 150;
const ROW_GAP = 22;

/**
 * Gives new nodes a place without moving any other: one column right of what feeds them (else left
 * of what they feed), in the first free spot downwards.
 */
export function place(
  placed: ReadonlyMap<string, Box>,
  newNodes: readonly string[],
  edges: Iterable<GraphEdge>,
): Map<string, Box> {
  const boxes = new Map(placed);
  const list = [...edges];
  const waiting = new Set(newNodes);
  while (waiting.size > 0) {
    const next =
      [...waiting].find((id) => wish(id, boxes, list) !== null) ?? [...waiting][0]!;
    waiting.delete(next);
    boxes.set(next, free(wish(next, boxes, list) ?? corner(boxes), boxes));
  }
  return boxes;
}

function wish(id: string, boxes: ReadonlyMap<string, Box>, edges: GraphEdge[]): Box | null {
  const feeder = edges.find((edge) => edge.to === id && boxes.has(edge.from));
  if (feeder) {
    const box = boxes.get(feeder.from)!;
    return { x: box.x + NODE.width + COLUMN_GAP, y: box.y, ...NODE };
  }
  const fed = edges.find((edge) => edge.from === id && boxes.has(edge.to));
  if (fed) {
    const box = boxes.get(fed.to)!;
    return { x: box.x - NODE.width - COLUMN_GAP, y: box.y, ...NODE };
  }
  return null;
}

function corner(boxes: ReadonlyMap<string, Box>): Box {
  let bottom = 0;
  let left = Infinity;
  for (const box of boxes.values()) {
    bottom = Math.max(bottom, box.y + box.height + ROW_GAP);
    left = Math.min(left, box.x);
  }
  return { x: left === Infinity ? 0 : left, y: bottom, ...NODE };
}

function free(box: Box, boxes: ReadonlyMap<string, Box>): Box {
  const spot = { ...box };
  for (;;) {
    const other = [...boxes.values()].find((taken) => overlaps(spot, taken, ROW_GAP - 1));
    if (!other) return spot;
    spot.y = other.y + other.height + ROW_GAP;
  }
}
