import type { Severity } from "../model.ts";
import { SEVERITY_SHAPES } from "./marks.ts";
import type { Theme } from "./theme.ts";

const shapes = new Map<Severity, Path2D>();

/** The colour of a severity. */
export function severityColour(severity: Severity, theme: Theme): string {
  return severity === "critical" ? theme.bad : severity === "warning" ? theme.warn : theme.accent;
}

/** Paints the sign of a severity around a point, `size` units wide. */
export function paintMark(
  ctx: CanvasRenderingContext2D,
  severity: Severity,
  x: number,
  y: number,
  size: number,
  theme: Theme,
): void {
  let shape = shapes.get(severity);
  if (!shape) shapes.set(severity, (shape = new Path2D(SEVERITY_SHAPES[severity])));
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(size / 20, size / 20);
  ctx.fillStyle = severityColour(severity, theme);
  ctx.fill(shape);
  ctx.restore();
}
