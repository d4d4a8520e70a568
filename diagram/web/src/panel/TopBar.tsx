import { useEffect, useRef } from "preact/hooks";
import { count, duration, rate, share } from "../format.ts";
import type { Focus } from "../focus.ts";
import { edgeName } from "../focus.ts";
import { useNow } from "../hooks.ts";
import { isOpen, type State } from "../store.ts";
import { troubleOf } from "../trouble.ts";
import { words } from "../format.ts";
import { FaultSwitch } from "./FaultSwitch.tsx";

interface Props {
  state: State;
  focus: Focus;
  onQuery: (query: string) => void;
  onAnomaly: (id: string) => void;
}

/** The answer to "is something wrong?", before anything else. */
export function TopBar({ state, focus, onQuery, onAnomaly }: Props) {
  return (
    <header class={`bar ${state.anomalies.some(isOpen) ? "alarmed" : ""}`}>
      <span class="brand">
        <svg viewBox="0 0 20 16" aria-hidden="true">
          <path d="M1 4h7q5 0 5 4t6 4M1 12h7q4 0 5-4" />
        </svg>
        flowlens
      </span>
      <Verdict state={state} onAnomaly={onAnomaly} />
      <Totals state={state} />
      <Search query={focus.query} onQuery={onQuery} />
      {state.lab && <FaultSwitch />}
      <Freshness state={state} />
    </header>
  );
}

function Verdict({ state, onAnomaly }: { state: State; onAnomaly: (id: string) => void }) {
  const open = state.anomalies.filter(isOpen);
  const first = open[0];
  if (first) {
    return (
      <button
        class={`verdict ${first.severity === "critical" ? "bad" : "warn"}`}
        aria-live="polite"
        onClick={() => onAnomaly(first.id)}
      >
        <b>▲ {open.length === 1 ? "1 open" : `${open.length} open`}</b>
        <span>
          {words(first.type)}: {edgeName(state, first.rootEdgeId)}
        </span>
      </button>
    );
  }
  const troubled = [...state.edges.values()].filter((e) => troubleOf(e).level === "bad").length;
  const text = state.edges.size === 0 ? "No data yet" : troubled ? `${troubled} edges struggle` : "All quiet";
  return (
    <span class={`verdict ${state.edges.size === 0 ? "none" : troubled ? "warn" : "good"}`} aria-live="polite">
      <b>{troubled ? "▲" : "●"} {text}</b>
    </span>
  );
}

function Totals({ state }: { state: State }) {
  let calls = 0;
  let failed = 0;
  let retries = 0;
  for (const edge of state.edges.values()) {
    calls += edge.perSecond.calls;
    failed += Math.max(0, edge.perSecond.failed - edge.perSecond.conditional);
    retries += Math.max(0, edge.perSecond.attempts - edge.perSecond.calls);
  }
  if (state.edges.size === 0) return null;
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

function Search({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest?.("input, textarea");
      if (event.key === "/" && !typing) {
        event.preventDefault();
        input.current?.focus();
      }
      if (event.key === "Escape" && typing === input.current) {
        onQuery("");
        input.current?.blur();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onQuery]);
  return (
    <input
      ref={input}
      class="search"
      type="search"
      placeholder="Find…  /"
      aria-label="Find edges by name, kind, region or access"
      value={query}
      onInput={(event) => onQuery(event.currentTarget.value)}
    />
  );
}

const OLD_MS = 30_000;
const VERY_OLD_MS = 120_000;

function Freshness({ state }: { state: State }) {
  const now = useNow(state.clockOffset);
  const newest = state.health?.newestEventAt;
  const trouble = state.health?.tableTrouble ?? state.health?.streamTrouble;
  if (state.connection !== "live") {
    return <span class="fresh bad">{state.connection === "lost" ? "disconnected" : "connecting…"}</span>;
  }
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
