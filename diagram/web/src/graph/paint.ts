import type { Level } from "../trouble.ts";
import { type Camera, seenBy, type Size } from "./camera.ts";
import { brightness, type Emphasis } from "./emphasis.ts";
import { type Box, overlaps } from "./geometry.ts";
import { paintEdge } from "./paintEdge.ts";
import { placeLabel, type PlacedLabel, paintLabel, paintRaised } from "./paintLabel.ts";
import { paintNode } from "./paintNode.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import type { Theme } from "./theme.ts";

export interface Picture {
  scene: Scene;
  camera: Camera;
  size: Size;
  emphasis: Emphasis;
  theme: Theme;
  /** Seconds, for the flow along the edges; null when nothing moves. */
  time: number | null;
}

/** With more edges in sight than this, or from farther away, nothing moves along them. */
const FLOWING_EDGES = 400;
const FLOWING_ZOOM = 0.35;
/** With more edges in sight than this, only the numbers that matter are shown. */
const LABELLED_EDGES = 250;
/** With more edges in sight than this, those that are well step back. */
const CROWD = 300;

/** What came out of painting. */
export interface Painted {
  /** Where the labels of edges came to lie, by the edge's id. */
  labels: Map<string, Box>;
  /** Whether a later time would give another picture. */
  moving: boolean;
}

/** Paints the picture. */
export function paint(ctx: CanvasRenderingContext2D, picture: Picture): Painted {
  const { scene, camera, size, theme } = picture;
  ctx.clearRect(0, 0, size.width, size.height);
  ctx.save();
  ctx.scale(camera.zoom, camera.zoom);
  ctx.translate(-camera.x, -camera.y);
  const seen = seenBy(camera, size);
  paintRegions(ctx, scene, theme, camera.zoom);
  const edges = scene.edges.filter((edge) => overlaps(edge.bounds, seen, 20));
  const ordered = byWeight(edges, picture.emphasis);
  const moving = picture.time !== null && edges.length <= FLOWING_EDGES && camera.zoom > FLOWING_ZOOM;
  for (const edge of ordered) paintEdge(ctx, edge, picture, edges.length > CROWD, moving);
  for (const node of scene.nodes) {
    if (!overlaps(node.box, seen, 10)) continue;
    ctx.globalAlpha = brightness(node.id, picture.emphasis);
    paintNode(ctx, node, picture);
  }
  const labels = paintLabels(ctx, edges, picture, seen);
  ctx.restore();
  return { labels, moving: moving && edges.length > 0 };
}

/**
 * Places are given by weight alone, so that a label stays where it is when the pointer comes to it;
 * what is pointed at or selected then grows in its place, above the others.
 */
function paintLabels(
  ctx: CanvasRenderingContext2D,
  edges: SceneEdge[],
  picture: Picture,
  seen: Box,
): Map<string, Box> {
  const { selected, hovered } = picture.emphasis;
  const crowded = edges.length > LABELLED_EDGES;
  const taken = picture.scene.nodes.map(({ box }) => box).filter((box) => overlaps(box, seen));
  const placed: [SceneEdge, PlacedLabel][] = [];
  const place = (edge: SceneEdge, must: boolean) => {
    const label = placeLabel(ctx, edge, picture, taken, must);
    if (!label) return;
    taken.push(label.box);
    placed.push([edge, label]);
  };
  const raised = (edge: SceneEdge) => edge.id === selected || edge.id === hovered;
  const rest: SceneEdge[] = [];
  for (const edge of [...edges].sort((a, b) => weight(b) - weight(a))) {
    const must = matters(edge, picture.emphasis);
    if (crowded && !must) rest.push(edge);
    else place(edge, must);
  }
  for (const edge of rest) if (raised(edge)) place(edge, true);
  for (const edge of edges) {
    if (raised(edge) && !placed.some(([other]) => other === edge)) place(edge, true);
  }
  for (const [edge, label] of placed) if (!raised(edge)) paintLabel(ctx, edge, label, picture);
  for (const [edge, label] of placed) if (raised(edge)) paintRaised(ctx, edge, label, picture);
  return new Map(placed.map(([edge, { box }]) => [edge.id, box]));
}

/** Whether an edge's numbers are shown even from afar. */
export function matters(edge: SceneEdge, { bright }: Emphasis): boolean {
  return (
    edge.named?.role === "root" ||
    edge.named?.role === "loop" ||
    edge.level === "bad" ||
    (bright !== null && bright.size < 40 && bright.has(edge.id))
  );
}

const WEIGHT: Record<Level, number> = { unknown: 0, silent: 0, ok: 1, warn: 2, bad: 3 };

function weight(edge: SceneEdge): number {
  return (edge.named?.role === "root" ? 8 : edge.named ? 4 : 0) + WEIGHT[edge.level];
}

/** Trouble and what is selected on top. */
function byWeight(edges: SceneEdge[], emphasis: Emphasis): SceneEdge[] {
  const onTop = (edge: SceneEdge) =>
    weight(edge) + (edge.id === emphasis.selected ? 16 : 0) + (edge.id === emphasis.hovered ? 12 : 0);
  return [...edges].sort((a, b) => onTop(a) - onTop(b));
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
