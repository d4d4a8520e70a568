import type { Level } from "../trouble.ts";
import type { Box, Curve, Point } from "./geometry.ts";
import { paintLabel } from "./paintLabel.ts";
import { paintNode } from "./paintNode.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import type { Theme } from "./theme.ts";

/** What of the scene is seen: its top left corner, and pixels per unit. */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

/** What stands out. */
export interface Emphasis {
  /** Edge or node id, or null. */
  selected: string | null;
  hovered: string | null;
  /** Ids that stay bright; null when all do. */
  bright: ReadonlySet<string> | null;
}

export interface Picture {
  scene: Scene;
  camera: Camera;
  size: { width: number; height: number };
  emphasis: Emphasis;
  theme: Theme;
  /** Seconds, for the flow along the edges; null when nothing moves. */
  time: number | null;
}

const DIM = 0.13;
const FLOWING_EDGES = 400;
/** With more edges in sight than this, only the numbers that matter are shown. */
const LABELLED_EDGES = 250;
/** With more edges in sight than this, those that are well step back. */
const CROWD = 300;
const paths = new WeakMap<Curve[], Path2D>();

/**
 * Paints the picture.
 *
 * @returns where the labels of edges came to lie, by the edge's id
 */
export function paint(ctx: CanvasRenderingContext2D, picture: Picture): Map<string, Box> {
  const { scene, camera, size, theme } = picture;
  ctx.clearRect(0, 0, size.width, size.height);
  ctx.save();
  ctx.scale(camera.zoom, camera.zoom);
  ctx.translate(-camera.x, -camera.y);
  const seen = view(picture);
  paintRegions(ctx, scene, theme, camera.zoom);
  const edges = scene.edges.filter((edge) => touches(edge.bounds, seen, 20));
  const ordered = edges.length > 1 ? byWeight(edges, picture.emphasis) : edges;
  for (const edge of ordered) paintEdge(ctx, edge, picture, edges.length);
  for (const node of scene.nodes) {
    if (!touches(node.box, seen, 10)) continue;
    ctx.globalAlpha = brightness(node.id, picture.emphasis);
    paintNode(ctx, node, picture);
  }
  const labels = paintLabels(ctx, ordered, picture, seen);
  ctx.restore();
  return labels;
}

function paintLabels(
  ctx: CanvasRenderingContext2D,
  edges: SceneEdge[],
  picture: Picture,
  seen: Box,
): Map<string, Box> {
  const crowded = edges.length > LABELLED_EDGES;
  const taken = picture.scene.nodes.map(({ box }) => box).filter((box) => touches(box, seen, 0));
  const labels = new Map<string, Box>();
  for (const edge of [...edges].reverse()) {
    if (crowded && !matters(edge, picture.emphasis)) continue;
    const box = paintLabel(ctx, edge, picture, taken);
    if (box) {
      labels.set(edge.id, box);
      taken.push(box);
    }
  }
  return labels;
}

/** Whether an edge's numbers are shown even from afar. */
export function matters(edge: SceneEdge, { selected, hovered, bright }: Emphasis): boolean {
  return (
    edge.id === selected ||
    edge.id === hovered ||
    edge.named === "root" ||
    edge.level === "bad" ||
    (bright !== null && bright.size < 40 && bright.has(edge.id))
  );
}

export function view({ camera, size }: Picture): Box {
  return {
    x: camera.x,
    y: camera.y,
    width: size.width / camera.zoom,
    height: size.height / camera.zoom,
  };
}

function touches(a: Box, b: Box, gap: number): boolean {
  return (
    a.x - gap < b.x + b.width &&
    b.x < a.x + a.width + gap &&
    a.y - gap < b.y + b.height &&
    b.y < a.y + a.height + gap
  );
}

const WEIGHT: Record<Level, number> = { silent: 0, ok: 1, warn: 2, bad: 3 };

/** Trouble and what is selected on top. */
function byWeight(edges: SceneEdge[], emphasis: Emphasis): SceneEdge[] {
  const weight = (edge: SceneEdge) =>
    (edge.id === emphasis.selected ? 8 : 0) +
    (edge.id === emphasis.hovered ? 6 : 0) +
    (edge.named ? 4 : 0) +
    WEIGHT[edge.level];
  return [...edges].sort((a, b) => weight(a) - weight(b));
}

export function brightness(id: string, emphasis: Emphasis): number {
  const { bright } = emphasis;
  return bright === null || bright.has(id) || id === emphasis.hovered ? 1 : DIM;
}

export function edgeColour(edge: SceneEdge, theme: Theme): string {
  switch (edge.level) {
    case "bad":
      return theme.bad;
    case "warn":
      return theme.warn;
    case "silent":
      return theme["edge-silent"];
    default:
      return theme.edge;
  }
}

function paintRegions(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  theme: Theme,
  zoom: number,
): void {
  for (const { name, box } of scene.regions) {
    ctx.beginPath();
    ctx.roundRect(box.x, box.y, box.width, box.height, 14);
    ctx.fillStyle = theme.region;
    ctx.fill();
    ctx.lineWidth = Math.max(1, 0.8 / zoom);
    ctx.strokeStyle = theme["region-line"];
    ctx.stroke();
    const size = Math.min(44, Math.max(13, 12 / zoom));
    ctx.font = `600 ${size}px system-ui, sans-serif`;
    ctx.fillStyle = theme.muted;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    ctx.fillText(name, box.x + 16, box.y + 12);
  }
}

function paintEdge(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  picture: Picture,
  visible: number,
): void {
  const { theme, camera, emphasis, time } = picture;
  const path = pathOf(edge.route);
  const colour = edgeColour(edge, theme);
  const strong = edge.id === emphasis.selected || edge.id === emphasis.hovered;
  const alpha = brightness(edge.id, emphasis);
  const width = Math.max(edge.width, 0.9 / camera.zoom);
  ctx.globalAlpha = alpha;
  ctx.lineCap = "butt";
  if (strong) stroke(ctx, path, theme.accent, Math.max(width, edge.echo) + 7 / camera.zoom, 0.35);
  if (edge.named === "root") stroke(ctx, path, theme.bad, width + 15, 0.2 * alpha);
  if (edge.echo) paintEcho(ctx, path, colour, edge.echo, alpha);
  ctx.globalAlpha = alpha * (edge.level === "ok" && !strong ? (visible > CROWD ? 0.38 : 0.85) : 1);
  ctx.setLineDash(edge.edge.crossRegion ? [9, 5] : []);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke(path);
  ctx.setLineDash([]);
  if (camera.zoom > 0.3 || edge.level === "bad") paintArrow(ctx, edge, colour, width);
  if (time !== null && visible <= FLOWING_EDGES && camera.zoom > 0.35 && edge.level !== "silent") {
    paintFlow(ctx, path, edge, theme, time);
  }
}

function stroke(
  ctx: CanvasRenderingContext2D,
  path: Path2D,
  colour: string,
  width: number,
  alpha: number,
): void {
  const before = ctx.globalAlpha;
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke(path);
  ctx.globalAlpha = before;
}

/** Attempts that are tried again: a hatched band around the calls. */
function paintEcho(
  ctx: CanvasRenderingContext2D,
  path: Path2D,
  colour: string,
  width: number,
  alpha: number,
): void {
  ctx.setLineDash([2, 4]);
  stroke(ctx, path, colour, width, 0.5 * alpha);
  ctx.setLineDash([]);
}

/** Dots that move the way the data goes, faster where more goes. */
function paintFlow(
  ctx: CanvasRenderingContext2D,
  path: Path2D,
  edge: SceneEdge,
  theme: Theme,
  time: number,
): void {
  const speed = 16 + 26 * Math.log10(1 + edge.edge.perSecond.calls);
  ctx.lineCap = "round";
  ctx.setLineDash([0.01, 30]);
  ctx.lineDashOffset = -((time * speed) % 30.01);
  ctx.strokeStyle = edge.level === "ok" ? theme.flow : theme.text;
  ctx.lineWidth = Math.min(5, edge.width * 0.55 + 1.6);
  ctx.stroke(path);
  ctx.setLineDash([]);
  ctx.lineDashOffset = 0;
}

function paintArrow(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  colour: string,
  width: number,
): void {
  const tip = edge.line.at(-1);
  const before = edge.line.at(-2);
  if (!tip || !before) return;
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const size = 6 + width * 0.9;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(...from(tip, angle, 1, 0));
  ctx.lineTo(...from(tip, angle, -size, size * 0.55));
  ctx.lineTo(...from(tip, angle, -size, -size * 0.55));
  ctx.fill();
}

function from(point: Point, angle: number, along: number, across: number): [number, number] {
  return [
    point.x + Math.cos(angle) * along - Math.sin(angle) * across,
    point.y + Math.sin(angle) * along + Math.cos(angle) * across,
  ];
}

function pathOf(route: Curve[]): Path2D {
  let path = paths.get(route);
  if (!path) {
    path = new Path2D();
    const first = route[0];
    if (first) path.moveTo(first.from.x, first.from.y);
    for (const c of route) {
      path.bezierCurveTo(c.c1.x, c.c1.y, c.c2.x, c.c2.y, c.to.x, c.to.y);
    }
    paths.set(route, path);
  }
  return path;
}
