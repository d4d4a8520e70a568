import { useState } from "preact/hooks";
import { edgeName } from "../focus.ts";
import { rate, share } from "../format.ts";
import { type Load, loadOf, type Measure, measuresOf } from "../load.ts";
import type { State } from "../store.ts";

interface Props {
  state: State;
  /** A node's id. */
  id: string;
  onSelect: (id: string) => void;
}

const NAMES: Record<Measure, string> = {
  attempts: "attempts",
  readUnits: "read units",
  writeUnits: "write units",
  throttled: "throttled attempts",
};

/** Which callers make the load on a node, and who makes them. */
export function WhoseLoad({ state, id, onSelect }: Props) {
  const measures = measuresOf(state, id);
  const [wanted, setWanted] = useState<Measure>("attempts");
  const measure = measures.includes(wanted) ? wanted : measures[0];
  if (!measure) return null;
  const loads = loadOf(state, id, measure);
  return (
    <section class="load">
      <h3>Whose load is it?</h3>
      {measures.length > 1 && (
        <p>
          <label>
            By{" "}
            <select value={measure} onChange={(event) => setWanted(event.currentTarget.value as Measure)}>
              {measures.map((m) => <option value={m}>{NAMES[m]}</option>)}
            </select>
          </label>
        </p>
      )}
      <Tree state={state} loads={loads} onSelect={onSelect} />
      {loads.some(({ above }) => above.length > 0) && (
        <p class="fine">
          Direct callers are counted. With “about”: estimated, as if every call that a caller served had caused the same load.
        </p>
      )}
    </section>
  );
}

function Tree({ state, loads, onSelect }: { state: State; loads: readonly Load[]; onSelect: (id: string) => void }) {
  return (
    <ul>
      {loads.map((load) => (
        <li key={load.caller}>
          <div class={load.measured ? "measured" : "estimated"}>
            <button class="link" onClick={() => onSelect(load.caller)}>{edgeName(state, load.caller)}</button>
            <span class="barline"><i style={{ width: `${100 * load.share}%` }} /></span>
            <span>{load.measured ? "" : "about "}<b>{share(load.share)}</b> {load.measured && rate(load.perSecond)}</span>
          </div>
          {load.above.length > 0 && <Tree state={state} loads={load.above} onSelect={onSelect} />}
        </li>
      ))}
    </ul>
  );
}
