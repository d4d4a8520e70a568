import { type PastGraph, silenced } from "../past.ts";
import type { State } from "../store.ts";

/** The state with a minute to compare it with; edges that flowed then and are gone get a place in it, silent. */
export function withBefore(state: State, before: PastGraph | null): State {
  if (!before) return state.before ? { ...state, before } : state;
  const nodes = new Map(state.nodes);
  const edges = new Map(state.edges);
  for (const node of before.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  for (const edge of before.edges) if (!edges.has(edge.id)) edges.set(edge.id, silenced(edge));
  return { ...state, nodes, edges, before };
}
