import { useEffect, useState } from "preact/hooks";
import { linkTo } from "../address.ts";
import { edgeForChat } from "../chat.ts";
import { anomaliesAt, anomalyOf } from "../focus.ts";
import { count, millis, nodeName, rate, share, words } from "../format.ts";
import { minutes } from "../history.ts";
import type { GraphEdge, History } from "../model.ts";
import type { State } from "../store.ts";
import { ERROR_KINDS, errorsOf, troubleOf } from "../trouble.ts";
import { isKnown } from "../watch.ts";
import { CopyForChat } from "./CopyForChat.tsx";
import { LastHour } from "./LastHour.tsx";
import { WriteLedger } from "./WriteLedger.tsx";
import { Blindness, Exemplars, Operations, Quality } from "./EdgeFacts.tsx";

interface Props {
  state: State;
  edge: GraphEdge;
  onAnomaly: (id: string) => void;
  onSelect: (id: string) => void;
}

const REFRESH_MS = 10_000;

/** One edge: now, and its last hour. */
export function EdgeDetail({ state, edge, onAnomaly, onSelect }: Props) {
  const { history, trouble } = useHistory(isInFile(state) ? null : edge.id, state.keptAt);
  const anomaly = anomalyOf(state, edge.id);
  const rows = history ? minutes(history, edge.perSecond) : null;
  return (
    <div class="detail">
      <h2>
        <End state={state} id={edge.from} onSelect={onSelect} /> <span class="arrow">→</span>{" "}
        <End state={state} id={edge.to} onSelect={onSelect} />
      </h2>
      <p class="tags">
        <span>{edge.access}</span>
        <span>{regions(state, edge)}</span>
        {edge.crossRegion && <span class="warn">crosses regions</span>}
      </p>
      {anomaly && (
        <button class={`notice ${anomaly.severity}`} onClick={() => onAnomaly(anomaly.id)}>
          <b>▲ {words(anomaly.type)}</b> {anomaly.summary}
        </button>
      )}
      <Now edge={edge} known={isKnown(state.watch)} />
      <CopyForChat
        text={() => edgeForChat(state, edge, linkTo({ selected: edge.id }), state.keptAt ?? Date.now() + state.clockOffset)}
      />
      {trouble && <p class="bad">The last hour cannot be read: {trouble}</p>}
      {isInFile(state) && <p class="fine">This file holds no history.</p>}
      {!isInFile(state) && !history && !trouble && <p class="nothing">Reading the last hour…</p>}
      {history && rows && (
        <>
          <LastHour minutes={rows} anomalies={anomaliesAt(state, edge.id)} />
          <WriteLedger rows={history.rows} />
          <Operations rows={history.rows} />
          <Exemplars rows={history.rows} />
          <Quality rows={history.rows} />
          <Blindness edge={history.id} rows={history.rows} />
        </>
      )}
    </div>
  );
}

const isInFile = ({ keptAt, past }: State) => keptAt !== null && !past;

/** The hour of an edge until a time, or the last one, read again and again; of none, nothing. */
function useHistory(id: string | null, until: number | null): { history: History | null; trouble: string } {
  const [history, setHistory] = useState<History | null>(null);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    if (id === null) return undefined;
    let here = true;
    const load = async () => {
      try {
        const end = until === null ? "" : `&until=${new Date(until - 1).toISOString()}`;
        const answer = await fetch(`api/edges/history?minutes=60&id=${encodeURIComponent(id)}${end}`);
        const body = (await answer.json()) as History & { error?: string };
        if (!here) return;
        if (!answer.ok) throw new Error(body.error ?? answer.statusText);
        setHistory(body);
        setTrouble("");
      } catch (error) {
        if (here) setTrouble(error instanceof Error ? error.message : String(error));
      }
    };
    void load();
    const timer = setInterval(() => void load(), REFRESH_MS);
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [id, until]);
  return { history, trouble };
}

function End({ state, id, onSelect }: { state: State; id: string; onSelect: (id: string) => void }) {
  const node = state.nodes.get(id);
  return (
    <button class="link" onClick={() => onSelect(id)}>
      {node ? nodeName(node) : id}
    </button>
  );
}

function regions(state: State, edge: GraphEdge): string {
  const from = state.nodes.get(edge.from)?.region ?? "";
  const to = state.nodes.get(edge.to)?.region ?? "";
  return from && to && from !== to ? `${from} → ${to}` : to || from || "no region";
}

/** The last 60 seconds in numbers. */
function Now({ edge, known }: { edge: GraphEdge; known: boolean }) {
  const trouble = troubleOf(edge);
  const r = edge.perSecond;
  if (!known) {
    return (
      <dl class="now">
        {["calls", "failed", "attempts/call", "median", "p99"].map((name) => (
          <Number name={name} value="unknown" />
        ))}
      </dl>
    );
  }
  const errors = errorsOf(r);
  return (
    <>
      <dl class="now">
        <Number name="calls" value={rate(r.calls)} />
        <Number name="failed" value={share(trouble.failedShare)} bad={trouble.failedShare >= 0.01} />
        {trouble.refusedShare > 0 && <Number name="refused" value={share(trouble.refusedShare)} />}
        <Number
          name="attempts/call"
          value={count(trouble.attemptsPerCall)}
          bad={trouble.attemptsPerCall >= 1.1}
        />
        <Number name="median" value={edge.latencyMs ? millis(edge.latencyMs.p50) : "–"} />
        <Number name="p99" value={edge.latencyMs ? millis(edge.latencyMs.p99) : "–"} />
        {r.wastedWriteUnits > 0 && (
          <Number name="units wasted" value={rate(r.wastedWriteUnits)} bad />
        )}
      </dl>
      {errors.length > 0 && (
        <ul class="errors" aria-label="Failed attempts by cause">
          {errors.map(([kind, perSecond]) => (
            <li><i class={`dot ${kind}`} /> {rate(perSecond)} {ERROR_KINDS[kind]}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Number({ name, value, bad = false }: { name: string; value: string; bad?: boolean }) {
  return (
    <div class={bad ? "bad" : ""}>
      <dd>{value}</dd>
      <dt>{name}</dt>
    </div>
  );
}
