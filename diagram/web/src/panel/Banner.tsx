import { useNow } from "../hooks.ts";
import type { State } from "../store.ts";
import { watchOf } from "../watch.ts";
import { Time } from "./Time.tsx";

/** Says that the picture cannot be believed, why, and since when; nothing while it can. */
export function Banner({ state }: { state: State }) {
  const now = useNow(state);
  if (!state.health) return null;
  if (state.keptAt !== null) {
    const moment = <Time at={state.keptAt} />;
    return (
      <div class="banner kept" role="status">
        {state.past ? <>The minute before {moment}, not now.</> : <>A picture of {moment}, kept in a file. It does not go on.</>}
      </div>
    );
  }
  const { kind, explanation } = watchOf(state.health, now, state.lostSince);
  if (!explanation) return null;
  return <div class={`banner ${kind}`} role="alert">{explanation}</div>;
}
