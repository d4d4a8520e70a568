import { cardName } from "../format.ts";
import { type Impact, impactOf, type Named } from "../impact.ts";
import type { Anomaly, GraphEdge, GraphNode, Severity } from "../model.ts";
import { type Lens, type Look, SILENT, UNKNOWN } from "../lens/lens.ts";
import { LENSES } from "../lens/lenses.ts";
import { levelOf } from "../lens/level.ts";
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
  /** Its colour, width and label through the lens. */
  look: Look;
}

/**
 * Builds the scene.
 *
 * @param known whether the numbers are those of now; else each is shown as unknown
 * @param lens what widths, colours and labels stand for
 */
export function scene(
  nodes: Iterable<GraphNode>,
  edges: ReadonlyMap<string, GraphEdge>,
  anomalies: readonly Anomaly[],
  layout: Layout,
  known = true,
  lens: Lens = LENSES[0]!,
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
    const level = known ? levelOf(troubleOf(edge), named) : "unknown";
    const item = sceneEdge(edge, points, layout.labels.get(edge.id), named, level, lens);
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
  level: Level,
  lens: Lens,
): SceneEdge {
  const shape = shapeOf(points);
  return {
    id: edge.id,
    edge,
    ...shape,
    labels: label
      ? [{ x: label.x + LABEL.width / 2, y: label.y + LABEL.height / 2 }, ...shape.labels]
      : shape.labels,
    named,
    level,
    look: level === "unknown" ? UNKNOWN : isSilent(edge) ? (lens.lookSilent?.(edge) ?? SILENT) : lens.look(edge, named),
  };
}

function isSilent({ perSecond }: GraphEdge): boolean {
  return perSecond.calls === 0 && perSecond.attempts === 0;
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

const WORSE: Level[] = ["unknown", "silent", "ok", "warn", "bad"];

function worse(a: Level | undefined, b: Level): Level {
  return a !== undefined && WORSE.indexOf(a) > WORSE.indexOf(b) ? a : b;
}
