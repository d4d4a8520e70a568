import { type Camera, seenBy, type Size } from "./camera.ts";
import type { Emphasis } from "./emphasis.ts";
import { type Box, overlaps } from "./geometry.ts";
import { paintEdge } from "./paintEdge.ts";
import { paintLabel, paintRaised, type PlacedLabel } from "./paintLabel.ts";
import { FAR, paintNode } from "./paintNode.ts";
import { paintTiles } from "./paintTiles.ts";
import { placeLabels, weight } from "./placeLabels.ts";
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
  /** What was painted before, so that labels stay where they are; null at first. */
  before: Painted | null;
}

/** With more edges in sight than this, or from farther away, nothing moves along them. */
const FLOWING_EDGES = 400;
const FLOWING_ZOOM = 0.35;
/** With more edges in sight than this, those that are well step back. */
const CROWD = 300;

/** What came out of painting. */
export interface Painted {
  /** Where the labels of edges came to lie, by the edge's id. */
  labels: Map<string, Box>;
  /** Which of its possible places each of them took. */
  places: Map<string, number>;
  /** The camera's zoom. */
  zoom: number;
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
  const nodes = scene.nodes.filter(({ box }) => overlaps(box, seen, 10));
  if (camera.zoom < FAR) paintTiles(ctx, nodes, picture);
  else nodes.forEach((node) => paintNode(ctx, node, picture));
  const placed = placeLabels(ctx, edges, picture, seen);
  paintLabels(ctx, placed, picture);
  ctx.restore();
  const labels = new Map(placed.map(([edge, { box }]) => [edge.id, box]));
  const places = new Map(placed.map(([edge, { place }]) => [edge.id, place]));
  return { labels, places, zoom: camera.zoom, moving: moving && edges.length > 0 };
}

/** What is pointed at or selected grows in its place, above the others. */
function paintLabels(
  ctx: CanvasRenderingContext2D,
  placed: readonly [SceneEdge, PlacedLabel][],
  picture: Picture,
): void {
  const { selected, hovered } = picture.emphasis;
  const raised = (edge: SceneEdge) => edge.id === selected || edge.id === hovered;
  for (const [edge, label] of placed) if (!raised(edge)) paintLabel(ctx, edge, label, picture);
  for (const [edge, label] of placed) if (raised(edge)) paintRaised(ctx, edge, label, picture);
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
