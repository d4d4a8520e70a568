import { nodeName, nodeNote } from "../format.ts";
import type { GraphNode } from "../model.ts";
import type { State } from "../store.ts";
import { EdgeList } from "./EdgeList.tsx";

interface Props {
  state: State;
  node: GraphNode;
  onSelect: (id: string) => void;
}

/** What flows into a node and out of it. */
export function NodeDetail({ state, node, onSelect }: Props) {
  const edges = [...state.edges.values()];
  const into = edges.filter((edge) => edge.to === node.id);
  const out = edges.filter((edge) => edge.from === node.id);
  return (
    <div class="detail">
      <h2>{nodeName(node)}</h2>
      <p class="tags">
        <span>{node.kind}</span>
        {node.region && <span>{node.region}</span>}
        {node.account && <span>account {node.account}</span>}
      </p>
      {nodeNote(node) && <p class="note">{nodeNote(node)}</p>}
      {into.length > 0 && <><h3>Flows in</h3><EdgeList state={state} edges={into} onSelect={onSelect} /></>}
      {out.length > 0 && <><h3>Flows out</h3><EdgeList state={state} edges={out} onSelect={onSelect} /></>}
    </div>
  );
}
