export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export const NODE = { width: 148, height: 62 };
export const LABEL = { width: 78, height: 32 };

/** A segment of a route: a cubic curve that leaves and arrives horizontally. */
export interface Curve {
  from: Point;
  c1: Point;
  c2: Point;
  to: Point;
}

/**
 * The curves through the points of a route. Each leaves and arrives horizontally, so that an edge
 * reads as a flow from left to right; loops and steep parts stay straight.
 */
export function curves(points: readonly Point[]): Curve[] {
  const result: Curve[] = [];
  for (let i = 1; i < points.length; i++) {
    const from = points[i - 1]!;
    const to = points[i]!;
    const bend = Math.abs(to.x - from.x) < 6 ? 0 : (to.x - from.x) / 2;
    result.push({
      from,
      c1: bend ? { x: from.x + bend, y: from.y } : from,
      c2: bend ? { x: to.x - bend, y: to.y } : to,
      to,
    });
  }
  return result;
}

/** The route as straight pieces, short enough to measure distances on. */
export function flatten(route: readonly Curve[], pieces = 10): Point[] {
  if (route.length === 0) return [];
  const points = [route[0]!.from];
  for (const curve of route) {
    const straight = curve.from.y === curve.to.y;
    for (let i = straight ? pieces : 1; i <= pieces; i++) points.push(at(curve, i / pieces));
  }
  return points;
}

function at(curve: Curve, t: number): Point {
  const u = 1 - t;
  const a = u * u * u;
  const b = 3 * u * u * t;
  const c = 3 * u * t * t;
  const d = t * t * t;
  return {
    x: a * curve.from.x + b * curve.c1.x + c * curve.c2.x + d * curve.to.x,
    y: a * curve.from.y + b * curve.c1.y + c * curve.c2.y + d * curve.to.y,
  };
}

/** How far a point is from a line of straight pieces. */
export function distance(point: Point, line: readonly Point[]): number {
  let best = Infinity;
  for (let i = 1; i < line.length; i++) {
    best = Math.min(best, toPiece(point, line[i - 1]!, line[i]!));
  }
  return best;
}

function toPiece(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length)) : 0;
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** The point that lies a part, 0 to 1, of the way along a line. */
export function along(line: readonly Point[], part: number): Point {
  let rest = length(line) * part;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const piece = Math.hypot(b.x - a.x, b.y - a.y);
    if (piece >= rest && piece > 0) {
      return { x: a.x + ((b.x - a.x) * rest) / piece, y: a.y + ((b.y - a.y) * rest) / piece };
    }
    rest -= piece;
  }
  return line[0] ?? { x: 0, y: 0 };
}

function length(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    sum += Math.hypot(line[i]!.x - line[i - 1]!.x, line[i]!.y - line[i - 1]!.y);
  }
  return sum;
}

/** The smallest box around boxes and points; null around nothing. */
export function around(things: Iterable<Point & Partial<Box>>): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const thing of things) {
    left = Math.min(left, thing.x);
    top = Math.min(top, thing.y);
    right = Math.max(right, thing.x + (thing.width ?? 0));
    bottom = Math.max(bottom, thing.y + (thing.height ?? 0));
  }
  return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

export function overlaps(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  );
}

/** From the right side of one node straight to the left side of another. */
export function directRoute(from: Box, to: Box, lane = 0): Point[] {
  const shift = lane * 9;
  const start = { x: from.x + from.width, y: from.y + from.height / 2 + shift };
  const end = { x: to.x, y: to.y + to.height / 2 + shift };
  if (from === to || (from.x === to.x && from.y === to.y)) {
    const top = from.y - 22 - Math.abs(shift);
    const right = from.x + from.width;
    return [
      { x: right - 30, y: from.y },
      { x: right - 30, y: top },
      { x: from.x + 30, y: top },
      { x: from.x + 30, y: from.y },
    ];
  }
  if (end.x >= start.x) return [start, end];
  return [
    { x: from.x, y: start.y },
    { x: to.x + to.width, y: end.y },
  ];
}
