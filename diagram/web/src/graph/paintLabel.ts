import { brightness } from "./emphasis.ts";
import { type Box, overlaps } from "./geometry.ts";
import { matters, type Picture } from "./paint.ts";
import { edgeColour } from "./paintEdge.ts";
import type { SceneEdge } from "./scene.ts";
import type { Theme } from "./theme.ts";

/** From this zoom on there is room for rate and latency; before, for the rate alone. */
const NEAR = 0.78;
/** Before this, only labels that matter are shown. */
const FAR = 0.33;
const READABLE_PX = 11;
const PADDING = 6;

/** How far from its place, in heights of its own, a label may be that cannot be left out. */
const BESIDE = [0, 0.6, -0.6, 1.1, -1.1, 1.7, -1.7];

interface Word {
  text: string;
  font: string;
  colour: string;
}

/**
 * Paints an edge's label where it covers nothing of `taken`, or not at all: call with the
 * weightiest first.
 *
 * @returns where it came to lie, or null
 */
export function paintLabel(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  picture: Picture,
  taken: readonly Box[],
): Box | null {
  const { camera, emphasis, theme } = picture;
  const strong = edge.id === emphasis.selected || edge.id === emphasis.hovered;
  const must = matters(edge, emphasis);
  if (brightness(edge.id, emphasis) < 1 || (camera.zoom < FAR && !must)) return null;
  const scale = Math.max(1, Math.min(must ? 4 : 2, READABLE_PX / 12 / camera.zoom));
  const lines = words(edge, theme, camera.zoom >= NEAR || strong);
  const size = sizeOf(ctx, lines, scale);
  const boxes = (must ? BESIDE : [0]).flatMap((up) =>
    edge.labels.map(({ x, y }) => ({
      x: x - size.width / 2,
      y: y - size.height * (0.5 + up),
      ...size,
    })),
  );
  const free = boxes.find((box) => !taken.some((other) => overlaps(box, other, 1)));
  const box = free ?? (must ? leastCovering(boxes, taken) : undefined);
  if (!box) return null;
  ctx.save();
  ctx.globalAlpha = 1;
  ctx.translate(box.x, box.y);
  ctx.scale(scale, scale);
  if (strong || edge.retries || edge.failures || edge.level === "bad") {
    paintCard(ctx, edge, strong, box.width / scale, box.height / scale, theme);
  }
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.strokeStyle = cardColour(edge, theme);
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  lines.forEach((line, i) => paintLine(ctx, line, 13 + i * 13.5));
  ctx.restore();
  return box;
}

/** What cannot be left out hides as little as it can. */
function leastCovering(boxes: readonly Box[], taken: readonly Box[]): Box | undefined {
  const covered = (box: Box) => taken.reduce((sum, other) => sum + shared(box, other), 0);
  return boxes.reduce<Box | undefined>(
    (best, box) => (best && covered(best) <= covered(box) ? best : box),
    undefined,
  );
}

function shared(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function paintCard(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  strong: boolean,
  width: number,
  height: number,
  theme: Theme,
): void {
  const trouble = edge.level === "bad" || edge.level === "warn";
  ctx.beginPath();
  ctx.roundRect(0, 0, width, height, 6);
  ctx.fillStyle = cardColour(edge, theme);
  ctx.fill();
  if (strong || trouble) {
    ctx.lineWidth = strong ? 1.8 : 1.1;
    ctx.strokeStyle = strong ? theme.accent : edgeColour(edge, theme);
    ctx.stroke();
  }
}

function cardColour({ level }: SceneEdge, theme: Theme): string {
  return level === "bad" ? theme["bad-bg"] : level === "warn" ? theme["warn-bg"] : theme.bg;
}

const BOLD = "600 12px system-ui, sans-serif";
const ALERT = "700 11.5px system-ui, sans-serif";
const SMALL = "10.5px system-ui, sans-serif";

/** Rate and retries, then failures; from near also in which way, and how fast. */
function words(edge: SceneEdge, theme: Theme, near: boolean): Word[][] {
  const colour = edgeColour(edge, theme);
  const rate = { text: edge.rate, font: BOLD, colour: theme.text };
  if (edge.level === "silent") rate.colour = theme.muted;
  const first: Word[] = [rate];
  if (edge.retries) first.push({ text: edge.retries, font: ALERT, colour });
  else if (near) first.push({ text: edge.edge.access, font: SMALL, colour: theme.muted });
  const lines = [first];
  if (edge.failures) lines.push([{ text: edge.failures, font: ALERT, colour }]);
  if (near && edge.latency) lines.push([{ text: edge.latency, font: SMALL, colour: theme.muted }]);
  return lines;
}

function paintLine(ctx: CanvasRenderingContext2D, line: Word[], y: number): void {
  let x = PADDING;
  for (const word of line) {
    ctx.font = word.font;
    ctx.fillStyle = word.colour;
    ctx.strokeText(word.text, x, y);
    ctx.fillText(word.text, x, y);
    x += widthOf(ctx, word) + 5;
  }
}

const widths = new Map<string, number>();

function widthOf(ctx: CanvasRenderingContext2D, { font, text }: Word): number {
  const key = font + text;
  let known = widths.get(key);
  if (known === undefined) {
    ctx.font = font;
    known = ctx.measureText(text).width;
    if (widths.size > 8000) widths.clear();
    widths.set(key, known);
  }
  return known;
}

function sizeOf(
  ctx: CanvasRenderingContext2D,
  lines: Word[][],
  scale: number,
): { width: number; height: number } {
  const longest = Math.max(
    ...lines.map((line) => line.reduce((sum, word) => sum + widthOf(ctx, word) + 5, -5)),
  );
  return { width: (longest + 2 * PADDING) * scale, height: (lines.length * 13.5 + 5) * scale };
}
