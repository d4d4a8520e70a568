import type { Anomaly, GraphEdge, Severity } from "./model.ts";
import { isOpen, type State } from "./store.ts";
import { byTrouble, troubleOf } from "./trouble.ts";
import { isKnown } from "./watch.ts";

/** The answer to "is something wrong?" in a few words, for the bar, the title and the icon. */
export interface Verdict {
  /** `none`: there is nothing to judge; `blind`: nobody can know. */
  tone: "good" | "info" | "warn" | "bad" | "blind" | "none";
  text: string;
  severity: Severity | null;
  /** What a click on it opens: an anomaly, else an edge, else nothing. */
  anomaly: Anomaly | null;
  edge: GraphEdge | null;
}

const TONES: Record<Severity, Verdict["tone"]> = { critical: "bad", warning: "warn", info: "info" };

/** Open anomalies that are not a symptom of another open one, the gravest first. */
export function openRoots(state: State): Anomaly[] {
  const open = state.anomalies.filter(isOpen);
  return open.filter(({ parentId }) => !open.some(({ id }) => id === parentId));
}

export function verdictOf(state: State): Verdict {
  const nothing = { severity: null, anomaly: null, edge: null };
  const { watch } = state;
  if (watch.kind === "blind") return { ...nothing, tone: "blind", text: watch.title };
  if (!isKnown(watch)) return { ...nothing, tone: "none", text: watch.title };
  const roots = openRoots(state);
  const first = roots[0];
  if (first) {
    return {
      tone: TONES[first.severity],
      text: `${roots.length} open`,
      severity: first.severity,
      anomaly: first,
      edge: null,
    };
  }
  if (watch.kind === "no-traffic") {
    return { ...nothing, tone: "warn", severity: "warning", text: watch.title };
  }
  const troubled = [...state.edges.values()].filter((e) => troubleOf(e).level === "bad");
  if (troubled.length > 0) {
    const text = troubled.length === 1 ? "1 edge loses calls" : `${troubled.length} edges lose calls`;
    return { tone: "warn", text, severity: "warning", anomaly: null, edge: troubled.sort(byTrouble)[0]! };
  }
  return { ...nothing, tone: "good", text: "All quiet" };
}
