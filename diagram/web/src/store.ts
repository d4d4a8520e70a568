import { CONNECTING, type Watch, watchOf } from "./watch.ts";
import { troubleOf } from "./trouble.ts";
import type { PastGraph } from "./past.ts";
import type { Anomaly, Change, GraphEdge, GraphNode, Health, Snapshot } from "./model.ts";

export type Connection = "connecting" | "live" | "lost";

/** What the page knows; replaced, never changed, so that a view can tell by identity. */
export interface State {
  nodes: ReadonlyMap<string, GraphNode>;
  edges: ReadonlyMap<string, GraphEdge>;
  anomalies: readonly Anomaly[];
  health: Health | null;
  lab: boolean;
  connection: Connection;
  /** Whether the picture can be believed. */
  watch: Watch;
  /** When the connection to the server broke, on the server's clock; null while it holds. */
  lostSince: number | null;
  /** The moment of a picture of the past or of a file, epoch milliseconds; null while it goes on. */
  keptAt: number | null;
  /** Whether it is of the past and the server can be asked for more. */
  past: boolean;
  /** The minute that it is compared with; null while nothing is compared. */
  before: PastGraph | null;
  /** The server's clock minus the browser's, milliseconds. */
  clockOffset: number;
  /**
   * When the root edge of each open anomaly was last seen in trouble, on the server's clock, by the
   * anomaly's id; absent for those that this page never saw so.
   */
  troubledAt: ReadonlyMap<string, number>;
  /** Counts up when a node or an edge came or went. */
  shape: number;
}

export const EMPTY: State = {
  nodes: new Map(),
  edges: new Map(),
  anomalies: [],
  health: null,
  lab: false,
  connection: "connecting",
  watch: CONNECTING,
  lostSince: null,
  keptAt: null,
  past: false,
  before: null,
  clockOffset: 0,
  troubledAt: new Map(),
  shape: 0,
};

export function begin(state: State, snapshot: Snapshot, now: number): State {
  const nodes = new Map(snapshot.nodes.map((node) => [node.id, node]));
  const edges = new Map(snapshot.edges.map((edge) => [edge.id, edge]));
  const anomalies = sorted(snapshot.anomalies);
  return {
    ...state,
    nodes,
    edges,
    anomalies,
    troubledAt: troubledAt(state.troubledAt, anomalies, edges, snapshot.health.now),
    health: snapshot.health,
    lab: snapshot.lab,
    connection: "live",
    watch: watchOf(snapshot.health, snapshot.health.now, null),
    lostSince: null,
    clockOffset: snapshot.health.now - now,
    shape: sameKeys(nodes, state.nodes) && sameKeys(edges, state.edges)
      ? state.shape
      : state.shape + 1,
  };
}

/** What was kept in a file: it stands still at its moment. */
export function kept(snapshot: Snapshot): State {
  return { ...begin(EMPTY, snapshot, snapshot.health.now), keptAt: snapshot.health.now };
}

export function change(state: State, change: Change, now: number): State {
  const nodes = change.nodes
    ? new Map(change.nodes.map((node) => [node.id, node]))
    : state.nodes;
  const edges = change.edges || change.nodes ? new Map(state.edges) : state.edges;
  if (edges instanceof Map) {
    change.edges?.forEach((edge) => edges.set(edge.id, edge));
    for (const [id, edge] of edges) {
      if (!nodes.has(edge.from) || !nodes.has(edge.to)) edges.delete(id);
    }
  }
  const anomalies = change.anomalies ? merged(state.anomalies, change.anomalies) : state.anomalies;
  return {
    ...state,
    nodes,
    edges,
    anomalies,
    troubledAt: troubledAt(state.troubledAt, anomalies, edges, change.health.now),
    health: change.health,
    connection: "live",
    watch: watchOf(change.health, change.health.now, null),
    lostSince: null,
    clockOffset: change.health.now - now,
    shape: sameKeys(nodes, state.nodes) && sameKeys(edges, state.edges)
      ? state.shape
      : state.shape + 1,
  };
}

function troubledAt(
  before: ReadonlyMap<string, number>,
  anomalies: readonly Anomaly[],
  edges: ReadonlyMap<string, GraphEdge>,
  now: number,
): Map<string, number> {
  const after = new Map<string, number>();
  for (const { id, rootEdgeId } of anomalies.filter(isOpen)) {
    const edge = edges.get(rootEdgeId);
    const level = edge && troubleOf(edge).level;
    const at = level === "bad" || level === "warn" ? now : before.get(id);
    if (at !== undefined) after.set(id, at);
  }
  return after;
}

/** The server has not answered since `lastHeard`, on the browser's clock. */
export function lose(state: State, lastHeard: number): State {
  if (state.connection === "lost") return state;
  const lostSince = lastHeard + state.clockOffset;
  return {
    ...state,
    connection: "lost",
    lostSince,
    watch: state.health ? watchOf(state.health, lostSince, lostSince) : state.watch,
  };
}

/** Whether two maps have the same keys. */
export function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const key of a.keys()) if (!b.has(key)) return false;
  return true;
}

function merged(known: readonly Anomaly[], news: readonly Anomaly[]): Anomaly[] {
  const byId = new Map(known.map((anomaly) => [anomaly.id, anomaly]));
  for (const anomaly of news) {
    const before = byId.get(anomaly.id);
    if (!before || before.revision < anomaly.revision) byId.set(anomaly.id, anomaly);
  }
  return sorted([...byId.values()]);
}

export function isOpen(anomaly: Anomaly): boolean {
  return anomaly.status === "open" || anomaly.status === "updated";
}

const SEVERITY = { critical: 0, warning: 1, info: 2 };

/** Open ones first, the worst of them first; then the newest first. */
function sorted(anomalies: readonly Anomaly[]): Anomaly[] {
  return [...anomalies].sort(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      (isOpen(a) ? SEVERITY[a.severity] - SEVERITY[b.severity] : 0) ||
      b.startedAt.localeCompare(a.startedAt) ||
      a.id.localeCompare(b.id),
  );
}

/** A place for the state that tells who asks when it is replaced. */
export class Store {
  #state = EMPTY;
  #listeners = new Set<() => void>();

  get state(): State {
    return this.#state;
  }

  set(state: State): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
