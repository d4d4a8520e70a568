import { edgeName } from "../focus.ts";
import { rate, share } from "../format.ts";
import { indexesOf } from "../load.ts";
import type { GraphEdge, GraphNode } from "../model.ts";
import type { State } from "../store.ts";
import { troubleOf } from "../trouble.ts";

interface Props {
  state: State;
  node: GraphNode;
  onSelect: (id: string) => void;
}

/** What belongs to a table: its units, indexes, replicas and the stream of its changes. */
export function TablePlace({ state, node, onSelect }: Props) {
  if (node.kind !== "table") return null;
  const edges = [...state.edges.values()];
  const indexes = indexesOf(state, node.id);
  const own = edges.filter(({ to }) => to === node.id || indexes.includes(to));
  const sum = (of: (edge: GraphEdge) => number) => own.reduce((all, edge) => all + of(edge), 0);
  const written = sum(({ perSecond }) => perSecond.writeUnits);
  const vain = sum(({ perSecond }) => perSecond.wastedWriteUnits);
  const read = sum(({ perSecond }) => perSecond.readUnits);
  const replicas = edges.filter(({ access, from, to }) => access === "replicate" && (from === node.id || to === node.id));
  const streams = edges.filter(({ access, from }) => access === "change" && from === node.id);
  return (
    <section class="place">
      <h3>The table</h3>
      <dl>
        <dt>Units used</dt>
        <dd>
          {read + written === 0
            ? "not reported: no caller's spans carry consumed capacity"
            : `${rate(written)} write, ${rate(read)} read`}
          {vain > 0 && <span class={vain > 0.05 * written ? "warn" : ""}>, {share(vain / written)} of the writes in vain</span>}
        </dd>
        {indexes.map((id) => <Port name="Index" id={id} edges={edges.filter(({ to }) => to === id)} state={state} onSelect={onSelect} />)}
        {replicas.map((edge) => (
          <Port name="Replica" id={edge.from === node.id ? edge.to : edge.from} edges={[edge]} state={state} onSelect={onSelect} />
        ))}
        {streams.map((change) => (
          <Port
            name="Changes go to"
            id={change.to}
            edges={edges.filter(({ from }) => from === change.to)}
            state={state}
            onSelect={onSelect}
            readers
          />
        ))}
      </dl>
    </section>
  );
}

/** Something at the table, and how what flows there does. */
function Port(props: {
  name: string;
  id: string;
  edges: readonly GraphEdge[];
  state: State;
  onSelect: (id: string) => void;
  readers?: boolean;
}) {
  const { name, id, edges, state, onSelect, readers = false } = props;
  const node = state.nodes.get(id);
  const worst = edges.flatMap((edge) => troubleOf(edge).reasons.slice(0, 1))[0];
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <button class="link" onClick={() => onSelect(id)}>
          {edgeName(state, id)}{node && name === "Replica" ? ` in ${node.region}` : ""}
        </button>{" "}
        {readers
          ? edges.map((edge) => `→ ${edgeName(state, edge.to)} ${rate(edge.perSecond.calls)}`).join(", ")
          : rate(edges.reduce((sum, edge) => sum + edge.perSecond.calls, 0))}
        {worst && <span class="warn">, {worst}</span>}
      </dd>
    </>
  );
}
