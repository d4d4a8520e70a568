import type { Anomaly, GraphEdge, Severity } from "./model.ts";
import { isOpen, type State } from "./store.ts";
import { troubleOf } from "./trouble.ts";

/** What an edge is to the open anomalies. */
export type Role = "root" | "loop" | "symptom" | "sufferer";

/** What the open anomalies say about one edge; the gravest role wins. */
export interface Named {
  role: Role;
  severity: Severity;
  /** The anomaly's type, such as `retry-cascade`. */
  type: string;
}

/** Edges that an open anomaly concerns, and nodes whose data it damages. */
export interface Impact {
  edges: Map<string, Named>;
  damaged: Map<string, Severity>;
}

type Graph = Pick<State, "edges">;

const LOOPS = ["LOOP_COSTLY", "LOOP_RUNAWAY"];
const DAMAGES = ["CORRUPTING_REPLAY", "LOOP_RUNAWAY"];
/** A loop through a table, its stream and a function has two more edges; relays may add some. */
const LONGEST_LOOP = 6;
/** How far up the callers of a broken edge are shown to suffer. */
const CALLERS_UP = 4;

const GRAVITY: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };

/** What all open anomalies say about the graph. */
export function impactOf(graph: Graph, anomalies: readonly Anomaly[]): Impact {
  const impact: Impact = { edges: new Map(), damaged: new Map() };
  const open = anomalies.filter(isOpen).sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
  const roots = open.filter((a) => !open.some(({ id }) => id === a.parentId));
  const name = (id: string, role: Role, { severity, type }: Anomaly) => {
    if (!impact.edges.has(id)) impact.edges.set(id, { role, severity, type });
  };
  for (const anomaly of roots) name(anomaly.rootEdgeId, "root", anomaly);
  for (const anomaly of roots) {
    for (const id of loopOf(graph, anomaly)) name(id, "loop", anomaly);
    for (const id of damagedBy(graph, anomaly)) {
      if (!impact.damaged.has(id)) impact.damaged.set(id, anomaly.severity);
    }
  }
  for (const anomaly of open) {
    for (const id of [anomaly.rootEdgeId, ...anomaly.pathEdgeIds]) name(id, "symptom", anomaly);
  }
  for (const anomaly of roots) {
    for (const id of sufferersOf(graph, anomaly)) name(id, "sufferer", anomaly);
  }
  return impact;
}

/** Every edge that the story of one anomaly runs over: its root first. */
export function storyOf(graph: Graph, anomaly: Anomaly): string[] {
  return [
    ...new Set([
      anomaly.rootEdgeId,
      ...loopOf(graph, anomaly),
      ...anomaly.pathEdgeIds,
      ...sufferersOf(graph, anomaly),
    ]),
  ];
}

/**
 * The way back from the end of a self-feeding edge to its beginning, in the order of the flow; empty
 * where the anomaly is no loop.
 */
export function loopOf(graph: Graph, anomaly: Anomaly): string[] {
  if (!anomaly.findings?.some((finding) => LOOPS.includes(finding))) return [];
  const [start = "", end = ""] = anomaly.rootEdgeId.split("|");
  const ways: { at: string; path: string[] }[] = [{ at: end, path: [] }];
  const seen = new Set([end]);
  for (let way = ways.shift(); way; way = ways.shift()) {
    if (way.at === start) return way.path;
    if (way.path.length === LONGEST_LOOP) continue;
    for (const edge of graph.edges.values()) {
      if (edge.from !== way.at || seen.has(edge.to)) continue;
      seen.add(edge.to);
      ways.push({ at: edge.to, path: [...way.path, edge.id] });
    }
  }
  return [];
}

/** Tables that a replayed function writes, where the anomaly found that this corrupts them. */
function damagedBy(graph: Graph, anomaly: Anomaly): string[] {
  if (!anomaly.findings?.some((finding) => DAMAGES.includes(finding))) return [];
  const [from = "", to = ""] = anomaly.rootEdgeId.split("|");
  if (to.startsWith("table:")) return [to];
  const written = [...graph.edges.values()].filter(
    (edge) =>
      (edge.from === to || edge.from === from) &&
      edge.to.startsWith("table:") &&
      (edge.access === "write" || edge.access === "transact"),
  );
  const named = written.filter((edge) => anomaly.summary.includes(tableName(edge)));
  return (named.length > 0 ? named : written).map((edge) => edge.to);
}

function tableName({ to }: GraphEdge): string {
  return decodeURIComponent(to.split(":")[3] ?? "");
}

/** Edges of callers above the root that lose calls or try again themselves, nearest first. */
export function sufferersOf(graph: Graph, anomaly: Anomaly): string[] {
  const found: string[] = [];
  let callees = new Set([anomaly.rootEdgeId.split("|")[0] ?? ""]);
  for (let up = 0; up < CALLERS_UP && callees.size > 0; up++) {
    const callers = new Set<string>();
    for (const edge of graph.edges.values()) {
      if (!callees.has(edge.to) || found.includes(edge.id) || edge.id === anomaly.rootEdgeId) continue;
      const { level } = troubleOf(edge);
      if (level !== "bad" && level !== "warn") continue;
      found.push(edge.id);
      callers.add(edge.from);
    }
    callees = callers;
  }
  return found;
}
