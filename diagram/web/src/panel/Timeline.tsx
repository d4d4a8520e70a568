import { useEffect, useRef, useState } from "preact/hooks";
import { clock, moment, words } from "../format.ts";
import { endOf, events, MINUTE_MS } from "../past.ts";
import type { State } from "../store.ts";
import { openRoots, verdictOf } from "../verdict.ts";

interface Props {
  /** What is known now, whatever minute is shown. */
  live: State;
  /** The minute that is shown, ISO-8601; null for now. */
  at: string | null;
  onAt: (at: string | null) => void;
  /** The minute that the shown one is compared with; null for none. */
  vs: string | null;
  onCompare: (vs: string | null, at: string | null) => void;
}

const SPANS = [60, 360, 1440] as const;
/** While somebody drags, a minute is asked for when they rest for so long. */
const REST_MS = 120;

/** The last hours with their anomalies on it; drag to any minute. The keys `[` and `]` go from event to event. */
export function Timeline({ live, at, vs, onAt, onCompare }: Props) {
  const [span, setSpan] = useState<number>(SPANS[0]);
  const timer = useRef(0);
  const newest = minuteOf(live.health!.now) - MINUTE_MS;
  const from = newest - (span - 1) * MINUTE_MS;
  // Two quick keys are two steps, although the page has not been drawn between them.
  const shown = useRef(at);
  shown.current = at;
  const show = (minute: string | null) => {
    shown.current = minute;
    onAt(minute);
  };
  const value = at ? Math.max(0, Math.round((Date.parse(at) - from) / MINUTE_MS)) : span;
  const go = (time: number) => show(time > newest ? null : isoOf(Math.max(time, newest - 1439 * MINUTE_MS)));
  const jump = (by: 1 | -1) => {
    const here = shown.current ? Date.parse(shown.current) : newest + MINUTE_MS;
    const times = events(live.anomalies).map(minuteOf);
    const next = by > 0 ? times.find((time) => time > here) : times.findLast((time) => time < here);
    if (next !== undefined) go(next);
    else if (by > 0) show(null);
  };
  const compare = () =>
    vs ? onCompare(null, at) : onCompare(at ?? isoOf(goodMinute(live, newest)), null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest?.("input[type=search], textarea");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "[") jump(-1);
      else if (event.key === "]") jump(1);
      else if (event.key === "c") compare();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  const place = (time: number) => `${(100 * Math.min(1, Math.max(0, (time - from) / (span * MINUTE_MS)))).toFixed(2)}%`;
  return (
    <section class="timeline" aria-label="Time">
      <button title="The event before. Key [" aria-label="The event before" onClick={() => jump(-1)}>◂</button>
      <button title="The next event. Key ]" aria-label="The next event" onClick={() => jump(1)}>▸</button>
      <div class="track">
        {live.anomalies
          .filter((a) => a.status !== "retracted" && (endOf(a) ?? Infinity) >= from)
          .map((anomaly) => (
            <i
              key={anomaly.id}
              class={`span ${anomaly.severity}`}
              title={`${words(anomaly.type)}, began ${moment(anomaly.startedAt)}`}
              style={{
                left: place(Date.parse(anomaly.startedAt)),
                right: `calc(100% - ${place(endOf(anomaly) ?? newest + MINUTE_MS)})`,
              }}
            />
          ))}
        {vs && <i class="before" title={`Compared with ${moment(vs)}`} style={{ left: place(Date.parse(vs)) }} />}
        <input
          type="range"
          min={0}
          max={span}
          value={value}
          aria-label="Minute that is shown"
          aria-valuetext={at ? `${moment(at)}` : "now"}
          onInput={(event) => {
            const steps = event.currentTarget.valueAsNumber;
            clearTimeout(timer.current);
            timer.current = window.setTimeout(() => go(from + steps * MINUTE_MS), REST_MS);
          }}
        />
      </div>
      <output>{vs && `${clock(vs, false)} → `}{at ? `${clock(at, false)} UTC` : "now"}</output>
      <button
        class="compare"
        aria-pressed={vs !== null}
        title={vs ? "Compare no more. Key c" : at ? "What changed from this minute until now. Key c" : "What changed since before the trouble, or within the hour. Key c"}
        onClick={compare}
      >
        {vs ? "Stop comparing" : "Compare"}
      </button>
      <button class={`live ${verdictOf(live).tone}`} disabled={at === null} onClick={() => onAt(null)}>
        {at ? `Back to now: ${verdictOf(live).text}` : "Live"}
      </button>
      <select aria-label="How far back" value={span} onChange={(event) => setSpan(Number(event.currentTarget.value))}>
        {SPANS.map((minutes) => <option value={minutes}>{minutes / 60} h</option>)}
      </select>
    </section>
  );
}

/** So long before an anomaly began, or before now, things may be called usual. */
const BEFORE_MS = { anomaly: 5 * MINUTE_MS, now: 60 * MINUTE_MS };

/** A minute worth comparing with now: before what is wrong began; an hour ago where nothing is. */
function goodMinute(live: State, newest: number): number {
  const began = openRoots(live).map(({ startedAt }) => Date.parse(startedAt) - BEFORE_MS.anomaly);
  return minuteOf(Math.min(...began, began.length ? Infinity : newest - BEFORE_MS.now));
}

const minuteOf = (time: number) => Math.floor(time / MINUTE_MS) * MINUTE_MS;

function isoOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}
