import type { Level } from "../trouble.ts";
import { type Box, overlaps } from "./geometry.ts";
import type { Picture } from "./paint.ts";
import { placeLabel, type PlacedLabel } from "./paintLabel.ts";
import type { SceneEdge } from "./scene.ts";

/** With more edges in sight than this, only the numbers that matter are shown. */
const LABELLED_EDGES = 250;
/** A label at the rim of the picture may reach so far out of it, onto a node that is not seen. */
const OUTSIDE = 500;

/**
 * Gives the labels of edges their places, without regard to what is pointed at or selected: so a
 * label stays where it is when the pointer comes to it. A label that was painted before at this zoom
 * keeps its place while that is free. Last, those get a place that only the emphasis asks for.
 */
export function placeLabels(
  ctx: CanvasRenderingContext2D,
  edges: readonly SceneEdge[],
  picture: Picture,
  seen: Box,
): [SceneEdge, PlacedLabel][] {
  const { camera, emphasis, before, scene } = picture;
  const places = before?.zoom === camera.zoom ? before.places : new Map<string, number>();
  const taken = scene.nodes.map(({ box }) => box).filter((box) => overlaps(box, seen, OUTSIDE));
  const placed = new Map<SceneEdge, PlacedLabel>();
  const place = (edge: SceneEdge, must: boolean) => {
    const label = placeLabel(ctx, edge, picture, taken, must, places.get(edge.id));
    if (!label) return;
    taken.push(label.box);
    placed.set(edge, label);
  };
  const order = (edge: SceneEdge) =>
    (matters(edge) ? 64 : 0) + (places.has(edge.id) ? 32 : 0) + weight(edge);
  const crowded = edges.length > LABELLED_EDGES;
  for (const edge of [...edges].sort((a, b) => order(b) - order(a))) {
    if (!crowded || matters(edge)) place(edge, matters(edge));
  }
  const { selected, hovered, bright } = emphasis;
  for (const edge of edges) {
    const asked =
      edge.id === selected ||
      edge.id === hovered ||
      (bright !== null && bright.size < FEW_BRIGHT && bright.has(edge.id));
    if (asked && !placed.has(edge)) place(edge, true);
  }
  return [...placed];
}

/** Of so many bright edges and nodes, each edge has its numbers shown. */
const FEW_BRIGHT = 40;

/** Whether an edge's numbers are shown even from afar. */
function matters({ named, level }: SceneEdge): boolean {
  return named?.role === "root" || named?.role === "loop" || level === "bad";
}

const WEIGHT: Record<Level, number> = { unknown: 0, silent: 0, ok: 1, warn: 2, bad: 3 };

/** How much an edge has to say. */
export function weight({ named, level }: SceneEdge): number {
  return (named?.role === "root" ? 8 : named ? 4 : 0) + WEIGHT[level];
}
