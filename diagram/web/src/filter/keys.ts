import { nodeName } from "../format.ts";
import type { Impact } from "../impact.ts";
import type { GraphEdge, GraphNode } from "../model.ts";
import type { State } from "../store.ts";
import { lostCalls, troubleOf } from "../trouble.ts";

/** What a part of a search may look at beside the edge. */
export interface Surroundings {
  state: State;
  /** What the open anomalies concern. */
  impact: () => Impact;
}

/** A text that an edge has; the edge matches where one of them holds what is searched for. */
export type TextKey = (edge: GraphEdge, around: Surroundings) => string[];

/** A number that an edge has; null where it is not known, which no comparison matches. */
export interface NumberKey {
  of: (edge: GraphEdge) => number | null;
  unit: "/s" | "%" | "ms" | "";
}

const ends = ({ from, to }: GraphEdge, { state }: Surroundings): GraphNode[] =>
  [from, to].flatMap((id) => state.nodes.get(id) ?? []);

const nameOf = (id: string, { state }: Surroundings): string[] => {
  const node = state.nodes.get(id);
  return node ? [nodeName(node)] : [];
};

/** What `key:text` may name. */
export const TEXT_KEYS: Readonly<Record<string, TextKey>> = {
  name: (edge, around) => ends(edge, around).map(nodeName),
  caller: (edge, around) => nameOf(edge.from, around),
  callee: (edge, around) => nameOf(edge.to, around),
  kind: (edge, around) => ends(edge, around).map(({ kind }) => kind),
  region: (edge, around) => ends(edge, around).map(({ region }) => region),
  account: (edge, around) => ends(edge, around).map(({ account }) => account),
  access: ({ access }) => [access],
  anomaly: ({ id }, { impact }) => {
    const named = impact().edges.get(id);
    return named ? ["open", named.type, named.severity, named.role] : ["none"];
  },
};

/** What `key>number` may compare. */
export const NUMBER_KEYS: Readonly<Record<string, NumberKey>> = {
  rate: { of: ({ perSecond }) => perSecond.calls, unit: "/s" },
  errors: { of: ({ perSecond: r }) => part(lostCalls(r), r.calls), unit: "%" },
  refused: { of: ({ perSecond: r }) => part(r.client, r.calls), unit: "%" },
  retries: { of: ({ perSecond: r }) => part(r.attempts - r.calls, r.attempts), unit: "%" },
  attempts: { of: (edge) => (edge.perSecond.calls > 0 ? troubleOf(edge).attemptsPerCall : null), unit: "" },
  throttled: { of: ({ perSecond: r }) => part(r.throttled, r.attempts), unit: "%" },
  median: { of: ({ latencyMs }) => latencyMs?.p50 ?? null, unit: "ms" },
  p99: { of: ({ latencyMs }) => latencyMs?.p99 ?? null, unit: "ms" },
  units: { of: ({ perSecond: r }) => r.readUnits + r.writeUnits, unit: "/s" },
  wasted: { of: ({ perSecond: r }) => part(r.wastedWriteUnits, r.writeUnits), unit: "%" },
};

/** As percent; null where there is no whole. */
function part(some: number, whole: number): number | null {
  return whole > 0 ? (100 * Math.max(0, some)) / whole : null;
}
