import { type Impact, impactOf } from "../impact.ts";
import type { GraphEdge } from "../model.ts";
import type { State } from "../store.ts";
import { type Term, termOf, wordsOf } from "./term.ts";

/** A search that has been read. */
export interface Filter {
  /** Whether it asks for nothing: then every edge matches. */
  empty: boolean;
  /** What could not be understood, as a sentence for a person; empty when all could. Such a part is left out. */
  problem: string;
  /** The edges that match all of it. */
  of: (state: State) => GraphEdge[];
}

const NONE: Filter = { empty: true, problem: "", of: (state) => [...state.edges.values()] };

let last: { query: string; filter: Filter } | null = null;

/**
 * Reads a search such as `checkout kind:table errors>1% -region:eu-west-1`. Parts are joined by "and"; a
 * minus before a part excludes what matches it.
 */
export function filterOf(query: string): Filter {
  if (last?.query !== query) last = { query, filter: read(query) };
  return last.filter;
}

function read(query: string): Filter {
  const parts = wordsOf(query).map(termOf);
  const terms = parts.filter((part): part is Term => typeof part !== "string");
  const problem = parts.filter((part): part is string => typeof part === "string").join(" ");
  if (terms.length === 0) return { ...NONE, problem };
  return {
    empty: false,
    problem,
    of: (state) => {
      let known: Impact | null = null;
      const impact = () => (known ??= impactOf(state, state.anomalies));
      return [...state.edges.values()].filter((edge) =>
        terms.every(({ not, test }) => test(edge, { state, impact }) !== not),
      );
    },
  };
}
