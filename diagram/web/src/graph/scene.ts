import { millis, cardName, rate, share } from "../format.ts";
import { type Impact, impactOf, type Named } from "../impact.ts";
import type { Anomaly, GraphEdge, GraphNode, Severity } from "../model.ts";
import { type Level, REFUSED_SHOWN, type Trouble, troubleOf } from "../trouble.ts";
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
  /** How grave the damage to its data is; null where none is known. */
  damaged: Severity | null;
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
  /** What it is to an open anomaly; null where none concerns it. */
  named: Named | null;
  width: number;
  /** Width of the band of attempts behind it; 0 when nothing is tried again. */
  echo: number;
  /** How much. */
  rate: string;
  /** How fast: median and 99th percentile. */
  latency: string;
  /** Attempts per call, such as `×2.4`; empty when next to nothing is tried again. */
  retries: string;
  /** Share of calls that were lost; empty when next to none were. */
  failures: string;
  /** Share of calls that were refused; empty when few were. */
  refusals: string;
}

/**
 * Builds the scene.
 *
 * @param known whether the numbers are those of now; else each is shown as unknown
 */
export function scene(
  nodes: Iterable<GraphNode>,
  edges: ReadonlyMap<string, GraphEdge>,
  anomalies: readonly Anomaly[],
  layout: Layout,
  known = true,
): Scene {
  const impact = impactOf({ edges }, anomalies);
  const lanes = new Map<string, number>();
  const drawn: SceneEdge[] = [];
  const worst = new Map<string, Level>();
  for (const edge of edges.values()) {
    const from = layout.boxes.get(edge.from);
    const to = layout.boxes.get(edge.to);
    if (!from || !to) continue;
    const pair = `${edge.from}|${edge.to}`;
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    let points = layout.routes.get(edge.id);
    if (!points) layout.routes.set(edge.id, (points = directRoute(from, to, lane)));
    const named = impact.edges.get(edge.id) ?? null;
    const item = sceneEdge(edge, points, layout.labels.get(edge.id), named, known);
    drawn.push(item);
    worst.set(edge.to, worse(worst.get(edge.to), item.level));
  }
  const boxes = [...nodes].flatMap((node) => {
    const box = layout.boxes.get(node.id);
    return box ? [sceneNode(node, box, worst.get(node.id) ?? "ok", impact)] : [];
  });
  return {
    regions: layout.regions,
    nodes: boxes,
    edges: drawn,
    bounds: around([...boxes.map((n) => n.box), ...layout.regions.map((r) => r.box),
      ...drawn.map((e) => e.bounds)]) ?? { x: 0, y: 0, width: 1, height: 1 },
  };
}

function sceneNode(node: GraphNode, box: Box, level: Level, impact: Impact): SceneNode {
  return {
    id: node.id,
    node,
    box,
    ...titles(node),
    level,
    damaged: impact.damaged.get(node.id) ?? null,
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
  named: Named | null,
  known: boolean,
): SceneEdge {
  const shape = shapeOf(points);
  const width = lineWidth(edge.perSecond.calls);
  return {
    id: edge.id,
    edge,
    ...shape,
    labels: label
      ? [{ x: label.x + LABEL.width / 2, y: label.y + LABEL.height / 2 }, ...shape.labels]
      : shape.labels,
    named,
    width,
    ...(known ? numbers(edge, named, width) : UNKNOWN),
  };
}

type Numbers = Pick<SceneEdge, "level" | "echo" | "rate" | "latency" | "retries" | "failures" | "refusals">;

const UNKNOWN: Numbers = {
  level: "unknown",
  echo: 0,
  rate: "?",
  latency: "",
  retries: "",
  failures: "",
  refusals: "",
};

function numbers(edge: GraphEdge, named: Named | null, width: number): Numbers {
  const trouble = troubleOf(edge);
  const latency = edge.latencyMs;
  const { attemptsPerCall, failedShare, refusedShare } = trouble;
  return {
    level: levelOf(trouble, named),
    echo: attemptsPerCall >= 1.05 ? Math.min(24, width + 4 + 4 * (attemptsPerCall - 1)) : 0,
    rate: trouble.level === "silent" ? "silent" : rate(edge.perSecond.calls),
    latency: latency ? `${millis(latency.p50)} · ${millis(latency.p99)}` : "",
    retries: attemptsPerCall >= 1.1 ? `×${attemptsPerCall.toFixed(1)}` : "",
    failures: failedShare >= 0.01 ? `${share(failedShare)} fail` : "",
    refusals: refusedShare >= REFUSED_SHOWN ? `${share(refusedShare)} refused` : "",
  };
}

/** The root of an anomaly, and what loops through it, is as grave as the anomaly. */
function levelOf(trouble: Trouble, named: Named | null): Level {
  if (named?.role !== "root" && named?.role !== "loop") return trouble.level;
  if (named.severity === "critical") return "bad";
  return named.severity === "warning" ? "warn" : trouble.level;
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

const WORSE: Level[] = ["unknown", "silent", "ok", "warn", "bad"];

function worse(a: Level | undefined, b: Level): Level {
  return a !== undefined && WORSE.indexOf(a) > WORSE.indexOf(b) ? a : b;
}
