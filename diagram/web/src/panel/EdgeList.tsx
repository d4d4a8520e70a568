import { edgeName } from "../focus.ts";
import { millis, rate } from "../format.ts";
import type { GraphEdge } from "../model.ts";
import { isOpen, type State } from "../store.ts";
import { byTrouble, troubleOf } from "../trouble.ts";
import { isKnown } from "../watch.ts";

const SHOWN = 200;

const UNKNOWN = { level: "unknown", reasons: [] as string[] };

interface Props {
  state: State;
  edges: GraphEdge[];
  onSelect: (id: string) => void;
}

/** The graph as a list, the worst on top: for the keyboard, and for screens that are read aloud. */
export function EdgeList({ state, edges, onSelect }: Props) {
  const known = isKnown(state.watch);
  const named = new Set(state.anomalies.filter(isOpen).flatMap((a) => [a.rootEdgeId, ...a.pathEdgeIds]));
  const sorted = [...edges].sort(
    (a, b) => Number(named.has(b.id)) - Number(named.has(a.id)) || byTrouble(a, b),
  );
  if (sorted.length === 0) return <p class="nothing">No edge matches.</p>;
  return (
    <ul class="edges">
      {sorted.slice(0, SHOWN).map((edge) => {
        const { level, reasons } = known ? troubleOf(edge) : UNKNOWN;
        return (
          <li key={edge.id}>
            <button class={`edge ${level}`} onClick={() => onSelect(edge.id)}>
              <span class="name">
                {edgeName(state, edge.id)} <small>{edge.access}{edge.crossRegion ? ", cross-region" : ""}</small>
              </span>
              <span class="numbers">
                <b>{known ? (level === "silent" ? "silent" : rate(edge.perSecond.calls)) : "unknown"}</b>
                {known && edge.latencyMs && <span>p99 {millis(edge.latencyMs.p99)}</span>}
              </span>
              {reasons.length > 0 && <span class="reasons">{reasons.join(", ")}</span>}
            </button>
          </li>
        );
      })}
      {sorted.length > SHOWN && <li class="nothing">and {sorted.length - SHOWN} more: use the search.</li>}
    </ul>
  );
}
