import { millis, cardName, rate, share } from "../format.ts";
import type { Anomaly, GraphEdge, GraphNode } from "../model.ts";
import { isOpen } from "../store.ts";
import { type Level, troubleOf } from "../trouble.ts";
import {
  along,
  around,
  type Box,
  type Curve,
  curves,
  directRoute,
  flatten,
  LABEL,
  type Point,
} from "./geometry.ts";
import type { Layout } from "./layout.ts";

/**
 * Everything there is to draw, in the graph's own coordinates and without any canvas: what paints it
 * on the screen can paint it into a file.
 */
export interface Scene {
  regions: { name: string; box: Box }[];
  nodes: SceneNode[];
  edges: SceneEdge[];
  bounds: Box;
}

export interface SceneNode {
  id: string;
  node: GraphNode;
  box: Box;
  name: string;
  /** Its kind; an index's with the table's name. */
  kind: string;
  /** The worst of the edges that lead to it. */
  level: Level;
}

export interface SceneEdge {
  id: string;
  edge: GraphEdge;
  route: Curve[];
  line: Point[];
  bounds: Box;
  /** Where the middle of its label may be, the best first. */
  labels: Point[];
  level: Level;
  /** An anomaly that is open names it: as its root, or on its path. */
  named: "root" | "path" | null;
  width: number;
  /** Width of the band of attempts behind it; 0 when nothing is tried again. */
  echo: number;
  /** How much. */
  rate: string;
  /** How fast: median and 99th percentile. */
  latency: string;
  /** Attempts per call, such as `×2.4`; empty when next to nothing is tried again. */
  retries: string;
  /** Share of calls that failed; empty when next to none did. */
  failures: string;
}

export function scene(
  nodes: Iterable<GraphNode>,
  edges: Iterable<GraphEdge>,
  anomalies: readonly Anomaly[],
  layout: Layout,
): Scene {
  const named = namedEdges(anomalies);
  const lanes = new Map<string, number>();
  const drawn: SceneEdge[] = [];
  const worst = new Map<string, Level>();
  for (const edge of edges) {
    const from = layout.boxes.get(edge.from);
    const to = layout.boxes.get(edge.to);
    if (!from || !to) continue;
    const pair = `${edge.from}|${edge.to}`;
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    let points = layout.routes.get(edge.id);
    if (!points) layout.routes.set(edge.id, (points = directRoute(from, to, lane)));
    const item = sceneEdge(edge, points, layout.labels.get(edge.id), named.get(edge.id) ?? null);
    drawn.push(item);
    worst.set(edge.to, worse(worst.get(edge.to), item.level));
  }
  const boxes = [...nodes].flatMap((node) => {
    const box = layout.boxes.get(node.id);
    return box ? [sceneNode(node, box, worst.get(node.id) ?? "ok")] : [];
  });
  return {
    regions: layout.regions,
    nodes: boxes,
    edges: drawn,
    bounds: around([...boxes.map((n) => n.box), ...layout.regions.map((r) => r.box),
      ...drawn.map((e) => e.bounds)]) ?? { x: 0, y: 0, width: 1, height: 1 },
  };
}

function sceneNode(node: GraphNode, box: Box, level: Level): SceneNode {
  return {
    id: node.id,
    node,
    box,
    ...titles(node),
    level,
  };
}

function titles(node: GraphNode): { name: string; kind: string } {
  const name = cardName(node);
  const slash = node.kind === "index" ? name.indexOf("/") : -1;
  if (slash < 0) return { name, kind: node.kind };
  return { name: name.slice(slash + 1), kind: `${name.slice(0, slash)} index` };
}

function sceneEdge(
  edge: GraphEdge,
  points: Point[],
  label: Box | undefined,
  named: "root" | "path" | null,
): SceneEdge {
  const shape = shapeOf(points);
  const trouble = troubleOf(edge);
  const width = lineWidth(edge.perSecond.calls);
  const latency = edge.latencyMs;
  return {
    id: edge.id,
    edge,
    ...shape,
    labels: label
      ? [{ x: label.x + LABEL.width / 2, y: label.y + LABEL.height / 2 }, ...shape.labels]
      : shape.labels,
    level: named === "root" ? "bad" : trouble.level,
    named,
    width,
    echo:
      trouble.attemptsPerCall >= 1.05
        ? Math.min(24, width + 4 + 4 * (trouble.attemptsPerCall - 1))
        : 0,
    rate: trouble.level === "silent" ? "silent" : rate(edge.perSecond.calls),
    latency: latency ? `${millis(latency.p50)} · ${millis(latency.p99)}` : "",
    retries: trouble.attemptsPerCall >= 1.1 ? `×${trouble.attemptsPerCall.toFixed(1)}` : "",
    failures: trouble.failedShare >= 0.01 ? `${share(trouble.failedShare)} fail` : "",
  };
}

type Shape = Pick<SceneEdge, "route" | "line" | "bounds" | "labels">;

/** Numbers change every second, routes hardly ever. */
const shapes = new WeakMap<Point[], Shape>();

function shapeOf(points: Point[]): Shape {
  let shape = shapes.get(points);
  if (!shape) {
    const route = curves(points);
    const line = flatten(route);
    const bounds = around(line) ?? { x: 0, y: 0, width: 0, height: 0 };
    const labels = [0.5, 0.36, 0.64, 0.22, 0.78].map((part) => along(line, part));
    shape = { route, line, bounds, labels };
    shapes.set(points, shape);
  }
  return shape;
}

/** From a hair for one call a minute to a finger for thousands a second. */
export function lineWidth(perSecond: number): number {
  return Math.min(9, 1.4 + 1.15 * Math.log10(1 + perSecond * 6));
}

const WORSE: Level[] = ["silent", "ok", "warn", "bad"];

function worse(a: Level | undefined, b: Level): Level {
  return a !== undefined && WORSE.indexOf(a) > WORSE.indexOf(b) ? a : b;
}

function namedEdges(anomalies: readonly Anomaly[]): Map<string, "root" | "path"> {
  const named = new Map<string, "root" | "path">();
  const open = anomalies.filter(isOpen);
  open.forEach((anomaly) => anomaly.pathEdgeIds.forEach((id) => named.set(id, "path")));
  open.forEach((anomaly) => named.set(anomaly.rootEdgeId, "root"));
  return named;
}
