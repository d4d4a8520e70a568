import { loopOf, storyOf } from "./impact.ts";
import type { Anomaly, GraphEdge } from "./model.ts";
import type { State } from "./store.ts";

/** One edge of an anomaly's story. */
export interface Step {
  id: string;
  /**
   * `root`: it begins here; `loop`: the way back to the beginning; `above`: leads to the root's caller, and may
   * suffer; `below`: begins where the root ends; `beside`: neither.
   */
  place: "root" | "loop" | "above" | "below" | "beside";
  /** Edges between it and the root, 0 for the root. */
  distance: number;
}

/** The story of an anomaly in order: its root, its loop, then what calls it, nearest first, then what lies behind it. */
export function cascadeOf(graph: Pick<State, "edges">, anomaly: Anomaly): Step[] {
  const story = storyOf(graph, anomaly);
  const loop = loopOf(graph, anomaly);
  const edges = story.flatMap((id) => graph.edges.get(id) ?? []);
  const [from = "", to = ""] = anomaly.rootEdgeId.split("|");
  const above = distances(edges, from, (edge) => [edge.to, edge.from]);
  const below = distances(edges, to || from, (edge) => [edge.from, edge.to]);
  const steps = story.map((id): Step => {
    if (id === anomaly.rootEdgeId) return { id, place: "root", distance: 0 };
    if (loop.includes(id)) return { id, place: "loop", distance: loop.indexOf(id) + 1 };
    if (above.has(id)) return { id, place: "above", distance: above.get(id)! };
    if (below.has(id)) return { id, place: "below", distance: below.get(id)! };
    return { id, place: "beside", distance: 1 };
  });
  return steps.sort((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place) || a.distance - b.distance);
}

const PLACES: Step["place"][] = ["root", "loop", "above", "below", "beside"];

/** How many edges lie between a node and each edge, in one direction, by the edge's id. */
function distances(
  edges: readonly GraphEdge[],
  start: string,
  ends: (edge: GraphEdge) => [near: string, far: string],
): Map<string, number> {
  const found = new Map<string, number>();
  let near = new Set([start]);
  for (let distance = 1; near.size > 0; distance++) {
    const next = edges.filter((edge) => near.has(ends(edge)[0]) && !found.has(edge.id));
    for (const { id } of next) found.set(id, distance);
    near = new Set(next.map((edge) => ends(edge)[1]));
  }
  return found;
}
