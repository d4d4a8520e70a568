import { brightness } from "./emphasis.ts";
import { type Box, overlaps } from "./geometry.ts";
import type { Severity } from "../model.ts";
import { words as plainWords } from "../format.ts";
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
const PADDING = 6;

/** How far from its place, in heights of its own, a label may be that cannot be left out. */
const BESIDE = [0, 0.6, -0.6, 1.1, -1.1, 1.7, -1.7, 2.4, -2.4, 3.2, -3.2];

interface Word {
  text: string;
  /** Room for this text is kept, so that a number with a digit more moves nothing. */
  room?: string;
  font: string;
  colour: string;
}

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
  { camera, theme }: Picture,
  taken: readonly Box[],
  must: boolean,
  before: number | undefined,
): PlacedLabel | null {
  if (camera.zoom < FAR && !must) return null;
  const scale = Math.max(1, Math.min(must ? 4 : 2, READABLE_PX / 12 / camera.zoom));
  const size = sizeOf(ctx, edge, words(edge, theme, camera.zoom >= NEAR), scale);
  const boxes = (must ? BESIDE : [0]).flatMap((up) =>
    edge.labels.map(({ x, y }) => ({
      x: x - size.width / 2,
      y: y - size.height * (0.5 + up),
      ...size,
    })),
  );
  const isFree = (box: Box | undefined) =>
    box !== undefined && !taken.some((other) => overlaps(box, other, 1));
  const free = before !== undefined && isFree(boxes[before]) ? before : boxes.findIndex(isFree);
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
  const lines = words(edge, picture.theme, picture.camera.zoom >= NEAR);
  const card = edge.named !== null || edge.retries !== "" || edge.failures !== "" || edge.level === "bad";
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
  const lines = words(edge, theme, true);
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
  lines.forEach((line, i) => paintLine(ctx, line, 13 + i * LINE, i === 0 && severity ? SIGN : 0));
  if (severity) paintMark(ctx, severity, PADDING + 6, 9, 13, theme);
  ctx.restore();
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

/** Height of a line, and the room for a sign before the first. */
const LINE = 13.5;
const SIGN = 17;

/** The sign that marks the root of an open anomaly. */
function signOf({ named }: SceneEdge): Severity | null {
  return named?.role === "root" ? named.severity : null;
}

/** The anomaly at its root; rate and retries, failures; from near also access and latency. */
function words(edge: SceneEdge, theme: Theme, near: boolean): Word[][] {
  const colour = edgeColour(edge, theme);
  const rate: Word = { text: edge.rate, room: "88.8/s", font: BOLD, colour: theme.text };
  if (edge.level === "silent" || edge.level === "unknown") rate.colour = theme.muted;
  const numbers: Word[] = [rate];
  if (edge.retries) numbers.push({ text: edge.retries, font: ALERT, colour });
  else if (near) numbers.push({ text: edge.edge.access, font: SMALL, colour: theme.muted });
  const lines = [numbers];
  if (edge.named && signOf(edge)) {
    lines.unshift([{ text: plainWords(edge.named.type), font: ALERT, colour }]);
  }
  if (edge.failures) lines.push([{ text: edge.failures, font: ALERT, colour }]);
  if (edge.refusals) lines.push([{ text: edge.refusals, font: SMALL, colour: theme.client }]);
  if (near && edge.latency) lines.push([{ text: edge.latency, font: SMALL, colour: theme.muted }]);
  return lines;
}

function paintLine(ctx: CanvasRenderingContext2D, line: Word[], y: number, indent: number): void {
  let x = PADDING + indent;
  for (const word of line) {
    ctx.font = word.font;
    ctx.fillStyle = word.colour;
    ctx.strokeText(word.text, x, y);
    ctx.fillText(word.text, x, y);
    x += widthOf(ctx, word) + 5;
  }
}

const widths = new Map<string, number>();

function roomOf(ctx: CanvasRenderingContext2D, { font, text, room = "" }: Word): number {
  return Math.max(widthOf(ctx, { font, text }), widthOf(ctx, { font, text: room }));
}

function widthOf(ctx: CanvasRenderingContext2D, { font, text }: Pick<Word, "font" | "text">): number {
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
