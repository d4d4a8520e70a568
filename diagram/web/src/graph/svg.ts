import type { Box, Curve, Point } from "./geometry.ts";
import { ICONS, tint } from "./icons.ts";
import { SEVERITY_SHAPES } from "./marks.ts";
import { arrowOf, isRoot } from "./paintEdge.ts";
import { cardColour, FONTS, LINE, PADDING, type PlacedLabel, SIGN, signOf, widthOf, words } from "./paintLabel.ts";
import { severityColour } from "./paintMark.ts";
import { border, fitting } from "./paintNode.ts";
import { placeLabels } from "./placeLabels.ts";
import type { Scene, SceneEdge, SceneNode } from "./scene.ts";
import type { Theme } from "./theme.ts";

const MARGIN = 24;
const KIND_SIZE = 11;
const NAME_SIZE = 14;

/**
 * Draws the whole scene as an SVG document, as one sees it from near. Its texts stay texts.
 *
 * @param ctx measures texts
 */
export function svgOf(scene: Scene, theme: Theme, ctx: CanvasRenderingContext2D): string {
  const { x, y, width, height } = scene.bounds;
  const seen = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
  const labels = placeLabels(ctx, scene.edges, {
    scene,
    theme,
    camera: { x: seen.x, y: seen.y, zoom: 1 },
    size: seen,
    emphasis: { selected: null, hovered: null, bright: null },
    time: null,
    before: null,
  }, seen);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[seen.x, seen.y, seen.width, seen.height].map(short).join(" ")}"` +
      ` font-family="system-ui, sans-serif">`,
    rect(seen, 0, `fill="${theme.bg}"`),
    ...scene.regions.flatMap(({ name, box }) => [
      rect(box, 14, `fill="${theme.region}" stroke="${theme["region-line"]}"`),
      text(name, box.x + 16, box.y + 25, "600 13px", theme.muted),
    ]),
    ...scene.edges.map((edge) => edgeSvg(edge, theme)),
    ...scene.nodes.map((node) => nodeSvg(node, theme, ctx)),
    ...labels.map(([edge, label]) => labelSvg(edge, label, theme, ctx)),
    "</svg>",
    "",
  ].join("\n");
}

function edgeSvg(edge: SceneEdge, theme: Theme): string {
  const { width, band, tone } = edge.look;
  const line = pathOf(edge.route);
  const stroke = (colour: string, wide: number, more = "") =>
    `<path d="${line}" fill="none" stroke="${colour}" stroke-width="${short(wide)}" ${more}/>`;
  return [
    "<g>",
    `<title>${escaped(edge.id)}</title>`,
    isRoot(edge) ? stroke(severityColour(edge.named!.severity, theme), width + 15, `opacity="0.24"`) : "",
    band ? stroke(theme[tone], band, `opacity="0.5" stroke-dasharray="2 4"`) : "",
    stroke(theme[tone], width, edge.edge.crossRegion ? `stroke-dasharray="9 5"` : ""),
    `<path d="${polygon(arrowOf(edge, width))}" fill="${theme[tone]}"/>`,
    "</g>",
  ].join("");
}

function nodeSvg(item: SceneNode, theme: Theme, ctx: CanvasRenderingContext2D): string {
  const { box, node } = item;
  const colour = theme[tint(node.kind)];
  const inset = tint(node.kind) === "outside" ? 20 : 12;
  const kind = fitting(ctx, item.kind, 400, KIND_SIZE, box.width - inset - 35);
  const name = fitting(ctx, item.name, 600, NAME_SIZE, box.width - inset - 8);
  const radius = tint(node.kind) === "outside" ? box.height / 2 : tint(node.kind) === "storage" ? 20 : 9;
  return [
    "<g>",
    `<title>${escaped(node.id)}</title>`,
    rect(box, radius, `fill="${theme.node}" stroke="${border(item, theme)}" stroke-width="1.3"`),
    rect(box, radius, `fill="${colour}" opacity="0.09"`),
    `<path transform="translate(${short(box.x + inset)} ${short(box.y + 8)})" d="${ICONS[node.kind] ?? ICONS.unknown}"` +
      ` fill="none" stroke="${colour}" stroke-width="1.6" stroke-linecap="round"/>`,
    text(kind.text, box.x + inset + 25, box.y + 22, kind.font, colour),
    text(name.text, box.x + inset, box.y + 50, name.font, theme.text),
    "</g>",
  ].join("");
}

function labelSvg(
  edge: SceneEdge,
  { box }: PlacedLabel,
  theme: Theme,
  ctx: CanvasRenderingContext2D,
): string {
  const severity = signOf(edge);
  const parts = [rect(box, 6, `fill="${cardColour(edge, theme)}" opacity="0.9"`)];
  words(edge, true).forEach((line, i) => {
    let x = box.x + PADDING + (i === 0 && severity ? SIGN : 0);
    for (const word of line) {
      parts.push(text(word.text, x, box.y + 13 + i * LINE, FONTS[word.style], theme[word.tone]));
      x += widthOf(ctx, word.style, word.text) + 5;
    }
  });
  if (severity) {
    const place = `translate(${short(box.x + PADDING + 6)} ${short(box.y + 9)}) scale(0.65)`;
    parts.push(`<path transform="${place}" d="${SEVERITY_SHAPES[severity]}" fill="${severityColour(severity, theme)}"/>`);
  }
  return `<g>${parts.join("")}</g>`;
}

function rect({ x, y, width, height }: Box, radius: number, more: string): string {
  const [a, b, c, d] = [x, y, width, height].map(short);
  return `<rect x="${a}" y="${b}" width="${c}" height="${d}" rx="${radius}" ${more}/>`;
}

/** A text in a font as a canvas takes it, such as `600 12px system-ui`. */
function text(content: string, x: number, y: number, font: string, colour: string): string {
  const [, weight = "400", size = ""] = /^(?:(\d+) )?([\d.]+px)/.exec(font) ?? [];
  return (
    `<text x="${short(x)}" y="${short(y)}" font-weight="${weight}" font-size="${size}" fill="${colour}">` +
    `${escaped(content)}</text>`
  );
}

function pathOf(route: readonly Curve[]): string {
  const first = route[0];
  if (!first) return "";
  return `M${pair(first.from)}${route.map(({ c1, c2, to }) => `C${[c1, c2, to].map(pair).join(" ")}`).join("")}`;
}

function polygon(corners: readonly Point[]): string {
  return corners.length > 0 ? `M${corners.map(pair).join("L")}Z` : "";
}

function pair({ x, y }: Point): string {
  return `${short(x)} ${short(y)}`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Control characters are no XML at all, not even escaped. */
function escaped(content: string): string {
  return content
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
