import type { View } from "./address.ts";
import { filterOf } from "./filter/filter.ts";
import type { Anomaly } from "./model.ts";
import type { State } from "./store.ts";
import { nodeName } from "./format.ts";
import { storyOf } from "./impact.ts";

/** What stands out in the picture and is explained beside it. */
export interface Focus {
  /** An edge's or a node's id. */
  selected: string | null;
  anomaly: string | null;
  query: string;
}

export const NO_FOCUS: Focus = { selected: null, anomaly: null, query: "" };

/** The focus of a view; of an anomaly, its root edge is selected. */
export function focusOf(state: State, { selected, anomaly, query }: View): Focus {
  const root = state.anomalies.find(({ id }) => id === anomaly)?.rootEdgeId ?? null;
  return { selected: anomaly ? root : selected, anomaly, query };
}

/** The ids that stay bright under this focus; null when everything does. */
export function brightIds(state: State, focus: Focus): Set<string> | null {
  const edges = new Set<string>();
  const extra = new Set<string>();
  const anomaly = state.anomalies.find(({ id }) => id === focus.anomaly);
  if (anomaly) {
    storyOf(state, anomaly).forEach((id) => edges.add(id));
  } else if (focus.selected && state.edges.has(focus.selected)) {
    edges.add(focus.selected);
  } else if (focus.selected && state.nodes.has(focus.selected)) {
    extra.add(focus.selected);
    for (const edge of state.edges.values()) {
      if (edge.from === focus.selected || edge.to === focus.selected) edges.add(edge.id);
    }
  } else {
    const filter = filterOf(focus.query);
    if (filter.empty) return null;
    for (const edge of filter.of(state)) edges.add(edge.id);
  }
  const bright = new Set([...edges, ...extra]);
  for (const id of edges) {
    const edge = state.edges.get(id);
    if (edge) bright.add(edge.from).add(edge.to);
  }
  return bright;
}

/** An edge as a person says it, `checkout → Orders`, or a node's name. */
export function edgeName(state: State, id: string): string {
  const [from = "", to] = id.split("|");
  if (to === undefined) return endName(state, from);
  return `${endName(state, from)} → ${endName(state, to)}`;
}

function endName(state: State, id: string): string {
  const node = state.nodes.get(id);
  if (node) return nodeName(node);
  const [kind = "", , , name = ""] = id.split(":");
  return name ? decoded(name) : kind;
}

/** An id may come from an address that somebody typed. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Every anomaly, past ones too, that names an edge as root or on its path; no false alarms. */
export function anomaliesAt(state: State, edgeId: string): Anomaly[] {
  return state.anomalies.filter(
    ({ status, rootEdgeId, pathEdgeIds }) =>
      status !== "retracted" && (rootEdgeId === edgeId || pathEdgeIds.includes(edgeId)),
  );
}

/** The open anomaly that names an edge, as root before on its path; null if none does. */
export function anomalyOf(state: State, edgeId: string): Anomaly | null {
  const open = state.anomalies.filter(({ status }) => status === "open" || status === "updated");
  return (
    open.find(({ rootEdgeId }) => rootEdgeId === edgeId) ??
    open.find(({ pathEdgeIds }) => pathEdgeIds.includes(edgeId)) ??
    null
  );
}
