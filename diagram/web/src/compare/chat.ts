import { edgeName } from "../focus.ts";
import { clock, rate } from "../format.ts";
import type { State } from "../store.ts";
import type { Comparison } from "./comparison.ts";
import type { Difference } from "./difference.ts";

/** More lines than this are read in the page, not in a chat. */
const LINES = 12;

/** What changed as lines for a chat, the worst first, and the link. */
export function changesForChat(
  state: State,
  { before }: Comparison,
  changes: readonly Difference[],
  link: string,
): string {
  const until = state.keptAt === null ? "now" : `${clock(state.keptAt, false)} UTC`;
  const left = changes.length - LINES;
  return [
    `Changed from ${clock(before, false)} UTC to ${until}:`,
    ...changes.slice(0, LINES).map((change) => line(state, change)),
    ...(left > 0 ? [`and ${left} more`] : []),
    link,
  ].join("\n");
}

function line(state: State, { edge, fate, changes }: Difference): string {
  const what = changes.map(({ what, before, after }) => `${what} ${before} → ${after}`).join(", ");
  return `${fate}: ${edgeName(state, edge.id)} ${edge.access}, ${what || rate(edge.perSecond.calls)}`;
}
