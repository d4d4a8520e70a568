import type { GraphEdge, Rates } from "./model.ts";
import type { State } from "./store.ts";

/** What a load is counted in. */
export type Measure = "attempts" | "readUnits" | "writeUnits" | "throttled";

/** A caller's part of the load on a node, and whose calls made it do so. */
export interface Load {
  /** The caller's node id. */
  caller: string;
  perSecond: number;
  /** Of the whole load on the node, 0 to 1. */
  share: number;
  /** Whether it was counted; else it is estimated from how often each caller calls. */
  measured: boolean;
  above: Load[];
}

type Graph = Pick<State, "edges" | "nodes">;

/** Further up, every estimate rests on another one. */
const LEVELS = 3;
/** What is less of the whole than this is not worth a line further up. */
const LEAST_SHARE = 0.02;

/** Accesses that make the callee do something for the caller. */
const CAUSES = new Set(["call", "deliver", "publish"]);

/** The measures that this node has any load of. */
export function measuresOf(graph: Graph, id: string): Measure[] {
  const edges = into(graph, id);
  return (["attempts", "readUnits", "writeUnits", "throttled"] as const).filter((measure) =>
    edges.some(({ perSecond }) => perSecond[measure] > 0),
  );
}

/**
 * The load on a node by its direct callers, as counted, the largest first. Above each of them stands whose
 * calls it served meanwhile, as if each of those calls had caused the same load: traces that would say
 * more are not kept.
 */
export function loadOf(graph: Graph, id: string, measure: Measure): Load[] {
  const sums = sumByCaller(into(graph, id), measure);
  const whole = [...sums.values()].reduce((sum, part) => sum + part, 0);
  if (whole === 0) return [];
  return loads(sums, whole, true, (caller, perSecond) => above(graph, caller, perSecond, whole, new Set([id, caller])));
}

function above(graph: Graph, id: string, perSecond: number, whole: number, way: ReadonlySet<string>): Load[] {
  if (way.size > LEVELS) return [];
  const sums = sumByCaller(
    [...graph.edges.values()].filter((edge) => edge.to === id && CAUSES.has(edge.access) && !way.has(edge.from)),
    "calls",
  );
  const calls = [...sums.values()].reduce((sum, part) => sum + part, 0);
  if (calls === 0) return [];
  const parts = new Map([...sums].map(([caller, part]) => [caller, (perSecond * part) / calls]));
  return loads(parts, whole, false, (caller, part) => above(graph, caller, part, whole, new Set([...way, caller])));
}

function loads(
  parts: ReadonlyMap<string, number>,
  whole: number,
  measured: boolean,
  aboveOf: (caller: string, perSecond: number) => Load[],
): Load[] {
  return [...parts]
    .map(([caller, perSecond]) => ({ caller, perSecond, share: perSecond / whole, measured }))
    .filter(({ share }) => measured ? share > 0 : share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
    .map((load) => ({ ...load, above: load.share >= LEAST_SHARE ? aboveOf(load.caller, load.perSecond) : [] }));
}

/** What calls a node; a table's indexes are loaded through the table. */
function into({ edges, nodes }: Graph, id: string): GraphEdge[] {
  const ids = new Set([id, ...indexesOf({ nodes }, id)]);
  return [...edges.values()].filter((edge) => ids.has(edge.to) && edge.access !== "replicate");
}

/** The ids of a table's indexes. */
export function indexesOf({ nodes }: Pick<Graph, "nodes">, id: string): string[] {
  if (!id.startsWith("table:")) return [];
  const prefix = `${id.replace(/^table:/, "index:")}/`;
  return [...nodes.keys()].filter((other) => other.startsWith(prefix));
}

function sumByCaller(edges: readonly GraphEdge[], measure: keyof Rates): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { from, perSecond } of edges) sums.set(from, (sums.get(from) ?? 0) + perSecond[measure]);
  return sums;
}
