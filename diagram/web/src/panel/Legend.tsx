import { SEVERITY_SHAPES } from "../graph/marks.ts";
import type { Lens, LegendEntry } from "../lens/lens.ts";
import { LENSES } from "../lens/lenses.ts";
import type { Severity } from "../model.ts";
import { SeverityMark } from "./SeverityMark.tsx";

/** In a narrower window an open legend would cover part of the graph. */
const WIDE_PX = 1900;

/** What lines, colours and signs mean through a lens; open when it is not the usual one. */
export function Legend({ lens }: { lens: Lens }) {
  return (
    <details class="legend" key={lens.id} open={lens !== LENSES[0] && innerWidth >= WIDE_PX}>
      <summary>Legend</summary>
      <ul>
        <li class="words">{lens.question}</li>
        {lens.legend.map((entry) => <li><Sample entry={entry} /> {entry.text}</li>)}
        {lens === LENSES[0] && <Usual />}
        <li><i class="l silent" /> silent for a minute or more; with a “?”, not known</li>
      </ul>
    </details>
  );
}

function Sample({ entry: { tone, width, band = 0, dashed = false } }: { entry: LegendEntry }) {
  return (
    <svg class="sample" viewBox="0 0 32 14" aria-hidden="true" style={{ color: `var(--${tone})` }}>
      {band > 0 && <path d="M0 7H32" stroke-width={band} stroke-dasharray="2 4" opacity="0.5" />}
      <path d="M0 7H32" stroke-width={width} stroke-dasharray={dashed ? "9 5" : undefined} />
    </svg>
  );
}

function Usual() {
  return (
    <>
      <li class="words">
        Lost: failed by a server error, a timeout or throttling. Calls that were refused, or whose
        condition was not met, are answers and count apart.
      </li>
      {(Object.keys(SEVERITY_SHAPES) as Severity[]).map((severity) => (
        <li><SeverityMark severity={severity} /> {severity}: marks the root of an open anomaly</li>
      ))}
      <li><Sample entry={{ tone: "edge", width: 3, dashed: true, text: "" }} /> to another region</li>
      <li class="words">
        12.3/s write, below it 5.2 ms · 23 ms: rate of the last 60 s; median and 99th percentile of
        the current minute, or of the one before while the current has fewer than 20 calls.
      </li>
    </>
  );
}
