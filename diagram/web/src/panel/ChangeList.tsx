import { linkTo, readView } from "../address.ts";
import { changesForChat } from "../compare/chat.ts";
import { changed, type Comparison } from "../compare/comparison.ts";
import type { Difference } from "../compare/difference.ts";
import { filterOf } from "../filter/filter.ts";
import { edgeName } from "../focus.ts";
import { rate } from "../format.ts";
import type { State } from "../store.ts";
import { isKnown } from "../watch.ts";
import { CopyForChat } from "./CopyForChat.tsx";
import { Time } from "./Time.tsx";

interface Props {
  state: State;
  comparison: Comparison;
  query: string;
  onSelect: (id: string) => void;
}

/** What changed between two minutes, the worst first: what a comparison is made for. */
export function ChangeList({ state, comparison, query, onSelect }: Props) {
  if (!isKnown(state.watch)) {
    return <p class="nothing"><b>What changed: unknown.</b> Nothing new can be read.</p>;
  }
  const wanted = new Set(filterOf(query).of(state).map(({ id }) => id));
  const all = changed(comparison).filter(({ edge }) => wanted.has(edge.id));
  const few = [...comparison.edges.values()].filter(({ fate }) => fate === "few").length;
  return (
    <div class="changes">
      <h2>What changed</h2>
      <p>
        From the minute <Time at={comparison.before} /> to{" "}
        {state.keptAt === null ? "the last 60 seconds" : <>the minute before <Time at={state.keptAt} /></>}:{" "}
        {all.length === 0 ? "nothing beyond chance." : summary(all)}
      </p>
      <p class="fine">
        Only what chance does not explain is listed. {few > 0 && `${few} edges have too few calls in a minute to tell.`}
      </p>
      {all.length > 0 && (
        <CopyForChat text={() => changesForChat(state, comparison, all, linkTo(readView(location.search)))} />
      )}
      <ul class="edges">
        {all.map((change) => (
          <li key={change.edge.id}>
            <button class={`edge ${change.fate}`} onClick={() => onSelect(change.edge.id)}>
              <span class="name">
                {edgeName(state, change.edge.id)} <small>{change.edge.access}</small>
              </span>
              <span class={`fate ${change.fate}`}>{change.fate}</span>
              <span class="reasons"><What change={change} /></span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function What({ change: { edge, fate, changes } }: { change: Difference }) {
  if (fate === "new" || fate === "gone") {
    return <>{fate === "new" ? "now" : "was"} <b>{rate(edge.perSecond.calls)}</b></>;
  }
  return (
    <>
      {changes.map(({ what, before, after }, i) => (
        <>{i > 0 && ", "}{what} {before} → <b>{after}</b></>
      ))}
    </>
  );
}

function summary(all: readonly Difference[]): string {
  return (["worse", "new", "gone", "more", "less", "better"] as const)
    .map((fate) => [all.filter((change) => change.fate === fate).length, fate] as const)
    .filter(([count]) => count > 0)
    .map(([count, fate]) => `${count} ${WORDS[fate]}`)
    .join(", ")
    .concat(".");
}

const WORDS = { worse: "worse", new: "new", gone: "gone", more: "with more calls", less: "with fewer calls", better: "better" };
