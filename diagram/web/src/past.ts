import type { Anomaly, GraphEdge, GraphNode, Rates } from "./model.ts";
import { change, isOpen, type State } from "./store.ts";

/** What the server says of one minute of the past. */
export interface PastGraph {
  /** The minute's start, ISO-8601. */
  at: string;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export const MINUTE_MS = 60_000;

/**
 * The state as it was in a minute. Edges of now that did not flow then stay in the picture, silent, so
 * that nothing moves while one goes through time.
 */
export function pastState(live: State, { at, nodes, edges }: PastGraph): State {
  const end = Date.parse(at) + MINUTE_MS;
  const all = new Map([...[...live.edges.values()].map(silenced), ...edges].map((edge) => [edge.id, edge]));
  const known = new Map([...live.nodes.values(), ...nodes].map((node) => [node.id, node]));
  const health = { ...live.health!, now: end };
  const moved = change(
    { ...live, anomalies: [] },
    { nodes: [...known.values()], edges: [...all.values()], anomalies: asOf(live.anomalies, end), health },
    end,
  );
  return {
    ...moved,
    watch: { kind: "live", title: "", explanation: "" },
    troubledAt: new Map(),
    keptAt: end,
    past: true,
  };
}

/** The anomalies that were known at a time, as they were then: those that ended later were open. */
export function asOf(anomalies: readonly Anomaly[], time: number): Anomaly[] {
  return anomalies
    .filter(({ detectedAt }) => Date.parse(detectedAt) <= time)
    .map((anomaly) => {
      const end = endOf(anomaly);
      return end === null || end <= time ? anomaly : { ...anomaly, status: "open" as const, resolvedAt: null };
    });
}

/** When an anomaly ended, epoch milliseconds; null while it is open. */
export function endOf(anomaly: Anomaly): number | null {
  return isOpen(anomaly) ? null : Date.parse(anomaly.resolvedAt ?? anomaly.updatedAt);
}

/** When something happened, in order: anomalies that were found or ended. */
export function events(anomalies: readonly Anomaly[]): number[] {
  const times = anomalies
    .filter(({ status }) => status !== "retracted")
    .flatMap((anomaly) => [Date.parse(anomaly.detectedAt), endOf(anomaly) ?? []].flat());
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The rates of an edge on which nothing flows. */
export const NO_RATES = {
  calls: 0,
  attempts: 0,
  failed: 0,
  throttled: 0,
  conflict: 0,
  conditional: 0,
  timeout: 0,
  server: 0,
  client: 0,
  other: 0,
  readUnits: 0,
  writeUnits: 0,
  wastedWriteUnits: 0,
  strongReads: 0,
  eventualReads: 0,
} satisfies Rates;

/** The same edge while nothing flows on it. */
export function silenced({ latencyMs: _, ...edge }: GraphEdge): GraphEdge {
  return { ...edge, perSecond: NO_RATES };
}
