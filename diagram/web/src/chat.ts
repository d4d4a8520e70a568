import { edgeName } from "./focus.ts";
import { duration, measured, millis, moment, rate, words } from "./format.ts";
import type { Anomaly, GraphEdge, Measure } from "./model.ts";
import { isOpen, type State } from "./store.ts";
import { troubleOf } from "./trouble.ts";
import { isKnown } from "./watch.ts";

/** More measures than this are read in the page, not in a chat. */
const MEASURES = 4;

/**
 * An anomaly as a few lines for an incident channel: what, the sentence, the numbers, the first
 * remedy, and the link.
 */
export function anomalyForChat(state: State, anomaly: Anomaly, link: string, now: number): string {
  const began = `began ${moment(anomaly.startedAt, now)}`;
  const life = isOpen(anomaly)
    ? `${anomaly.severity}, open for ${duration(now - Date.parse(anomaly.startedAt))}`
    : anomaly.status;
  const first = anomaly.recommendations?.[0];
  return [
    `${words(anomaly.type)}: ${edgeName(state, anomaly.rootEdgeId)} (${life}, ${began})`,
    anomaly.summary,
    (anomaly.measures ?? []).slice(0, MEASURES).map(inWords).join("; "),
    first ? `First: ${first.action}${first.where ? ` (${first.where})` : ""}` : "",
    link,
  ]
    .filter(Boolean)
    .join("\n");
}

function inWords({ name, unit, observed, expected, threshold }: Measure): string {
  const number = (value: number) => measured(value, unit, name);
  const beside = [
    expected == null ? "" : `usual ${number(expected)}`,
    threshold == null ? "" : `limit ${number(threshold)}`,
  ].filter(Boolean);
  return `${words(name)} ${number(observed)}${beside.length ? ` (${beside.join(", ")})` : ""}`;
}

/** An edge as two lines for a chat: its numbers of now, and the link. */
export function edgeForChat(state: State, edge: GraphEdge, link: string, now: number): string {
  const name = `${edgeName(state, edge.id)} ${edge.access}`;
  if (!isKnown(state.watch)) return `${name}: unknown. ${state.watch.title}\n${link}`;
  const numbers = [
    rate(edge.perSecond.calls),
    ...troubleOf(edge).reasons,
    edge.latencyMs && `median ${millis(edge.latencyMs.p50)}, p99 ${millis(edge.latencyMs.p99)}`,
  ].filter(Boolean);
  return `${name}: ${numbers.join(", ")} (last 60 s, ${moment(now, now)})\n${link}`;
}
