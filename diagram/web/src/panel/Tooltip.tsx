import { edgeName } from "../focus.ts";
import { millis, nodeName, nodeNote, rate } from "../format.ts";
import type { State } from "../store.ts";
import { troubleOf } from "../trouble.ts";
import { isKnown } from "../watch.ts";

export interface Hover {
  id: string;
  x: number;
  y: number;
}

/** What is under the pointer, in words. */
export function Tooltip({ state, hover }: { state: State; hover: Hover }) {
  const edge = state.edges.get(hover.id);
  const node = state.nodes.get(hover.id);
  const style = { left: `${hover.x + 14}px`, top: `${hover.y + 14}px` };
  if (edge) {
    if (!isKnown(state.watch)) {
      return (
        <div class="tooltip" style={style}>
          <b>{edgeName(state, edge.id)}</b> {edge.access}
          <div>unknown: nothing new can be read</div>
        </div>
      );
    }
    const { reasons } = troubleOf(edge);
    return (
      <div class="tooltip" style={style}>
        <b>{edgeName(state, edge.id)}</b> {edge.access}
        <div>
          {rate(edge.perSecond.calls)}
          {edge.latencyMs && ` · p50 ${millis(edge.latencyMs.p50)} · p99 ${millis(edge.latencyMs.p99)}`}
        </div>
        {reasons.length > 0 && <div class="bad">{reasons.join(", ")}</div>}
        {edge.crossRegion && <div>crosses regions</div>}
      </div>
    );
  }
  if (node) {
    return (
      <div class="tooltip" style={style}>
        <b>{nodeName(node)}</b> {node.kind}
        <div>{[node.region, node.account].filter(Boolean).join(" · ") || "outside"}</div>
        {nodeNote(node) && <div>{nodeNote(node)}</div>}
      </div>
    );
  }
  return null;
}
