import { type Box, directRoute, type Point } from "./geometry.ts";

/** Room between a new line and the nodes that it passes. */
const CLEAR = 10;
/** What a turn costs, as a length: a short line with many turns is hard to follow. */
const TURN = 60;
/** A line over a label costs so many times its length. */
const OVER_LABEL = 5;
/** The largest radius of a turn. */
const ROUND = 9;
/** Parts of a node's height at which a line may leave or arrive, the best first. */
const DOCKS = [0.5, 0.3, 0.7, 0.15, 0.85];
/** Lines that dock nearer to each other than this look like one. */
const DOCK_GAP = 7;

/** What a new line has to go around. */
export interface Obstacles {
  nodes: Iterable<Box>;
  labels: Iterable<Box>;
  /** Ends of the lines that are there already. */
  ends: readonly Point[];
}

/**
 * Leads a new edge from one node to another around all nodes between them, over as few labels as can
 * be, without moving anything. The way is the cheapest on the grid of the lines beside every
 * obstacle; where there is none, it is the direct one.
 */
export function detour(from: Box, to: Box, { nodes, labels, ends }: Obstacles): Point[] {
  const direct = directRoute(from, to);
  if (direct.length !== 2) return direct;
  const start = dock(from, direct[0]!, ends);
  const end = dock(to, direct[1]!, ends);
  const boxes = [...nodes];
  const soft = [...labels];
  const leave = { x: start.x + (start.x > from.x ? CLEAR : -CLEAR), y: start.y };
  const arrive = { x: end.x + (end.x > to.x ? CLEAR : -CLEAR), y: end.y };
  const way = cheapest(leave, arrive, boxes, soft);
  return way ? rounded([start, ...way, end]) : [start, end];
}

/** A place on the node's side where no line ends yet. */
function dock(box: Box, { x }: Point, ends: readonly Point[]): Point {
  const taken = ends.filter((end) => Math.abs(end.x - x) < 1).map(({ y }) => y);
  const places = DOCKS.map((part) => box.y + box.height * part);
  const y = places.find((place) => taken.every((other) => Math.abs(other - place) >= DOCK_GAP));
  return { x, y: y ?? places[0]! };
}

/** Dijkstra over the grid, with the direction of arrival as part of the place. */
function cheapest(
  start: Point,
  end: Point,
  boxes: readonly Box[],
  labels: readonly Box[],
): Point[] | null {
  const xs = lines([start.x, end.x], boxes, labels, ({ x, width }) => [x, x + width]);
  const ys = lines([start.y, end.y], boxes, labels, ({ y, height }) => [y, y + height]);
  const blocked = (a: Point, b: Point) => boxes.some((box) => crosses(a, b, box, CLEAR - 1));
  const length = (a: Point, b: Point) =>
    (Math.abs(a.x - b.x) + Math.abs(a.y - b.y)) *
    (labels.some((label) => crosses(a, b, label, 0)) ? OVER_LABEL : 1);
  const columns = xs.length;
  const at = (key: number): Point => ({
    x: xs[(key >> 1) % columns]!,
    y: ys[Math.floor((key >> 1) / columns)]!,
  });
  const keyOf = (column: number, row: number, upright: 0 | 1) => ((row * columns + column) << 1) | upright;
  const cost = new Map<number, number>();
  const before = new Map<number, number>();
  const queue = new Queue();
  const first = keyOf(xs.indexOf(start.x), ys.indexOf(start.y), 0);
  const last = keyOf(xs.indexOf(end.x), ys.indexOf(end.y), 0);
  cost.set(first, 0);
  queue.add(first, 0);
  for (let key = queue.next(); key !== undefined; key = queue.next()) {
    if (key === last) return trace(key, before).map(at);
    const here = at(key);
    const column = (key >> 1) % columns;
    const row = Math.floor((key >> 1) / columns);
    for (const [dx, dy] of STEPS) {
      const [nextColumn, nextRow] = [column + dx, row + dy];
      if (!(nextColumn in xs) || !(nextRow in ys)) continue;
      const upright = dy === 0 ? 0 : 1;
      const next = keyOf(nextColumn, nextRow, upright);
      const there = at(next);
      const sum = cost.get(key)! + length(here, there) + (upright === (key & 1) ? 0 : TURN);
      if (sum >= (cost.get(next) ?? Infinity) || blocked(here, there)) continue;
      cost.set(next, sum);
      before.set(next, key);
      queue.add(next, sum);
    }
  }
  return null;
}

const STEPS = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const;

/** The grid's lines in one direction: beside every obstacle, and through the ends. */
function lines(
  ends: readonly number[],
  boxes: readonly Box[],
  labels: readonly Box[],
  sides: (box: Box) => [number, number],
): number[] {
  const all = new Set(ends);
  for (const [low, high] of boxes.map(sides)) all.add(low - CLEAR).add(high + CLEAR);
  for (const [low, high] of labels.map(sides)) all.add(low - CLEAR).add(high + CLEAR);
  return [...all].sort((a, b) => a - b);
}

/** Whether a piece of the grid comes nearer to a box than allowed. */
function crosses(a: Point, b: Point, box: Box, gap: number): boolean {
  return (
    Math.min(a.x, b.x) < box.x + box.width + gap &&
    Math.max(a.x, b.x) > box.x - gap &&
    Math.min(a.y, b.y) < box.y + box.height + gap &&
    Math.max(a.y, b.y) > box.y - gap
  );
}

function trace(last: number, before: ReadonlyMap<number, number>): number[] {
  const keys: number[] = [];
  for (let key: number | undefined = last; key !== undefined; key = before.get(key)) keys.unshift(key);
  return keys;
}

/** Keeps the turning points alone; where a line goes on in its direction, it turns in a curve. */
function rounded(points: readonly Point[]): Point[] {
  const turns = points.filter((p, i) => {
    const [a, b] = [points[i - 1], points[i + 1]];
    return !a || !b || !((a.x === p.x && p.x === b.x) || (a.y === p.y && p.y === b.y));
  });
  return turns.flatMap((p, i) => {
    const [a, b, c, d] = [turns[i - 2], turns[i - 1], turns[i + 1], turns[i + 2]];
    const begins = c && c.x === p.x && b && d && Math.sign(p.x - b.x) === Math.sign(d.x - c.x);
    const ends = b && b.x === p.x && a && c && Math.sign(b.x - a.x) === Math.sign(c.x - p.x);
    if (begins) return [{ x: p.x - Math.sign(p.x - b.x) * radius(b, p, d, c), y: p.y }];
    if (ends) return [{ x: p.x + Math.sign(c.x - p.x) * radius(a, b, c, p), y: p.y }];
    return [p];
  });
}

/** Not longer than half of the level pieces before and after the turn. */
function radius(before: Point, turn: Point, after: Point, turned: Point): number {
  return Math.min(ROUND, Math.abs(turn.x - before.x) / 2, Math.abs(after.x - turned.x) / 2);
}

/** A binary heap: the cheapest first. */
class Queue {
  readonly #heap: [number, number][] = [];

  add(key: number, cost: number): void {
    const heap = this.#heap;
    let i = heap.push([key, cost]) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (heap[parent]![1] <= cost) break;
      [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
      i = parent;
    }
  }

  next(): number | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length > 0 && last) {
      heap[0] = last;
      for (let i = 0; ; ) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) {
          if (child < heap.length && heap[child]![1] < heap[least]![1]) least = child;
        }
        if (least === i) break;
        [heap[i], heap[least]] = [heap[least]!, heap[i]!];
        i = least;
      }
    }
    return top?.[0];
  }
}
