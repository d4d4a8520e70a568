import type { Point } from "./geometry.ts";

/** What the pointer and the keys can ask for. */
export interface Gestures {
  pan(dx: number, dy: number): void;
  zoomBy(factor: number, at?: Point): void;
  fit(): void;
  pick(at: Point): void;
  /** @returns whether something is there; null when the pointer left */
  hover(at: Point | null): boolean;
}

/** A press that moves no farther than this is a click. */
const CLICK_PX = 4;
const KEY_PX = 60;
const SHIFT_KEY_PX = 200;

export function listen(canvas: HTMLCanvasElement, gestures: Gestures): void {
  listenToPointer(canvas, gestures);
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      gestures.zoomBy(Math.exp(-step * 0.0016), place(event));
    },
    { passive: false },
  );
  canvas.addEventListener("dblclick", () => gestures.fit());
  canvas.addEventListener("keydown", (event) => onKey(event, gestures));
}

function listenToPointer(canvas: HTMLCanvasElement, gestures: Gestures): void {
  let last: Point | null = null;
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => {
    last = place(event);
    moved = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const at = place(event);
    if (!last) {
      canvas.style.cursor = gestures.hover(at) ? "pointer" : "grab";
      return;
    }
    moved += Math.hypot(at.x - last.x, at.y - last.y);
    if (moved > CLICK_PX) {
      gestures.pan(at.x - last.x, at.y - last.y);
      canvas.style.cursor = "grabbing";
    }
    last = at;
  });
  canvas.addEventListener("pointerup", (event) => {
    if (last && moved <= CLICK_PX) gestures.pick(place(event));
    last = null;
    canvas.style.cursor = "grab";
  });
  canvas.addEventListener("pointercancel", () => (last = null));
  canvas.addEventListener("pointerleave", () => gestures.hover(null));
}

function place(event: MouseEvent): Point {
  return { x: event.offsetX, y: event.offsetY };
}

function onKey(event: KeyboardEvent, gestures: Gestures): void {
  const far = event.shiftKey ? SHIFT_KEY_PX : KEY_PX;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => gestures.pan(far, 0),
    ArrowRight: () => gestures.pan(-far, 0),
    ArrowUp: () => gestures.pan(0, far),
    ArrowDown: () => gestures.pan(0, -far),
    "+": () => gestures.zoomBy(1.25),
    "=": () => gestures.zoomBy(1.25),
    "-": () => gestures.zoomBy(0.8),
    "0": () => gestures.fit(),
    f: () => gestures.fit(),
  };
  const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
}
