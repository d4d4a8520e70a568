import type { Box, Point } from "./geometry.ts";

/** What of the scene is seen: its top left corner, and pixels per unit. */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

const MIN_ZOOM = 0.03;
const MAX_ZOOM = 4;
/** Pixels; below is room for the buttons. */
const MARGIN = { side: 28, top: 28, bottom: 64 };

/** The camera that has a box in the middle of the free part of the screen and sees all of it. */
export function lookAt(box: Box, size: Size, maxZoom: number): Camera {
  const zoom = clamp(
    Math.min(
      (size.width - 2 * MARGIN.side) / box.width,
      (size.height - MARGIN.top - MARGIN.bottom) / box.height,
      maxZoom,
    ),
  );
  return {
    zoom,
    x: box.x + box.width / 2 - size.width / zoom / 2,
    y: box.y + box.height / 2 - (size.height + MARGIN.top - MARGIN.bottom) / zoom / 2,
  };
}

/** Nearer or farther; what is at this point of the screen stays there. */
export function zoomed({ x, y, zoom }: Camera, factor: number, at: Point): Camera {
  const next = clamp(zoom * factor);
  return { zoom: next, x: x + at.x / zoom - at.x / next, y: y + at.y / zoom - at.y / next };
}

/** Moved so that what is seen moves by so many pixels. */
export function panned({ x, y, zoom }: Camera, dx: number, dy: number): Camera {
  return { zoom, x: x - dx / zoom, y: y - dy / zoom };
}

/** A part, 0 to 1, of the way from one camera to another: fast at first, then slower. */
export function between(from: Camera, to: Camera, part: number): Camera {
  const ease = 1 - (1 - part) ** 3;
  return {
    zoom: from.zoom * (to.zoom / from.zoom) ** ease,
    x: from.x + (to.x - from.x) * ease,
    y: from.y + (to.y - from.y) * ease,
  };
}

/** Where a point of the screen is in the scene. */
export function toScene({ x, y, zoom }: Camera, at: Point): Point {
  return { x: x + at.x / zoom, y: y + at.y / zoom };
}

/** What part of the scene is seen. */
export function seenBy({ x, y, zoom }: Camera, size: Size): Box {
  return { x, y, width: size.width / zoom, height: size.height / zoom };
}

function clamp(zoom: number): number {
  return Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, zoom));
}
