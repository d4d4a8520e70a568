import { useNow } from "../hooks.ts";
import type { State } from "../store.ts";
import { watchOf } from "../watch.ts";

/** Says that the picture cannot be believed, why, and since when; nothing while it can. */
export function Banner({ state }: { state: State }) {
  const now = useNow(state.clockOffset);
  if (!state.health) return null;
  const { kind, explanation } = watchOf(state.health, now, state.lostSince);
  if (!explanation) return null;
  return <div class={`banner ${kind}`} role="alert">{explanation}</div>;
}
