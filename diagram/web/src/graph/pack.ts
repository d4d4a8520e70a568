import type { GraphNode } from "../model.ts";
import { type Box, NODE } from "./geometry.ts";
import type { Lanes } from "./lanes.ts";
import type { Layout } from "./layout.ts";

const ROW = NODE.height + 14;
const COLUMN = NODE.width + 22;
const STEP_GAP = 190;
const LANE_GAP = 26;
const PADDING = { top: 44, side: 26, bottom: 20 };
/** About the shape of a screen beside the panel. */
const ASPECT = 1.45;

/**
 * A large graph as a map: lanes for regions, steps of the flow from left to right, and within a step
 * as many columns as make the whole about as wide as a screen. The order within a step, and which
 * step a node belongs to, are those of a layered layout. Edges take the direct way: single routes
 * among thousands cannot be followed, and picking one dims the others.
 */
export function pack(layered: Layout, nodes: readonly GraphNode[], lanes: Lanes): Layout {
  const steps = [...new Set([...layered.boxes.values()].map((box) => Math.round(box.x)))];
  steps.sort((a, b) => a - b);
  const cells = steps.map(() => lanesOrOne(lanes).map(() => [] as GraphNode[]));
  for (const node of nodes) {
    const box = layered.boxes.get(node.id);
    if (box) cells[steps.indexOf(Math.round(box.x))]![lanes.laneOf(node.id)]!.push(node);
  }
  const y = (node: GraphNode) => layered.boxes.get(node.id)!.y;
  cells.forEach((step) => step.forEach((cell) => cell.sort((a, b) => y(a) - y(b))));
  return arrange(cells, bestRows(cells), lanes);
}

function lanesOrOne({ names }: Lanes): string[] {
  return names.length > 0 ? names : [""];
}

/** How many nodes stand above each other in a lane before a new column begins. */
function bestRows(cells: GraphNode[][][]): number {
  const most = Math.max(1, ...cells.flat().map((cell) => cell.length));
  let best = 1;
  let least = Infinity;
  for (let rows = 1; rows <= most; rows++) {
    const { width, height } = sizeWith(cells, rows);
    const far = Math.abs(Math.log(width / height / ASPECT));
    if (far < least) {
      least = far;
      best = rows;
    }
  }
  return best;
}

function sizeWith(cells: GraphNode[][][], rows: number): { width: number; height: number } {
  const width = cells.reduce((sum, step) => sum + columns(step, rows) * COLUMN + STEP_GAP, 0);
  const height = (cells[0] ?? []).reduce((sum, _, lane) => sum + laneHeight(cells, lane, rows), 0);
  return { width, height };
}

function columns(step: GraphNode[][], rows: number): number {
  return Math.max(1, ...step.map((cell) => Math.ceil(cell.length / rows)));
}

function laneHeight(cells: GraphNode[][][], lane: number, rows: number): number {
  const most = Math.max(
    1,
    ...cells.map((step) => Math.ceil(step[lane]!.length / columns(step, rows))),
  );
  return most * ROW + PADDING.top + PADDING.bottom + LANE_GAP;
}

function arrange(cells: GraphNode[][][], rows: number, lanes: Lanes): Layout {
  const layout: Layout = { boxes: new Map(), routes: new Map(), labels: new Map(), regions: [] };
  const tops: number[] = [];
  let bottom = 0;
  lanesOrOne(lanes).forEach((_, lane) => {
    tops.push(bottom + PADDING.top);
    bottom += laneHeight(cells, lane, rows);
  });
  let x = 0;
  for (const step of cells) {
    const width = columns(step, rows);
    step.forEach((cell, lane) => {
      const high = laneHeight(cells, lane, rows) - PADDING.top - PADDING.bottom - LANE_GAP;
      fill(cell, width, x, tops[lane]!, high, layout.boxes);
    });
    x += width * COLUMN + STEP_GAP;
  }
  if (lanes.names.length > 1) layout.regions = frames(cells, rows, lanes, layout, tops);
  return layout;
}

/** Spreads a cell's nodes over its columns, column by column, in the middle of the lane. */
function fill(
  cell: GraphNode[],
  width: number,
  x: number,
  top: number,
  high: number,
  boxes: Map<string, Box>,
): void {
  const rows = Math.ceil(cell.length / width);
  const begin = top + Math.max(0, (high - rows * ROW) / 2);
  cell.forEach((node, i) => {
    const column = Math.floor(i / rows);
    boxes.set(node.id, { x: x + column * COLUMN, y: begin + (i % rows) * ROW, ...NODE });
  });
}

function frames(
  cells: GraphNode[][][],
  rows: number,
  lanes: Lanes,
  layout: Layout,
  tops: number[],
): Layout["regions"] {
  return lanes.names.map((name, lane) => {
    const own = cells
      .flatMap((step) => step[lane]!)
      .filter((node) => node.region === name)
      .map((node) => layout.boxes.get(node.id)!);
    const left = Math.min(...own.map((box) => box.x)) - PADDING.side;
    const right = Math.max(...own.map((box) => box.x + box.width)) + PADDING.side;
    const y = tops[lane]! - PADDING.top;
    return {
      name,
      box: { x: left, y, width: right - left, height: laneHeight(cells, lane, rows) - LANE_GAP },
    };
  });
}
