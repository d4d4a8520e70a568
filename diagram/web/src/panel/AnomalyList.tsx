import type { Focus } from "../focus.ts";
import type { State } from "../store.ts";
import { duration } from "../format.ts";
import { useNow } from "../hooks.ts";
import { isKnown } from "../watch.ts";
import { AnomalyCard } from "./AnomalyCard.tsx";
import { Time } from "./Time.tsx";

interface Props {
  state: State;
  focus: Focus;
  onAnomaly: (id: string | null) => void;
  onSelect: (id: string) => void;
}

/** Open anomalies first, each with its whole explanation when it is picked. */
export function AnomalyList({ state, focus, onAnomaly, onSelect }: Props) {
  const now = useNow(state);
  if (state.anomalies.length === 0 && !isKnown(state.watch)) {
    return (
      <div class="nothing">
        <p><b>Anomalies: unknown.</b></p>
        <p>Nothing new can be read, so none may have been found, or one may be going on.</p>
      </div>
    );
  }
  if (state.anomalies.length === 0) {
    return (
      <div class="nothing">
        <p><b>No anomaly.</b> <Judged state={state} now={now} /></p>
        <p>
          When a detector finds one, it appears here with its numbers, what speaks for and against
          it, and what to do. Until then, the list of edges has the worst on top.
        </p>
      </div>
    );
  }
  return (
    <>
      <p class="fine judged"><Judged state={state} now={now} /></p>
      <ul class="anomalies">
        {state.anomalies.map((anomaly) => (
          <li key={anomaly.id}>
            <AnomalyCard
              state={state}
              anomaly={anomaly}
              expanded={anomaly.id === focus.anomaly}
              now={now}
              onToggle={() => onAnomaly(anomaly.id === focus.anomaly ? null : anomaly.id)}
              onSelect={onSelect}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Detectors wait for late data, but not for minutes. */
const BEHIND_MS = 150_000;

/** Up to when the detectors have judged: what is younger may still turn out to be an anomaly. */
function Judged({ state: { health, past }, now }: { state: State; now: number }) {
  const until = health?.judgedUntil;
  if (!until || past) return null;
  const age = now - Date.parse(until);
  return (
    <span class={age > BEHIND_MS ? "warn" : ""}>
      Judged until <Time at={until} />
      {age > BEHIND_MS && `, ${duration(age)} ago: the detectors are behind, or no data comes`}.
    </span>
  );
}
