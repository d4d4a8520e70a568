import { brightness } from "./emphasis.ts";
import { type Box, overlaps, type Point } from "./geometry.ts";
import type { Severity } from "../model.ts";
import { words as plainWords } from "../format.ts";
import { alert, type Word } from "../lens/lens.ts";
import type { Picture } from "./paint.ts";
import { edgeColour } from "./paintEdge.ts";
import { paintMark } from "./paintMark.ts";
import type { SceneEdge } from "./scene.ts";
import type { Theme } from "./theme.ts";

/** From this zoom on there is room for rate and latency; before, for the rate alone. */
const NEAR = 0.78;
/** Before this, only labels that matter are shown. */
const FAR = 0.33;
const READABLE_PX = 11;
export const PADDING = 6;

/** How far from its place, in heights of its own, a label may be that cannot be left out. */
const BESIDE = [0, 0.6, -0.6, 1.1, -1.1, 1.7, -1.7, 2.4, -2.4, 3.2, -3.2];

/** A label that has a place: where, and how large its text is. */
export interface PlacedLabel {
  box: Box;
  /** Which of the label's possible places it is. */
  place: number;
  scale: number;
}

/**
 * Finds a place for an edge's label where it covers nothing of `taken`: call with the weightiest
 * first.
 *
 * @param must whether it may not be left out, and so covers as little as it can
 * @param before the place that it had, to be kept while it is free
 */
export function placeLabel(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  { camera }: Picture,
  taken: readonly Box[],
  must: boolean,
  before: number | undefined,
): PlacedLabel | null {
  if (camera.zoom < FAR && !must) return null;
  const lines = words(edge, camera.zoom >= NEAR);
  if (lines.length === 0) return null;
  const scale = Math.max(1, Math.min(must ? 4 : 2, READABLE_PX / 12 / camera.zoom));
  const size = sizeOf(ctx, edge, lines, scale);
  const boxes = (must ? BESIDE : [0]).flatMap((up) =>
    edge.labels.map(({ x, y }) => ({
      x: x - size.width / 2,
      y: y - size.height * (0.5 + up),
      ...size,
    })),
  );
  const isFree = (box: Box | undefined) =>
    box !== undefined && !taken.some((other) => overlaps(box, other, 1));
  const free =
    before !== undefined && isFree(boxes[before])
      ? before
      : must
        ? besideLine(edge, boxes, isFree)
        : boxes.findIndex(isFree);
  const place = free >= 0 || !must ? free : leastCovering(boxes, taken);
  return place < 0 ? null : { box: boxes[place]!, place, scale };
}

/** Paints a label in its place. */
export function paintLabel(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  { box, scale }: PlacedLabel,
  picture: Picture,
): void {
  const lines = words(edge, picture.camera.zoom >= NEAR);
  const card = edge.named !== null || lines.flat().some(({ style }) => style === "alert");
  const alpha = brightness(edge.id, picture.emphasis);
  paintText(ctx, edge, box, scale, lines, picture.theme, card, false, alpha);
}

/** Paints the label of what is pointed at or selected: whole, and around the middle of its place. */
export function paintRaised(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  { box, scale }: PlacedLabel,
  { theme }: Picture,
): void {
  const lines = words(edge, true);
  const size = sizeOf(ctx, edge, lines, scale);
  const width = Math.max(size.width, box.width);
  const height = Math.max(size.height, box.height);
  const grown = {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
  };
  paintText(ctx, edge, grown, scale, lines, theme, true, true);
}

function paintText(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  box: Box,
  scale: number,
  lines: Word[][],
  theme: Theme,
  card: boolean,
  strong: boolean,
  alpha = 1,
): void {
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.translate(box.x, box.y);
  ctx.scale(scale, scale);
  if (card) paintCard(ctx, edge, strong, box.width / scale, box.height / scale, theme);
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.strokeStyle = cardColour(edge, theme);
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  const severity = signOf(edge);
  lines.forEach((line, i) => paintLine(ctx, line, theme, 13 + i * LINE, i === 0 && severity ? SIGN : 0));
  if (severity) paintMark(ctx, severity, PADDING + 6, 9, 13, theme);
  ctx.restore();
}

/** The free place that hides least of the edge's own line, which is what everybody looks for; else -1. */
function besideLine(edge: SceneEdge, boxes: readonly Box[], isFree: (box: Box) => boolean): number {
  let best = -1;
  let least = Infinity;
  boxes.forEach((box, i) => {
    if (!isFree(box)) return;
    const hidden = inside(edge.line, box);
    if (hidden < least) [best, least] = [i, hidden];
  });
  return best;
}

const SAMPLES = 8;

/** How much of a line lies in a box, roughly in the graph's units. */
function inside(line: readonly Point[], box: Box): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const step = Math.hypot(b.x - a.x, b.y - a.y) / SAMPLES;
    for (let k = 0.5; k < SAMPLES; k++) {
      const x = a.x + ((b.x - a.x) * k) / SAMPLES;
      const y = a.y + ((b.y - a.y) * k) / SAMPLES;
      if (overlaps(box, { x, y, width: 0, height: 0 })) sum += step;
    }
  }
  return sum;
}

/** What cannot be left out hides as little as it can. */
function leastCovering(boxes: readonly Box[], taken: readonly Box[]): number {
  const covered = boxes.map((box) => taken.reduce((sum, other) => sum + shared(box, other), 0));
  return covered.indexOf(Math.min(...covered));
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
  const trouble = edge.look.tone === "bad" || edge.look.tone === "warn";
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

export function cardColour({ look: { tone } }: SceneEdge, theme: Theme): string {
  return tone === "bad" ? theme["bad-bg"] : tone === "warn" ? theme["warn-bg"] : theme.bg;
}

export const FONTS: Readonly<Record<Word["style"], string>> = {
  bold: "600 12px system-ui, sans-serif",
  alert: "700 11.5px system-ui, sans-serif",
  small: "10.5px system-ui, sans-serif",
};

/** Height of a line, and the room for a sign before the first. */
export const LINE = 13.5;
export const SIGN = 17;

/** The sign that marks the root of an open anomaly. */
export function signOf({ named }: SceneEdge): Severity | null {
  return named?.role === "root" ? named.severity : null;
}

/** The anomaly at its root; then what the lens says. */
export function words({ named, look }: SceneEdge, near: boolean): Word[][] {
  const lines = near ? look.near : look.far;
  if (named?.role !== "root") return lines;
  return [[alert(plainWords(named.type), TONES[named.severity])], ...lines];
}

const TONES = { critical: "bad", warning: "warn", info: "accent" } as const;

function paintLine(
  ctx: CanvasRenderingContext2D,
  line: Word[],
  theme: Theme,
  y: number,
  indent: number,
): void {
  let x = PADDING + indent;
  for (const word of line) {
    ctx.font = FONTS[word.style];
    ctx.fillStyle = theme[word.tone];
    ctx.strokeText(word.text, x, y);
    ctx.fillText(word.text, x, y);
    x += widthOf(ctx, word.style, word.text) + 5;
  }
}

const widths = new Map<string, number>();

function roomOf(ctx: CanvasRenderingContext2D, { style, text, room = "" }: Word): number {
  return Math.max(widthOf(ctx, style, text), widthOf(ctx, style, room));
}

export function widthOf(ctx: CanvasRenderingContext2D, style: Word["style"], text: string): number {
  const key = style + text;
  let known = widths.get(key);
  if (known === undefined) {
    ctx.font = FONTS[style];
    known = ctx.measureText(text).width;
    if (widths.size > 8000) widths.clear();
    widths.set(key, known);
  }
  return known;
}

function sizeOf(
  ctx: CanvasRenderingContext2D,
  edge: SceneEdge,
  lines: Word[][],
  scale: number,
): { width: number; height: number } {
  const indent = signOf(edge) ? SIGN : 0;
  const longest = Math.max(
    ...lines.map((line, i) =>
      line.reduce((sum, word) => sum + roomOf(ctx, word) + 5, i === 0 ? indent - 5 : -5),
    ),
  );
  return { width: (longest + 2 * PADDING) * scale, height: (lines.length * LINE + 5) * scale };
}
