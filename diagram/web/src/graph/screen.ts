import type { Camera, Size } from "./camera.ts";
import { paint, type Painted, type Picture } from "./paint.ts";
import { readTheme } from "./theme.ts";

/** A picture that is on the screen this soon after it was begun can be painted in every frame. */
const SWIFT_MS = 24;
/** While the camera moves, painting may take one part of the time in so many. */
const PARTS = 4;
const LONGEST_PAUSE_MS = 250;

/**
 * The canvas. Painting a large graph takes longer than a frame, so while nothing but the camera
 * moves, most frames only move the picture painted last, and a new one comes now and then.
 */
export class Screen {
  size: Size = { width: 0, height: 0 };
  painted: Painted = { labels: new Map(), places: new Map(), zoom: 0, moving: false };

  readonly #canvas: HTMLCanvasElement;
  readonly #ctx: CanvasRenderingContext2D;
  readonly #copy = document.createElement("canvas");
  #copied = false;
  #theme = readTheme();
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #begun = -Infinity;
  #measured = true;
  #cost = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#ctx = canvas.getContext("2d")!;
  }

  /** Milliseconds since the picture was painted. */
  age(now: number): number {
    return now - this.#begun;
  }

  readTheme(): void {
    this.#theme = readTheme();
  }

  fitToPlace(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    this.size = { width: clientWidth, height: clientHeight };
    this.#canvas.width = Math.round(clientWidth * devicePixelRatio);
    this.#canvas.height = Math.round(clientHeight * devicePixelRatio);
  }

  /** To be told of every frame: how long the last picture took to reach the screen. */
  frame(now: number): void {
    if (!this.#measured) {
      this.#measured = true;
      this.#cost = now - this.#begun;
    }
  }

  /** Whether it is too early for a new picture of what only moved. */
  isBusy(now: number): boolean {
    const pause = Math.min(LONGEST_PAUSE_MS, PARTS * this.#cost);
    return this.#cost > SWIFT_MS && now - this.#begun < pause;
  }

  paint(picture: Omit<Picture, "size" | "theme" | "before">, now: number): void {
    this.#reset();
    this.painted = paint(this.#ctx, {
      ...picture,
      size: this.size,
      theme: this.#theme,
      before: this.painted,
    });
    this.#camera = picture.camera;
    this.#begun = now;
    this.#measured = false;
    this.#copied = false;
  }

  /** Shows the picture painted last as this camera would see it. */
  move(camera: Camera): void {
    if (!this.#copied) this.#keepCopy();
    this.#reset();
    this.#ctx.clearRect(0, 0, this.size.width, this.size.height);
    const scale = camera.zoom / this.#camera.zoom;
    this.#ctx.drawImage(
      this.#copy,
      (this.#camera.x - camera.x) * camera.zoom,
      (this.#camera.y - camera.y) * camera.zoom,
      this.size.width * scale,
      this.size.height * scale,
    );
  }

  #reset(): void {
    this.#ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.#ctx.globalAlpha = 1;
  }

  #keepCopy(): void {
    this.#copy.width = this.#canvas.width;
    this.#copy.height = this.#canvas.height;
    this.#copy.getContext("2d")!.drawImage(this.#canvas, 0, 0);
    this.#copied = true;
  }
}
