import { paint } from "./graph/paint.ts";
import type { Scene } from "./graph/scene.ts";
import { svgOf } from "./graph/svg.ts";
import { readTheme } from "./graph/theme.ts";

/** Lets the browser save the whole graph as a drawing, in the page's present colours. */
export function saveDrawing(scene: Scene): void {
  const drawing = svgOf(scene, readTheme(), document.createElement("canvas").getContext("2d")!);
  save(new Blob([drawing], { type: "image/svg+xml" }), "svg");
}

const MARGIN = 24;
/** Twice as fine as the graph's own units: sharp in a document. */
const FINE = 2;
/** Browsers make no larger canvas. */
const MOST_PX = 8_000;

/** Lets the browser save the whole graph as a picture, in the page's present colours. */
export function savePicture(scene: Scene): void {
  const { x, y, width, height } = scene.bounds;
  const zoom = Math.min(FINE, MOST_PX / (Math.max(width, height) + 2 * MARGIN));
  const size = { width: (width + 2 * MARGIN) * zoom, height: (height + 2 * MARGIN) * zoom };
  const canvas = Object.assign(document.createElement("canvas"), size);
  const ctx = canvas.getContext("2d")!;
  const theme = readTheme();
  paint(ctx, {
    scene,
    camera: { x: x - MARGIN, y: y - MARGIN, zoom },
    size,
    emphasis: { selected: null, hovered: null, bright: null },
    theme,
    time: null,
    before: null,
  });
  ctx.globalAlpha = 1;
  ctx.globalCompositeOperation = "destination-over";
  ctx.fillStyle = theme.bg;
  ctx.fillRect(0, 0, size.width, size.height);
  canvas.toBlob((picture) => picture && save(picture, "png"), "image/png");
}

function save(content: Blob, format: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = `flowlens-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}Z.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
