import type { Anomaly, GraphEdge, GraphNode, NodeKind, Rates, Snapshot } from "../src/model.ts";
import { NO_RATES } from "../src/past.ts";
import { begin, EMPTY, type State } from "../src/store.ts";

/** A node by its id, such as `table:111122223333:us-east-1:Orders`. */
export function node(id: string): GraphNode {
  const [kind, account, region, name] = id.split(":") as [NodeKind, string, string, string];
  return { id, kind, account, region, name };
}

export const table = (name: string, region = "us-east-1") => `table:111122223333:${region}:${name}`;
export const service = (name: string, region = "us-east-1") =>
  `service:111122223333:${region}:${name}`;
export const CLIENTS = "client:::";

/** An edge; where calls are given but no attempts, each call was tried once. */
export function edge(from: string, to: string, rates: Partial<Rates> = { calls: 1 }): GraphEdge {
  return {
    id: `${from}|${to}|write`,
    from,
    to,
    access: "write",
    crossRegion: node(from).region !== node(to).region && node(from).region !== "",
    windowStart: "2026-01-05T10:00:00Z",
    final: false,
    grewAt: 0,
    perSecond: { ...NO_RATES, attempts: rates.calls ?? 0, ...rates },
  };
}

export function anomaly(id: string, about: Partial<Anomaly> = {}): Anomaly {
  return {
    id,
    type: "retry-cascade",
    revision: 1,
    status: "open",
    severity: "critical",
    confidence: 0.9,
    startedAt: "2026-01-05T10:00:00Z",
    detectedAt: "2026-01-05T10:00:30Z",
    updatedAt: "2026-01-05T10:00:30Z",
    rootEdgeId: "",
    pathEdgeIds: [],
    summary: "",
    ...about,
  };
}

export function snapshot(edges: GraphEdge[], anomalies: Anomaly[] = []): Snapshot {
  const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const counts = { edges: edges.length, nodes: ids.length };
  return { nodes: ids.map(node), edges, anomalies, health: { ...health(0), ...counts }, lab: false };
}

export function health(now: number): Snapshot["health"] {
  return {
    now,
    ready: true,
    edges: 0,
    nodes: 0,
    anomalies: 0,
    openAnomalies: 0,
    unreadableRows: 0,
    unreadableAnomalies: 0,
    tableTrouble: null,
    streamTrouble: null,
  };
}

export function stateOf(edges: GraphEdge[], anomalies: Anomaly[] = []): State {
  return begin(EMPTY, snapshot(edges, anomalies), 0);
}
