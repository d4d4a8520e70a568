import type { Box, Point } from "./geometry.ts";
import { distance } from "./geometry.ts";
import { type Camera, type Emphasis, paint } from "./paint.ts";
import type { Scene } from "./scene.ts";
import { readTheme } from "./theme.ts";

const MIN_ZOOM = 0.03;
const MAX_ZOOM = 4;
const FIT_ZOOM = 1.5;
const FLOW_FRAME_MS = 33;
const GLIDE_MS = 350;

const NOTHING: Scene = {
  regions: [],
  nodes: [],
  edges: [],
  bounds: { x: 0, y: 0, width: 1, height: 1 },
};

/** The canvas: what is seen of the scene, and what the pointer and the keys do with it. */
export class GraphView {
  onSelect: (id: string | null) => void = () => {};
  onHover: (id: string | null, at: Point) => void = () => {};

  /** Whether the viewer has moved the picture: then it is theirs, and nothing moves it. */
  touched = false;
  /** Milliseconds that painting took lately, for the browser test. */
  readonly paintTimes: number[] = [];

  readonly #canvas: HTMLCanvasElement;
  readonly #ctx: CanvasRenderingContext2D;
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #theme = readTheme();
  #scene = NOTHING;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #emphasis: Emphasis = { selected: null, hovered: null, bright: null };
  #size = { width: 0, height: 0 };
  #labels: ReadonlyMap<string, Box> = new Map();
  #dirty = true;
  #painted = 0;
  #glide: { from: Camera; to: Camera; begin: number } | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#ctx = canvas.getContext("2d")!;
    new ResizeObserver(() => this.#resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.#theme = readTheme();
      this.#dirty = true;
    });
    this.#listen();
    requestAnimationFrame((now) => this.#frame(now));
  }

  get camera(): Camera {
    return this.#camera;
  }

  show(scene: Scene): void {
    const first = this.#scene === NOTHING;
    this.#scene = scene;
    this.#dirty = true;
    if (first) this.fit(false);
  }

  emphasise(emphasis: Partial<Emphasis>): void {
    this.#emphasis = { ...this.#emphasis, ...emphasis };
    this.#dirty = true;
  }

  /** Shows all of it. */
  fit(glide = true): void {
    this.look(this.#scene.bounds, FIT_ZOOM, glide);
  }

  /** Moves so that a box is in the middle and wholly seen. */
  look(box: Box, maxZoom = 1.1, glide = true): void {
    if (this.#size.width === 0) return;
    const margin = 28;
    const zoom = clamp(
      Math.min(
        (this.#size.width - 2 * margin) / box.width,
        (this.#size.height - 2 * margin) / box.height,
        maxZoom,
      ),
    );
    const to = {
      zoom,
      x: box.x + box.width / 2 - this.#size.width / zoom / 2,
      y: box.y + box.height / 2 - this.#size.height / zoom / 2,
    };
    if (glide && !this.#still.matches) {
      this.#glide = { from: this.#camera, to, begin: performance.now() };
    } else {
      this.#camera = to;
      this.#glide = null;
    }
    this.#dirty = true;
  }

  zoomBy(factor: number, at: Point = { x: this.#size.width / 2, y: this.#size.height / 2 }): void {
    const { x, y, zoom } = this.#camera;
    const next = clamp(zoom * factor);
    this.#move({
      zoom: next,
      x: x + at.x / zoom - at.x / next,
      y: y + at.y / zoom - at.y / next,
    });
  }

  pan(dx: number, dy: number): void {
    const { x, y, zoom } = this.#camera;
    this.#move({ zoom, x: x - dx / zoom, y: y - dy / zoom });
  }

  #move(camera: Camera): void {
    this.#camera = camera;
    this.#glide = null;
    this.touched = true;
    this.#dirty = true;
  }

  #resize(): void {
    const ratio = devicePixelRatio || 1;
    const { clientWidth, clientHeight } = this.#canvas;
    const before = this.#size.width;
    this.#size = { width: clientWidth, height: clientHeight };
    this.#canvas.width = Math.round(clientWidth * ratio);
    this.#canvas.height = Math.round(clientHeight * ratio);
    if (before === 0 || !this.touched) this.fit(false);
    this.#dirty = true;
    this.#frameNow(performance.now());
  }

  #frame(now: number): void {
    requestAnimationFrame((next) => this.#frame(next));
    if (this.#glide) this.#step(now);
    const flows = !this.#still.matches && this.#scene.edges.length > 0;
    if (this.#dirty || (flows && now - this.#painted >= FLOW_FRAME_MS)) this.#frameNow(now);
  }

  #step(now: number): void {
    const { from, to, begin } = this.#glide!;
    const part = Math.min(1, (now - begin) / GLIDE_MS);
    const ease = 1 - (1 - part) ** 3;
    const zoom = from.zoom * (to.zoom / from.zoom) ** ease;
    this.#camera = {
      zoom,
      x: from.x + (to.x - from.x) * ease,
      y: from.y + (to.y - from.y) * ease,
    };
    if (part === 1) this.#glide = null;
    this.#dirty = true;
  }

  #frameNow(now: number): void {
    const begin = performance.now();
    const ratio = devicePixelRatio || 1;
    this.#ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#labels = paint(this.#ctx, {
      scene: this.#scene,
      camera: this.#camera,
      size: this.#size,
      emphasis: this.#emphasis,
      theme: this.#theme,
      time: this.#still.matches ? null : now / 1000,
    });
    this.#dirty = false;
    this.#painted = now;
    this.paintTimes.push(performance.now() - begin);
    if (this.paintTimes.length > 600) this.paintTimes.shift();
  }

  #toScene(at: Point): Point {
    return {
      x: this.#camera.x + at.x / this.#camera.zoom,
      y: this.#camera.y + at.y / this.#camera.zoom,
    };
  }

  /** The node or edge under a point of the canvas, or null. */
  find(at: Point): string | null {
    const p = this.#toScene(at);
    const node = this.#scene.nodes.findLast(({ box }) => inside(p, box));
    if (node) return node.id;
    const label = [...this.#labels].find(([, box]) => inside(p, box));
    if (label) return label[0];
    const near = 7 / this.#camera.zoom;
    let best: string | null = null;
    let least = Infinity;
    for (const edge of this.#scene.edges) {
      const b = edge.bounds;
      const reach = near + edge.width;
      if (p.x < b.x - reach || p.x > b.x + b.width + reach) continue;
      if (p.y < b.y - reach || p.y > b.y + b.height + reach) continue;
      const far = distance(p, edge.line) - edge.width / 2;
      if (far < near && far < least) {
        least = far;
        best = edge.id;
      }
    }
    return best;
  }

  #listen(): void {
    const canvas = this.#canvas;
    let last: Point | null = null;
    let moved = 0;
    canvas.addEventListener("pointerdown", (event) => {
      last = { x: event.offsetX, y: event.offsetY };
      moved = 0;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      const at = { x: event.offsetX, y: event.offsetY };
      if (last) {
        moved += Math.hypot(at.x - last.x, at.y - last.y);
        if (moved > 4) {
          this.pan(at.x - last.x, at.y - last.y);
          canvas.style.cursor = "grabbing";
        }
        last = at;
        return;
      }
      const found = this.find(at);
      if (found !== this.#emphasis.hovered) this.emphasise({ hovered: found });
      this.onHover(found, at);
      canvas.style.cursor = found ? "pointer" : "grab";
    });
    canvas.addEventListener("pointerup", (event) => {
      if (last && moved <= 4) this.onSelect(this.find({ x: event.offsetX, y: event.offsetY }));
      last = null;
      canvas.style.cursor = "grab";
    });
    canvas.addEventListener("pointercancel", () => (last = null));
    canvas.addEventListener("pointerleave", () => {
      this.emphasise({ hovered: null });
      this.onHover(null, { x: 0, y: 0 });
    });
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
        this.zoomBy(Math.exp(-step * 0.0016), { x: event.offsetX, y: event.offsetY });
      },
      { passive: false },
    );
    canvas.addEventListener("dblclick", () => this.fit());
    canvas.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event: KeyboardEvent): void {
    const far = event.shiftKey ? 200 : 60;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => this.pan(far, 0),
      ArrowRight: () => this.pan(-far, 0),
      ArrowUp: () => this.pan(0, far),
      ArrowDown: () => this.pan(0, -far),
      "+": () => this.zoomBy(1.25),
      "=": () => this.zoomBy(1.25),
      "-": () => this.zoomBy(0.8),
      "0": () => this.fit(),
      f: () => this.fit(),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }
}

function inside(p: Point, box: Box): boolean {
  return p.x >= box.x && p.x <= box.x + box.width && p.y >= box.y && p.y <= box.y + box.height;
}

function clamp(zoom: number): number {
  return Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, zoom));
}
