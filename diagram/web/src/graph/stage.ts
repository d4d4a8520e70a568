import type { Store } from "../store.ts";
import { isKnown } from "../watch.ts";
import { around, type Box, type Point } from "./geometry.ts";
import type { Camera } from "./camera.ts";
import { comparisonOf } from "../compare/comparison.ts";
import type { LensId } from "../lens/lens.ts";
import { lensIn, LENSES } from "../lens/lenses.ts";
import { grow } from "./grow.ts";
import { type Layout, layOut, prepare } from "./layout.ts";
import { scene, type Scene } from "./scene.ts";
import type { GraphView } from "./view.ts";

const CALM_MS = 500;
const YOUNG_MS = 90_000;
const MOVE_MS = 450;
const LOOK_MARGIN = 30;

/**
 * Keeps the picture in step with the store. While the graph is young and nobody has touched the
 * picture, it is laid out again when nodes come; after that nothing that is on the screen moves by
 * itself: a new node takes a free place, a new edge goes around the nodes, and `tidy` is offered.
 */
export class Stage {
  onUntidy: (untidy: boolean) => void = () => {};
  /** Called once, when the graph has been drawn. */
  onFirst: () => void = () => {};
  /** How long the last layout took, for the browser test. */
  layoutMillis = 0;

  readonly #store: Store;
  readonly #view: GraphView;
  #layout: Layout | null = null;
  #shape = -1;
  #bornAt = 0;
  #timer = 0;
  #busy = false;
  #scene: Scene | null = null;
  /** What the scene was made of. */
  #drawn: readonly unknown[] = [];
  #lens: LensId = LENSES[0]!.id;
  /** Where the camera was before the page moved it to something. */
  #before: { camera: Camera; touched: boolean } | null = null;

  constructor(store: Store, view: GraphView) {
    this.#store = store;
    this.#view = view;
    prepare();
    view.onMove = () => (this.#before = null);
    store.subscribe(() => this.#follow());
    // What a file holds is in the store before there is a stage; the callbacks are set after this.
    queueMicrotask(() => this.#follow());
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  /** Shows the same graph through another lens. */
  set lens(lens: LensId) {
    if (lens === this.#lens) return;
    this.#lens = lens;
    this.#draw();
  }

  #follow(): void {
    const { shape, edges } = this.#store.state;
    if (edges.size === 0 && !this.#layout) return;
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#reshape();
    }
    this.#draw();
  }

  #reshape(): void {
    const { nodes, edges } = this.#store.state;
    const layout = this.#layout;
    if (!layout) {
      this.#bornAt ||= Date.now();
      this.#soon();
      return;
    }
    const newNodes = [...nodes.keys()].some((id) => !layout.boxes.has(id));
    const newEdges = [...edges.keys()].some((id) => !layout.routes.has(id));
    if (!newNodes && !newEdges) return;
    if (!this.#view.touched && Date.now() - this.#bornAt < YOUNG_MS) {
      this.#soon();
    } else {
      grow(layout, nodes.keys(), [...edges.values()]);
      this.onUntidy(true);
    }
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.tidy(), this.#layout ? CALM_MS : 50);
  }

  /** Lays everything out anew and lets the nodes glide to their places. */
  async tidy(): Promise<void> {
    if (this.#busy) {
      this.#soon();
      return;
    }
    this.#busy = true;
    const begin = performance.now();
    try {
      const { nodes, edges } = this.#store.state;
      const next = await layOut([...nodes.values()], [...edges.values()]);
      this.layoutMillis = performance.now() - begin;
      const first = this.#layout === null;
      if (this.#layout) await this.#glide(this.#layout, next);
      this.#layout = next;
      this.onUntidy(false);
      this.#draw();
      if (!this.#view.touched) this.#view.fit();
      if (first) this.onFirst();
    } finally {
      this.#busy = false;
    }
  }

  #draw(): void {
    if (!this.#layout) return;
    const { nodes, edges, anomalies, watch, before, shape } = this.#store.state;
    const seen = [this.#layout, this.#lens, nodes, edges, anomalies, before, isKnown(watch), shape];
    // The server sends something every second, and mostly no news of the graph.
    if (this.#scene && seen.every((part, i) => part === this.#drawn[i])) return;
    this.#drawn = seen;
    const lens = lensIn(this.#lens, comparisonOf(this.#store.state));
    this.#scene = scene(nodes.values(), edges, anomalies, this.#layout, isKnown(watch), lens);
    this.#view.show(this.#scene);
  }

  /** Moves the nodes from one layout to the next; meanwhile edges take the direct way. */
  #glide(from: Layout, to: Layout): Promise<void> {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || to.boxes.size > 150) {
      return Promise.resolve();
    }
    const begin = performance.now();
    return new Promise((done) => {
      const step = (now: number) => {
        const part = Math.min(1, (now - begin) / MOVE_MS);
        if (part === 1) return done();
        this.#layout = {
          boxes: between(from.boxes, to.boxes, 1 - (1 - part) ** 3),
          routes: new Map<string, Point[]>(),
          labels: new Map(),
          regions: to.regions,
        };
        this.#draw();
        requestAnimationFrame(step);
        return undefined;
      };
      requestAnimationFrame(step);
    });
  }

  /** Brings these nodes and edges, with the nodes at their ends, into view. */
  look(ids: Iterable<string>): void {
    if (!this.#scene) return;
    const wanted = new Set(ids);
    const edges = this.#scene.edges.filter(({ id }) => wanted.has(id));
    edges.forEach(({ edge }) => wanted.add(edge.from).add(edge.to));
    const nodes = this.#scene.nodes.filter(({ id }) => wanted.has(id));
    const box = around([...edges.map(({ bounds }) => bounds), ...nodes.map((node) => node.box)]);
    if (box) {
      this.#before ??= { camera: this.#view.camera, touched: this.#view.touched };
      this.#view.touched = true;
      this.#view.look({
        x: box.x - LOOK_MARGIN,
        y: box.y - LOOK_MARGIN,
        width: box.width + 2 * LOOK_MARGIN,
        height: box.height + 2 * LOOK_MARGIN,
      });
    }
  }

  /** Moves back to where the camera was before {@link look}, unless the viewer has moved it since. */
  release(): void {
    if (!this.#before) return;
    const { camera, touched } = this.#before;
    this.#before = null;
    this.#view.touched = touched;
    if (touched) this.#view.goTo(camera);
    else this.#view.fit();
  }
}

function between(
  from: ReadonlyMap<string, Box>,
  to: ReadonlyMap<string, Box>,
  part: number,
): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [id, end] of to) {
    const begin = from.get(id) ?? end;
    boxes.set(id, {
      ...end,
      x: begin.x + (end.x - begin.x) * part,
      y: begin.y + (end.y - begin.y) * part,
    });
  }
  return boxes;
}
