import type { Scene } from "./graph/scene.ts";
import { svgOf } from "./graph/svg.ts";
import { readTheme } from "./graph/theme.ts";

/** Lets the browser save the whole graph as a drawing, in the page's present colours. */
export function saveDrawing(scene: Scene): void {
  const drawing = svgOf(scene, readTheme(), document.createElement("canvas").getContext("2d")!);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
  link.download = `flowlens-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}Z.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
