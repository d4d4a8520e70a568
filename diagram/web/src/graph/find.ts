import { type Box, distance, type Point } from "./geometry.ts";
import type { Scene, SceneEdge } from "./scene.ts";

/** How many pixels beside a line still hit it. */
const NEAR_PX = 7;

/** The node, label or edge at a point of the scene, as an id: what is painted on top first. */
export function find(
  scene: Scene,
  labels: ReadonlyMap<string, Box>,
  p: Point,
  zoom: number,
): string | null {
  const node = scene.nodes.findLast(({ box }) => inside(p, box));
  if (node) return node.id;
  for (const [id, box] of labels) if (inside(p, box)) return id;
  return nearest(scene.edges, p, NEAR_PX / zoom);
}

function nearest(edges: readonly SceneEdge[], p: Point, near: number): string | null {
  let best: string | null = null;
  let least = near;
  for (const edge of edges) {
    const reach = near + edge.look.width;
    const { x, y, width, height } = edge.bounds;
    const box = { x: x - reach, y: y - reach, width: width + 2 * reach, height: height + 2 * reach };
    if (!inside(p, box)) continue;
    const far = distance(p, edge.line) - edge.look.width / 2;
    if (far < least) {
      least = far;
      best = edge.id;
    }
  }
  return best;
}

function inside(p: Point, box: Box): boolean {
  return p.x >= box.x && p.x <= box.x + box.width && p.y >= box.y && p.y <= box.y + box.height;
}
