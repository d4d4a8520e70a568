import type { Severity } from "../model.ts";
import { brightness } from "./emphasis.ts";
import { ICONS, tint } from "./icons.ts";
import { paintMark } from "./paintMark.ts";
import type { Picture } from "./paint.ts";
import type { SceneNode } from "./scene.ts";
import type { Theme } from "./theme.ts";

/** Below this zoom a node is a coloured tile, see paintTiles: its text could not be read. */
export const FAR = 0.26;
/** Text does not get smaller on the screen than this, as long as the card holds it. */
const READABLE_PX = 11;
const NAME = { least: 14, most: 23 };
/** How far a long name may shrink before its middle is left out. */
const SHRINK = 0.76;
/** Browsers round sizes, so that widths do not quite grow with them. */
const SNUG = 0.98;
const KIND = { least: 11, most: 16 };

const icons = new Map<string, Path2D>();
const fitted = new Map<string, { font: string; text: string }>();

export function paintNode(
  ctx: CanvasRenderingContext2D,
  item: SceneNode,
  { camera, emphasis, theme }: Picture,
): void {
  const { box, node } = item;
  const colour = theme[tint(node.kind)];
  ctx.globalAlpha = brightness(item.id, emphasis);
  const strong = item.id === emphasis.selected || item.id === emphasis.hovered;
  ctx.beginPath();
  outline(ctx, item);
  ctx.fillStyle = theme.node;
  ctx.fill();
  const alpha = ctx.globalAlpha;
  ctx.globalAlpha = alpha * 0.09;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.globalAlpha = alpha;
  ctx.lineWidth = strong ? 2.5 : item.level === "bad" || item.damaged ? 2.2 : 1.3;
  ctx.strokeStyle = strong ? theme.accent : border(item, theme);
  ctx.stroke();
  paintIcon(ctx, item, colour);
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  const inset = tint(node.kind) === "outside" ? 20 : 12;
  const kind = sized(KIND, 9, camera.zoom);
  ctx.fillStyle = colour;
  const above = fitting(ctx, item.kind, 400, kind, box.width - inset - 35);
  ctx.font = above.font;
  ctx.fillText(above.text, box.x + inset + 25, box.y + 18 + kind * 0.35);
  ctx.fillStyle = theme.text;
  const size = sized(NAME, READABLE_PX, camera.zoom);
  const text = fitting(ctx, item.name, 600, size, box.width - inset - 8);
  ctx.font = text.font;
  ctx.fillText(text.text, box.x + inset, box.y + 50);
  if (item.damaged) paintDamage(ctx, item, item.damaged, theme);
}

/** A sign on the corner of a node whose data an anomaly damages. */
function paintDamage(
  ctx: CanvasRenderingContext2D,
  { box }: SceneNode,
  severity: Severity,
  theme: Theme,
): void {
  const text = "data damaged";
  ctx.font = "700 11px system-ui, sans-serif";
  const width = ctx.measureText(text).width + 30;
  const x = box.x + box.width - width - 6;
  const y = box.y + box.height - 9;
  ctx.beginPath();
  ctx.roundRect(x, y, width, 18, 9);
  ctx.fillStyle = severity === "critical" ? theme["bad-bg"] : theme["warn-bg"];
  ctx.fill();
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = severity === "critical" ? theme.bad : theme.warn;
  ctx.stroke();
  paintMark(ctx, severity, x + 12, y + 9, 12, theme);
  ctx.fillStyle = theme.text;
  ctx.textAlign = "left";
  ctx.fillText(text, x + 22, y + 13);
}

function sized({ least, most }: { least: number; most: number }, px: number, zoom: number): number {
  return Math.min(most, Math.max(least, px / zoom));
}

export function border({ level, damaged }: SceneNode, theme: Theme): string {
  if (damaged) return damaged === "critical" ? theme.bad : theme.warn;
  return level === "bad" ? theme.bad : level === "warn" ? theme.warn : theme["node-line"];
}

/** What stores data has round ends like a drum; clients a pill; all else a card. */
export function outline(ctx: CanvasRenderingContext2D, { box, node }: SceneNode): void {
  const { x, y, width, height } = box;
  switch (tint(node.kind)) {
    case "outside":
      ctx.roundRect(x, y, width, height, height / 2);
      break;
    case "storage":
      ctx.roundRect(x, y, width, height, [9, 26, 26, 9]);
      break;
    case "messaging":
      ctx.moveTo(x + 9, y);
      ctx.lineTo(x + width - 13, y);
      ctx.lineTo(x + width, y + height / 2);
      ctx.lineTo(x + width - 13, y + height);
      ctx.lineTo(x + 9, y + height);
      ctx.arcTo(x, y + height, x, y + height - 9, 9);
      ctx.lineTo(x, y + 9);
      ctx.arcTo(x, y, x + 9, y, 9);
      ctx.closePath();
      break;
    default:
      ctx.roundRect(x, y, width, height, 9);
  }
}

function paintIcon(ctx: CanvasRenderingContext2D, { box, node }: SceneNode, colour: string): void {
  let icon = icons.get(node.kind);
  if (!icon) {
    icon = new Path2D(ICONS[node.kind] ?? ICONS.unknown);
    icons.set(node.kind, icon);
  }
  ctx.save();
  ctx.translate(box.x + (tint(node.kind) === "outside" ? 20 : 12), box.y + 8);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.6;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.stroke(icon);
  ctx.restore();
}

/** The text in a font that fits, its middle left out if it must be: names differ at both ends. */
export function fitting(
  ctx: CanvasRenderingContext2D,
  full: string,
  weight: number,
  size: number,
  width: number,
): { font: string; text: string } {
  const key = `${weight}|${size}|${width}|${full}`;
  let result = fitted.get(key);
  if (!result) {
    ctx.font = fontOf(weight, size);
    const shrink = Math.max(SHRINK, Math.min(1, (SNUG * width) / ctx.measureText(full).width));
    const font = fontOf(weight, size * shrink);
    ctx.font = font;
    result = { font, text: shortened(ctx, full, width) };
    if (fitted.size > 4000) fitted.clear();
    fitted.set(key, result);
  }
  return result;
}

function fontOf(weight: number, size: number): string {
  return `${weight} ${size.toFixed(1)}px system-ui, sans-serif`;
}

function shortened(ctx: CanvasRenderingContext2D, full: string, width: number): string {
  let text = full;
  for (let keep = full.length - 1; keep > 2 && ctx.measureText(text).width > width; keep--) {
    text = `${full.slice(0, Math.ceil(keep / 2))}…${full.slice(full.length - Math.floor(keep / 2))}`;
  }
  return text;
}
