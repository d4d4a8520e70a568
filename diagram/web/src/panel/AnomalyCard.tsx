import { linkTo } from "../address.ts";
import { anomalyForChat } from "../chat.ts";
import { edgeName } from "../focus.ts";
import { measured, words } from "../format.ts";
import { lifeOf } from "../life.ts";
import { isBad } from "../measure.ts";
import type { Anomaly, EvidenceItem, Measure } from "../model.ts";
import { isOpen, type State } from "../store.ts";
import { Cascade } from "./Cascade.tsx";
import { Copyable } from "./Copyable.tsx";
import { CopyForChat } from "./CopyForChat.tsx";
import { SeverityMark } from "./SeverityMark.tsx";
import { Time } from "./Time.tsx";

interface Props {
  state: State;
  anomaly: Anomaly;
  expanded: boolean;
  /** The server's time. */
  now: number;
  onToggle: () => void;
  onSelect: (id: string) => void;
}

/** An anomaly and why it is one. */
export function AnomalyCard({ state, anomaly, expanded, now, onToggle, onSelect }: Props) {
  const life = lifeOf(anomaly, now, state.troubledAt.get(anomaly.id));
  return (
    <article id={anomaly.id} class={`anomaly ${anomaly.severity} ${life.kind} ${isOpen(anomaly) ? "open" : ""}`}>
      <button class="head" aria-expanded={expanded} onClick={onToggle}>
        <span class="title">
          <b><SeverityMark severity={anomaly.severity} /> {words(anomaly.type)}</b>
          <span class="status" title={life.times}>{life.text}</span>
        </span>
        <span class="where">{edgeName(state, anomaly.rootEdgeId)}</span>
        <span class="summary">{anomaly.summary}</span>
        {anomaly.muted && (
          <span class="muted">
            Muted: {anomaly.muted.reason}
            {anomaly.muted.until && <> (until <Time at={anomaly.muted.until} />)</>}
          </span>
        )}
      </button>
      {expanded && <Explanation state={state} anomaly={anomaly} now={now} onSelect={onSelect} />}
    </article>
  );
}

function Explanation({ state, anomaly, now, onSelect }: Pick<Props, "state" | "anomaly" | "now" | "onSelect">) {
  return (
    <div class="why">
      <CopyForChat text={() => anomalyForChat(state, anomaly, linkTo({ anomaly: anomaly.id }), now)} />
      {nonEmpty(anomaly.recommendations) && (
        <section>
          <h3>What to do</h3>
          <ol class="todo">
            {anomaly.recommendations!.map((item) => (
              <li>
                <b>{item.action}</b>
                {item.where && <span class="at">{item.where}</span>}
                {item.why && <small>{item.why}</small>}
              </li>
            ))}
          </ol>
        </section>
      )}
      {nonEmpty(anomaly.measures) && (
        <section>
          <h3>What was measured</h3>
          <Measures measures={anomaly.measures!} />
        </section>
      )}
      <section>
        <h3>Where it runs, cause first</h3>
        <Cascade state={state} anomaly={anomaly} onSelect={onSelect} />
      </section>
      {nonEmpty(anomaly.evidence) && (
        <section>
          <h3>Evidence to look up</h3>
          <ul class="evidence">{anomaly.evidence!.map((item) => <Evidence item={item} />)}</ul>
        </section>
      )}
      {nonEmpty(anomaly.counterEvidence) && (
        <section>
          <h3>What was checked against it</h3>
          <ul>{anomaly.counterEvidence!.map((text) => <li>{text}</li>)}</ul>
        </section>
      )}
      <p class="fine">
        Confidence {Math.round(anomaly.confidence * 100)} %, began <Time at={anomaly.startedAt} />, found{" "}
        <Time at={anomaly.detectedAt} />, revision {anomaly.revision}
        {nonEmpty(anomaly.findings) && <>, findings {anomaly.findings!.join(", ")}</>}
      </p>
    </div>
  );
}

function nonEmpty(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

function Measures({ measures }: { measures: Measure[] }) {
  return (
    <table class="measures">
      <thead>
        <tr><th /><th>seen</th><th>usual</th><th>limit</th></tr>
      </thead>
      <tbody>
        {measures.map((m) => (
          <tr title={m.samples ? `from ${m.samples} observations` : ""}>
            <th scope="row">{words(m.name)}</th>
            <td class={isBad(m) ? "beyond" : ""}>{measured(m.observed, m.unit, m.name)}</td>
            <td>{m.expected == null ? "–" : measured(m.expected, m.unit, m.name)}</td>
            <td>{m.threshold == null ? "–" : measured(m.threshold, m.unit, m.name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Evidence({ item }: { item: EvidenceItem }) {
  const id = item.traceId ?? item.requestId ?? item.eventId ?? item.sequence ?? "";
  const kind = item.traceId
    ? "trace"
    : item.requestId
      ? "request"
      : item.eventId
        ? "event"
        : (item.shardId ?? "");
  return (
    <li>
      {item.at && <Time at={item.at} />} {item.note}
      {id && <Copyable label={kind} text={id} />}
    </li>
  );
}
