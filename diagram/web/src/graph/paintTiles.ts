import { brightness } from "./emphasis.ts";
import { tint } from "./icons.ts";
import type { Picture } from "./paint.ts";
import { border, outline } from "./paintNode.ts";
import type { SceneNode } from "./scene.ts";

/** Tiles that look alike. */
interface Kind {
  nodes: SceneNode[];
  fill: string;
  line: string;
  width: number;
  alpha: number;
}

/**
 * Paints nodes as coloured tiles without a word, for a picture in which no word could be read. All that
 * look alike are one path: hundreds of single ones would take most of the time of a picture.
 */
export function paintTiles(ctx: CanvasRenderingContext2D, nodes: readonly SceneNode[], picture: Picture): void {
  for (const { nodes: alike, fill, line, width, alpha } of kindsOf(nodes, picture)) {
    ctx.beginPath();
    for (const node of alike) outline(ctx, node);
    ctx.globalAlpha = alpha;
    ctx.fillStyle = picture.theme.node;
    ctx.fill();
    ctx.globalAlpha = 0.6 * alpha;
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.globalAlpha = alpha;
    ctx.lineWidth = width;
    ctx.strokeStyle = line;
    ctx.stroke();
  }
}

function kindsOf(nodes: readonly SceneNode[], { theme, emphasis }: Picture): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const node of nodes) {
    const strong = node.id === emphasis.selected || node.id === emphasis.hovered;
    const fill = theme[tint(node.node.kind)];
    const line = strong ? theme.accent : border(node, theme);
    const alpha = brightness(node.id, emphasis);
    const width = strong ? 2.5 : node.level === "bad" || node.damaged ? 2.2 : 1.3;
    const key = `${fill}|${line}|${alpha}|${width}`;
    const kind = kinds.get(key);
    if (kind) kind.nodes.push(node);
    else kinds.set(key, { nodes: [node], fill, line, width, alpha });
  }
  // What is troubled or picked lies on top.
  return [...kinds.values()].sort((a, b) => a.width - b.width);
}
