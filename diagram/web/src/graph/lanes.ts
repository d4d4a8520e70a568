import type { GraphEdge, GraphNode } from "../model.ts";
import { around, type Box, type Point } from "./geometry.ts";
import type { Layout } from "./layout.ts";

/** Which region's lane everything belongs to. */
export interface Lanes {
  /** Regions from top to bottom, the one with most nodes first. */
  names: string[];
  laneOf: (nodeId: string) => number;
}

const PADDING = { top: 40, side: 22, bottom: 20 };
const GAP = 26;

/** A node without a region goes with most of its neighbours. */
export function lanesOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Lanes {
  const size = new Map<string, number>();
  for (const { region } of nodes) if (region) size.set(region, (size.get(region) ?? 0) + 1);
  const names = [...size.keys()].sort((a, b) => size.get(b)! - size.get(a)! || a.localeCompare(b));
  const lanes = new Map<string, number>();
  for (const node of nodes) if (node.region) lanes.set(node.id, names.indexOf(node.region));
  for (const node of nodes) {
    if (!node.region) lanes.set(node.id, laneOfMost(node.id, edges, lanes));
  }
  return { names, laneOf: (id) => lanes.get(id) ?? 0 };
}

function laneOfMost(
  id: string,
  edges: readonly GraphEdge[],
  lanes: ReadonlyMap<string, number>,
): number {
  const votes = new Map<number, number>();
  for (const edge of edges) {
    const other = edge.from === id ? edge.to : edge.to === id ? edge.from : null;
    const lane = other === null ? undefined : lanes.get(other);
    if (lane !== undefined) votes.set(lane, (votes.get(lane) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

/**
 * Moves the lanes of a layout apart, one below the other. What lies within a lane moves as one, so
 * nothing in it comes to overlap; an edge from lane to lane is stretched between its ends.
 */
export function stack(
  layout: Layout,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  { names, laneOf }: Lanes,
): Layout {
  const extents = names.map((_, lane) => extent(layout, nodes, edges, lane, laneOf));
  const shifts: number[] = [];
  let bottom = 0;
  for (const box of extents) {
    shifts.push(bottom - box.y);
    bottom += box.height + PADDING.top + PADDING.bottom + GAP;
  }
  const shift = (lane: number) => shifts[lane] ?? 0;
  const moved: Layout = { boxes: new Map(), routes: new Map(), labels: new Map(), regions: [] };
  for (const [id, box] of layout.boxes) moved.boxes.set(id, down(box, shift(laneOf(id))));
  for (const edge of edges) {
    const from = shift(laneOf(edge.from));
    const to = shift(laneOf(edge.to));
    const route = layout.routes.get(edge.id);
    if (route) moved.routes.set(edge.id, stretch(route, from, to));
    const label = layout.labels.get(edge.id);
    if (label && from === to) moved.labels.set(edge.id, down(label, from));
  }
  moved.regions = names.flatMap((name, lane) => {
    const box = region(moved, nodes, edges, name, lane, laneOf);
    return box ? [{ name, box }] : [];
  });
  return moved;
}

function down<T extends Point>(thing: T, by: number): T {
  return { ...thing, y: thing.y + by };
}

/** Each point moves by its share, from left to right, of what the ends move. */
function stretch(route: readonly Point[], from: number, to: number): Point[] {
  const begin = route[0]!;
  const width = route.at(-1)!.x - begin.x;
  return route.map((point) =>
    down(point, width === 0 ? from : from + ((to - from) * (point.x - begin.x)) / width),
  );
}

/** Everything that lies in a lane. */
function extent(
  layout: Layout,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  lane: number,
  laneOf: Lanes["laneOf"],
): Box {
  const things: (Point & Partial<Box>)[] = [];
  for (const { id } of nodes) {
    const box = layout.boxes.get(id);
    if (box && laneOf(id) === lane) things.push(box);
  }
  for (const edge of edges) {
    if (laneOf(edge.from) === lane && laneOf(edge.to) === lane) {
      things.push(...(layout.routes.get(edge.id) ?? []));
      const label = layout.labels.get(edge.id);
      if (label) things.push(label);
    }
  }
  return around(things) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** The frame of a region: around its own nodes, and as high as its lane. */
function region(
  layout: Layout,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  name: string,
  lane: number,
  laneOf: Lanes["laneOf"],
): Box | null {
  const own = around(
    nodes
      .filter((node) => node.region === name)
      .flatMap((node) => layout.boxes.get(node.id) ?? []),
  );
  if (!own) return null;
  const whole = extent(layout, nodes, edges, lane, laneOf);
  return {
    x: own.x - PADDING.side,
    y: whole.y - PADDING.top,
    width: own.width + 2 * PADDING.side,
    height: whole.height + PADDING.top + PADDING.bottom,
  };
}
