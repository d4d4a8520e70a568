import { cascadeOf, type Step } from "../cascade.ts";
import { edgeName } from "../focus.ts";
import { rate } from "../format.ts";
import type { Anomaly } from "../model.ts";
import type { State } from "../store.ts";
import { troubleOf } from "../trouble.ts";
import { isKnown } from "../watch.ts";

interface Props {
  state: State;
  anomaly: Anomaly;
  onSelect: (id: string) => void;
}

const WORDS: Record<Step["place"], string> = {
  root: "begins here",
  loop: "comes back",
  above: "calls it",
  below: "behind it",
  beside: "",
};

/** The way of an anomaly as steps: its root, then whoever calls it and what they lose. */
export function Cascade({ state, anomaly, onSelect }: Props) {
  return (
    <ol class="path">
      {cascadeOf(state, anomaly).map(({ id, place, distance }) => (
        <li class={place} style={{ marginLeft: `${Math.min(4, distance) * 0.7}rem` }}>
          <button class="link" disabled={!state.edges.has(id)} onClick={() => onSelect(id)}>
            {edgeName(state, id)} <small>{id.split("|")[2]}</small>
          </button>
          <div>
            <small>{[WORDS[place], now(state, id)].filter(Boolean).join(", ")}</small>
            {place !== "root" && <Suffers state={state} id={id} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function now(state: State, id: string): string {
  const edge = state.edges.get(id);
  return edge && isKnown(state.watch) ? rate(edge.perSecond.calls) : "";
}

function Suffers({ state, id }: { state: State; id: string }) {
  const edge = state.edges.get(id);
  const reasons = edge && isKnown(state.watch) ? troubleOf(edge).reasons : [];
  return reasons.length > 0 ? <small class="suffers"> suffers: {reasons.join(", ")}</small> : null;
}
