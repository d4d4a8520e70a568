import { nodeName, nodeNote } from "../format.ts";
import type { GraphNode } from "../model.ts";
import type { State } from "../store.ts";
import { isKnown } from "../watch.ts";
import { EdgeList } from "./EdgeList.tsx";
import { TablePlace } from "./TablePlace.tsx";
import { WhoseLoad } from "./WhoseLoad.tsx";

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
      {isKnown(state.watch) && <TablePlace state={state} node={node} onSelect={onSelect} />}
      {isKnown(state.watch) && <WhoseLoad state={state} id={node.id} onSelect={onSelect} />}
      {into.length > 0 && <><h3>Flows in</h3><EdgeList state={state} edges={into} onSelect={onSelect} /></>}
      {out.length > 0 && <><h3>Flows out</h3><EdgeList state={state} edges={out} onSelect={onSelect} /></>}
    </div>
  );
}
