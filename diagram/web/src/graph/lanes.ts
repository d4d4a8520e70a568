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
 * nothing in it comes to overlap; an edge from lane to lane is led between the nodes of the columns
 * that it crosses.
 */
export function stack(
  layout: Layout,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  { names, laneOf }: Lanes,
): Layout {
  const bands = bandsOf(names.map((_, lane) => extent(layout, nodes, edges, lane, laneOf)));
  const shift = (lane: number) => bands[lane]?.shift ?? 0;
  const moved: Layout = { boxes: new Map(), routes: new Map(), labels: new Map(), regions: [] };
  for (const [id, box] of layout.boxes) moved.boxes.set(id, down(box, shift(laneOf(id))));
  for (const edge of edges) {
    const from = laneOf(edge.from);
    const to = laneOf(edge.to);
    const route = layout.routes.get(edge.id);
    if (route && from === to) {
      moved.routes.set(edge.id, route.map((point) => down(point, shift(from))));
    } else if (route) {
      moved.routes.set(edge.id, [
        down(route[0]!, shift(from)),
        ...between(route, layout.boxes, laneOf, bands),
        down(route.at(-1)!, shift(to)),
      ]);
    }
    const label = layout.labels.get(edge.id);
    if (label && from === to) moved.labels.set(edge.id, down(label, shift(from)));
  }
  moved.regions = names.flatMap((name, lane) => {
    const box = region(moved, nodes, edges, name, lane, laneOf);
    return box ? [{ name, box }] : [];
  });
  return moved;
}

/** How far a lane is moved, and between which heights it then lies. */
interface Band {
  shift: number;
  top: number;
  bottom: number;
}

function bandsOf(extents: readonly Box[]): Band[] {
  let bottom = 0;
  return extents.map((box) => {
    const shift = bottom - box.y;
    const band = {
      shift,
      top: bottom - PADDING.top - GAP / 2,
      bottom: bottom + box.height + PADDING.bottom + GAP / 2,
    };
    bottom += box.height + PADDING.top + PADDING.bottom + GAP;
    return band;
  });
}

function down<T extends Point>(thing: T, by: number): T {
  return { ...thing, y: thing.y + by };
}

/** Room between a line and the nodes of a column that it crosses. */
const CLEAR = 8;

/**
 * Where an edge from lane to lane crosses the columns between its ends: at each it stays beside the
 * node that it was nearest to, and so moves as far as that node's lane.
 */
function between(
  route: readonly Point[],
  boxes: ReadonlyMap<string, Box>,
  laneOf: Lanes["laneOf"],
  bands: readonly Band[],
): Point[] {
  const begin = route[0]!.x;
  const end = route.at(-1)!.x;
  const left = Math.min(begin, end);
  const right = Math.max(begin, end);
  const columns = new Map<number, [string, Box][]>();
  for (const entry of boxes) {
    const x = Math.round(entry[1].x);
    if (x < left || x + entry[1].width > right) continue;
    columns.set(x, [...(columns.get(x) ?? []), entry]);
  }
  const points = [...columns]
    .sort(([a], [b]) => a - b)
    .flatMap(([x, column]) => {
      const { width } = column[0]![1];
      const y = heightAt(route, x + width / 2);
      const gap = (box: Box) => Math.abs(box.y + box.height / 2 - y);
      const [id] = column.reduce((a, b) => (gap(b[1]) < gap(a[1]) ? b : a));
      const { shift, top, bottom } = bands[laneOf(id)]!;
      const height = Math.max(top, Math.min(bottom, y + shift));
      return [
        { x: x - CLEAR, y: height },
        { x: x + width + CLEAR, y: height },
      ];
    });
  return begin <= end ? points : points.reverse();
}

/** The height of a route of straight pieces at a place between its ends. */
function heightAt(route: readonly Point[], x: number): number {
  for (let i = 1; i < route.length; i++) {
    const a = route[i - 1]!;
    const b = route[i]!;
    if (Math.min(a.x, b.x) <= x && x <= Math.max(a.x, b.x)) {
      return a.x === b.x ? a.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
    }
  }
  return route[0]!.y;
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
