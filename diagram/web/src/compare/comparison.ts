import type { PastGraph } from "../past.ts";
import type { State } from "../store.ts";
import { type Difference, difference, type Fate } from "./difference.ts";

/** What changed between a minute before and the one that is shown. */
export interface Comparison {
  /** The minute before, ISO-8601. */
  before: string;
  /** By the edge's id. */
  edges: ReadonlyMap<string, Difference>;
}

const known = new WeakMap<State, Comparison>();

/** Compares what is shown with the minute before; null while there is none. */
export function comparisonOf(state: State): Comparison | null {
  if (!state.before) return null;
  let comparison = known.get(state);
  if (!comparison) known.set(state, (comparison = compare(state, state.before)));
  return comparison;
}

function compare(state: State, { at, edges }: PastGraph): Comparison {
  const before = new Map(edges.map((edge) => [edge.id, edge]));
  const ids = new Set([...state.edges.keys(), ...before.keys()]);
  const all = [...ids].map((id) => [id, difference(before.get(id), state.edges.get(id))] as const);
  return { before: at, edges: new Map(all) };
}

const ORDER: Fate[] = ["worse", "new", "gone", "more", "less", "better", "few", "same"];

/** What changed, the worst first. */
export function changed({ edges }: Comparison): Difference[] {
  return [...edges.values()]
    .filter(({ fate }) => fate !== "same" && fate !== "few")
    .sort(
      (a, b) =>
        ORDER.indexOf(a.fate) - ORDER.indexOf(b.fate) ||
        (b.changes[0]?.size ?? b.edge.perSecond.calls) - (a.changes[0]?.size ?? a.edge.perSecond.calls),
    );
}
