import { filterOf } from "../filter/filter.ts";
import { count, duration, rate, share, words } from "../format.ts";
import type { Focus } from "../focus.ts";
import { edgeName } from "../focus.ts";
import { useNow } from "../hooks.ts";
import type { State } from "../store.ts";
import { lostCalls } from "../trouble.ts";
import { openRoots, verdictOf } from "../verdict.ts";
import { isKnown } from "../watch.ts";
import { ExportMenu } from "./ExportMenu.tsx";
import { FaultSwitch } from "./FaultSwitch.tsx";
import { Search } from "./Search.tsx";
import { SeverityMark } from "./SeverityMark.tsx";

interface Props {
  state: State;
  focus: Focus;
  onQuery: (query: string) => void;
  /** Moves the picture to what the search found. */
  onGo: () => void;
  onAnomaly: (id: string) => void;
  onSelect: (id: string) => void;
  onSvg: () => void;
  onPng: () => void;
}

/** The answer to "is something wrong?", before anything else. */
export function TopBar({ state, focus, onQuery, onGo, onAnomaly, onSelect, onSvg, onPng }: Props) {
  return (
    <header class={`bar ${openRoots(state).length > 0 ? "alarmed" : ""}`}>
      <span class="brand">
        <svg viewBox="0 0 20 16" aria-hidden="true">
          <path d="M1 4h7q5 0 5 4t6 4M1 12h7q4 0 5-4" />
        </svg>
        flowlens
      </span>
      <Verdict state={state} onAnomaly={onAnomaly} onSelect={onSelect} />
      <Totals state={state} />
      <Search query={focus.query} found={filterOf(focus.query).of(state).length} onQuery={onQuery} onGo={onGo} />
      {state.lab && <FaultSwitch />}
      {state.keptAt === null && state.edges.size > 0 && <ExportMenu onSvg={onSvg} onPng={onPng} />}
      <Freshness state={state} />
    </header>
  );
}

function Verdict({ state, onAnomaly, onSelect }: Pick<Props, "state" | "onAnomaly" | "onSelect">) {
  const verdict = verdictOf(state);
  const content = (
    <>
      <b>
        {verdict.severity ? <SeverityMark severity={verdict.severity} /> : <i class="light" />} {verdict.text}
      </b>
      {verdict.anomaly && (
        <span>
          {words(verdict.anomaly.type)}: {edgeName(state, verdict.anomaly.rootEdgeId)}
        </span>
      )}
    </>
  );
  const { anomaly, edge } = verdict;
  if (!anomaly && !edge) {
    return <span class={`verdict ${verdict.tone}`} aria-live="polite">{content}</span>;
  }
  const open = () => (anomaly ? onAnomaly(anomaly.id) : onSelect(edge!.id));
  return (
    <button class={`verdict ${verdict.tone}`} aria-live="polite" onClick={open}>{content}</button>
  );
}

function Totals({ state }: { state: State }) {
  let calls = 0;
  let failed = 0;
  let retries = 0;
  for (const edge of state.edges.values()) {
    calls += edge.perSecond.calls;
    failed += lostCalls(edge.perSecond);
    retries += Math.max(0, edge.perSecond.attempts - edge.perSecond.calls);
  }
  if (state.edges.size === 0) return null;
  if (!isKnown(state.watch)) return <span class="totals">flows, failures, retries: unknown</span>;
  return (
    <span class="totals" title="Over all edges, last 60 seconds">
      <span class="calls"><b>{rate(calls)}</b> flows</span>
      <span class={calls && failed / calls >= 0.01 ? "bad" : ""}>
        <b>{share(calls ? failed / calls : 0)}</b> failed
      </span>
      <span class={calls && retries / calls >= 0.1 ? "warn" : ""}>
        <b>{rate(retries)}</b> retries
      </span>
      <span class="size">{count(state.nodes.size)} nodes, {count(state.edges.size)} edges</span>
    </span>
  );
}

const OLD_MS = 30_000;
const VERY_OLD_MS = 120_000;

function Freshness({ state }: { state: State }) {
  const now = useNow(state);
  const newest = state.health?.newestEventAt;
  const trouble = state.health?.tableTrouble ?? state.health?.streamTrouble;
  if (state.keptAt !== null) return null;
  if (state.connection !== "live") {
    return <span class="fresh bad">{state.connection === "lost" ? "disconnected" : "connecting…"}</span>;
  }
  if (state.health && !state.health.ready) return <span class="fresh">reading the table…</span>;
  if (trouble) return <span class="fresh bad" title={trouble}>cannot read: {trouble}</span>;
  if (newest === undefined) return <span class="fresh">waiting for data</span>;
  const age = Math.max(0, now - newest);
  return (
    <span
      class={`fresh ${age > VERY_OLD_MS ? "bad" : age > OLD_MS ? "warn" : ""}`}
      title="Age of the newest flow in the picture"
    >
      <i /> data {duration(age)} old
    </span>
  );
}
