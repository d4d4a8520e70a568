import { between, type Camera, lookAt, panned, toScene, zoomed } from "./camera.ts";
import { find } from "./find.ts";
import type { Box, Point } from "./geometry.ts";
import { listen } from "./gestures.ts";
import { type Emphasis, sameEmphasis } from "./emphasis.ts";
import type { Scene } from "./scene.ts";
import { Screen } from "./screen.ts";

const FIT_ZOOM = 1.5;
const LOOK_ZOOM = 1.1;
const FLOW_FRAME_MS = 33;
const GLIDE_MS = 350;

const NOTHING: Scene = {
  regions: [],
  nodes: [],
  edges: [],
  bounds: { x: 0, y: 0, width: 1, height: 1 },
};

/** What is seen of the scene, and what the pointer and the keys do with it. */
export class GraphView {
  onSelect: (id: string | null) => void = () => {};
  onHover: (id: string | null, at: Point) => void = () => {};

  /** The picture is moved to something else than {@link look} showed. */
  onMove: () => void = () => {};

  /** Whether the viewer has moved the picture: then it is theirs, and nothing moves it. */
  touched = false;

  readonly #screen: Screen;
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #scene = NOTHING;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #emphasis: Emphasis = { selected: null, hovered: null, bright: null };
  #dirty = true;
  #moved = false;
  #awake = false;
  #glide: { from: Camera; to: Camera; begin: number } | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#screen = new Screen(canvas);
    new ResizeObserver(() => this.#resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.#screen.readTheme();
      this.#repaint();
    });
    listen(canvas, {
      pan: (dx, dy) => this.pan(dx, dy),
      zoomBy: (factor, at) => this.zoomBy(factor, at),
      fit: () => this.fit(),
      pick: (at) => this.onSelect(this.find(at)),
      hover: (at) => this.#hover(at),
    });
  }

  get camera(): Camera {
    return this.#camera;
  }

  /** What is selected: an edge's or a node's id. */
  get selected(): string | null {
    return this.#emphasis.selected;
  }

  /** Where the labels of edges lie, by the edge's id. */
  get labels(): ReadonlyMap<string, Box> {
    return this.#screen.painted.labels;
  }

  show(scene: Scene): void {
    const first = this.#scene === NOTHING;
    this.#scene = scene;
    this.#repaint();
    if (first) this.fit(false);
  }

  emphasise(emphasis: Partial<Emphasis>): void {
    const next = { ...this.#emphasis, ...emphasis };
    const same = sameEmphasis(this.#emphasis, next);
    this.#emphasis = next;
    if (!same) this.#repaint();
  }

  /** Shows all of it. */
  fit(glide = true): void {
    this.onMove();
    this.look(this.#scene.bounds, FIT_ZOOM, glide);
  }

  /** Moves so that a box is in the middle and wholly seen. */
  look(box: Box, maxZoom = LOOK_ZOOM, glide = true): void {
    if (this.#screen.size.width === 0) return;
    this.goTo(lookAt(box, this.#screen.size, maxZoom), glide);
  }

  /** Moves the camera. */
  goTo(to: Camera, glide = true): void {
    if (glide && !this.#still.matches) {
      this.#glide = { from: this.#camera, to, begin: performance.now() };
    } else {
      this.#camera = to;
      this.#glide = null;
    }
    this.#moved = true;
    this.#wake();
  }

  zoomBy(factor: number, at?: Point): void {
    const { width, height } = this.#screen.size;
    this.#move(zoomed(this.#camera, factor, at ?? { x: width / 2, y: height / 2 }));
  }

  pan(dx: number, dy: number): void {
    this.#move(panned(this.#camera, dx, dy));
  }

  /** The node or edge under a point of the canvas, or null. */
  find(at: Point): string | null {
    return find(this.#scene, this.labels, toScene(this.#camera, at), this.#camera.zoom);
  }

  #move(camera: Camera): void {
    this.#camera = camera;
    this.#glide = null;
    this.touched = true;
    this.onMove();
    this.#moved = true;
    this.#wake();
  }

  #hover(at: Point | null): boolean {
    const found = at && this.find(at);
    this.emphasise({ hovered: found });
    this.onHover(found, at ?? { x: 0, y: 0 });
    return found !== null;
  }

  #resize(): void {
    const first = this.#screen.size.width === 0;
    this.#screen.fitToPlace();
    if (first || !this.touched) this.fit(false);
    this.#paint(performance.now());
  }

  #repaint(): void {
    this.#dirty = true;
    this.#wake();
  }

  /** Asks for a frame; while nothing happens there are none. */
  #wake(): void {
    if (this.#awake) return;
    this.#awake = true;
    requestAnimationFrame((now) => {
      this.#awake = false;
      this.#frame(now);
    });
  }

  #frame(now: number): void {
    this.#screen.frame(now);
    if (this.#glide) this.#step(now);
    const moving = this.#screen.painted.moving;
    const due = moving && this.#screen.age(now) >= FLOW_FRAME_MS;
    if (this.#moved && !this.#dirty && this.#screen.isBusy(now)) this.#screen.move(this.#camera);
    else if (this.#dirty || this.#moved || due) this.#paint(now);
    else if (!moving) return;
    this.#wake();
  }

  #step(now: number): void {
    const { from, to, begin } = this.#glide!;
    const part = Math.max(0, Math.min(1, (now - begin) / GLIDE_MS));
    this.#camera = between(from, to, part);
    if (part === 1) this.#glide = null;
    this.#moved = true;
  }

  #paint(now: number): void {
    this.#screen.paint(
      {
        scene: this.#scene,
        camera: this.#camera,
        emphasis: this.#emphasis,
        time: this.#still.matches ? null : now / 1000,
      },
      now,
    );
    this.#dirty = false;
    this.#moved = false;
  }
}
