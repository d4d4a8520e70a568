import type { Curve, Point } from "./geometry.ts";
import { brightness } from "./emphasis.ts";
import type { Picture } from "./paint.ts";
import type { SceneEdge } from "./scene.ts";
import { severityColour } from "./paintMark.ts";
import type { Theme } from "./theme.ts";

/** The colour of the line; of what an anomaly marks, see {@link alarmColour}. */
export function edgeColour(edge: SceneEdge, theme: Theme): string {
  return theme[edge.look.tone];
}

/** The colour of the mark around what an open anomaly is rooted at or loops through. */
function alarmColour({ named }: SceneEdge, theme: Theme): string {
  return severityColour(named?.severity ?? "info", theme);
}

/** Whether an open anomaly is rooted here, or runs through here as a loop. */
export function isRoot({ named }: SceneEdge): boolean {
  return named?.role === "root" || named?.role === "loop";
}

/** While an anomaly is open, its symptoms step back behind its root. */
const QUIETER = { root: 1, loop: 1, symptom: 0.62, sufferer: 0.62, none: 1 };

function role({ named }: SceneEdge): keyof typeof QUIETER {
  return named?.role ?? "none";
}

const paths = new WeakMap<Curve[], Path2D>();

/**
 * Paints an edge as a line with its arrow.
 *
 * @param crowd whether it is one of so many that those that are well step back
 * @param moving whether dots move along it
 */
export function paintEdge(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  picture: Picture,
  crowd: boolean,
  moving: boolean,
): void {
  const { theme, camera, emphasis, time } = picture;
  const path = pathOf(edge.route);
  const colour = edgeColour(edge, theme);
  const strong = edge.id === emphasis.selected || edge.id === emphasis.hovered;
  const alpha = brightness(edge.id, emphasis) * (isRoot(edge) || strong ? 1 : QUIETER[role(edge)]);
  const width = Math.max(edge.look.width, 0.9 / camera.zoom);
  ctx.globalAlpha = alpha;
  ctx.lineCap = "butt";
  if (strong) stroke(ctx, path, theme.accent, Math.max(width, edge.look.band) + 7 / camera.zoom, 0.35);
  if (isRoot(edge)) stroke(ctx, path, alarmColour(edge, theme), width + 15, 0.24 * alpha);
  if (edge.look.band) paintBand(ctx, path, colour, edge.look.band, alpha);
  ctx.globalAlpha = alpha * (edge.level === "ok" && !strong ? (crowd ? 0.38 : 0.85) : 1);
  ctx.setLineDash(edge.edge.crossRegion ? [9, 5] : []);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke(path);
  ctx.setLineDash([]);
  if (camera.zoom > 0.3 || edge.level === "bad") paintArrow(ctx, edge, colour, width);
  if (moving && edge.level !== "silent" && edge.level !== "unknown") paintFlow(ctx, path, edge, theme, time ?? 0);
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

/** A hatched band around the line. */
function paintBand(
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
  ctx.lineWidth = Math.min(5, edge.look.width * 0.55 + 1.6);
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
  const [tip, left, right] = arrowOf(edge, width);
  if (!tip || !left || !right) return;
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  ctx.lineTo(left.x, left.y);
  ctx.lineTo(right.x, right.y);
  ctx.fill();
}

/** The three corners of an edge's arrow, the tip first; none of an edge without a line. */
export function arrowOf({ line }: SceneEdge, width: number): Point[] {
  const tip = line.at(-1);
  const before = line.at(-2);
  if (!tip || !before) return [];
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const size = 6 + width * 0.9;
  return [from(tip, angle, 1, 0), from(tip, angle, -size, size * 0.55), from(tip, angle, -size, -size * 0.55)];
}

function from(point: Point, angle: number, along: number, across: number): Point {
  return {
    x: point.x + Math.cos(angle) * along - Math.sin(angle) * across,
    y: point.y + Math.sin(angle) * along + Math.cos(angle) * across,
  };
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
