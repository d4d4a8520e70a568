import type { Tab as TabName } from "../address.ts";
import { edgeName, type Focus } from "../focus.ts";
import { filterOf } from "../filter/filter.ts";
import { isOpen, type State } from "../store.ts";
import { comparisonOf } from "../compare/comparison.ts";
import { AnomalyList } from "./AnomalyList.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { EdgeDetail } from "./EdgeDetail.tsx";
import { EdgeList } from "./EdgeList.tsx";
import { NodeDetail } from "./NodeDetail.tsx";

interface Props {
  state: State;
  focus: Focus;
  tab: TabName;
  onTab: (tab: TabName) => void;
  onSelect: (id: string | null) => void;
  onAnomaly: (id: string | null) => void;
  onClose: () => void;
}

/** Beside the graph: anomalies and edges as lists, or what is selected in depth. */
export function Panel({ state, focus, tab, onTab, onSelect, onAnomaly, onClose }: Props) {
  const edge = focus.selected && !focus.anomaly ? state.edges.get(focus.selected) : undefined;
  const node = focus.selected && !focus.anomaly ? state.nodes.get(focus.selected) : undefined;
  if (edge || node) {
    return (
      <aside class="panel" aria-label="Details">
        <button class="back" onClick={onClose}>{state.before ? "← All that changed" : "← All anomalies and edges"}</button>
        {edge && <EdgeDetail key={edge.id} state={state} edge={edge} onAnomaly={onAnomaly} onSelect={onSelect} />}
        {node && <NodeDetail state={state} node={node} onSelect={onSelect} />}
      </aside>
    );
  }
  const comparison = comparisonOf(state);
  if (comparison && !focus.anomaly) {
    return (
      <aside class="panel" aria-label="What changed">
        <ChangeList state={state} comparison={comparison} query={focus.query} onSelect={onSelect} />
      </aside>
    );
  }
  const gone = state.edges.size > 0 && missing(state, focus);
  const filter = filterOf(focus.query);
  const shown = filter.of(state);
  const open = state.anomalies.filter(isOpen).length;
  const active = !filter.empty && tab === "anomalies" && state.anomalies.length === 0 ? "edges" : tab;
  return (
    <aside class="panel" aria-label="Anomalies and edges">
      {gone && <p class="gone" role="status">{gone}</p>}
      <div class="tabs" role="tablist">
        <Tab name="anomalies" active={active} onPick={onTab}>
          Anomalies {open > 0 && <span class="badge bad">{open} open</span>}
        </Tab>
        <Tab name="edges" active={active} onPick={onTab}>
          Edges <span class="badge">{shown.length}</span>
        </Tab>
      </div>
      {active === "anomalies" ? (
        <AnomalyList state={state} focus={focus} onAnomaly={onAnomaly} onSelect={onSelect} />
      ) : (
        <EdgeList state={state} edges={shown} onSelect={onSelect} />
      )}
    </aside>
  );
}

/** Why what an address asks for is not shown; empty when it is, or when it asks for nothing. */
function missing(state: State, { selected, anomaly }: Focus): string {
  if (anomaly && !state.anomalies.some(({ id }) => id === anomaly)) {
    return "The anomaly of this address is not known here: the stream no longer holds it.";
  }
  if (!anomaly && selected && !state.edges.has(selected) && !state.nodes.has(selected)) {
    return `${edgeName(state, selected)} is not in the picture: nothing has flowed there in the last hour.`;
  }
  return "";
}

function Tab<T extends string>(props: {
  name: T;
  active: T;
  onPick: (name: T) => void;
  children: preact.ComponentChildren;
}) {
  return (
    <button
      role="tab"
      aria-selected={props.active === props.name}
      onClick={() => props.onPick(props.name)}
    >
      {props.children}
    </button>
  );
}
