import { SEVERITY_SHAPES } from "../graph/marks.ts";
import type { Severity } from "../model.ts";
import { SeverityMark } from "./SeverityMark.tsx";

/** What lines, colours and signs mean. */
export function Legend() {
  return (
    <details class="legend">
      <summary>Legend</summary>
      <ul>
        <li><i class="l ok" /> width: calls per second, last 60 s</li>
        <li><i class="l warn" /> 1 % of calls lost, 1 % of attempts throttled, or 1.1 attempts per call</li>
        <li><i class="l bad" /> 5 % of calls lost, or the root of a critical anomaly</li>
        <li class="words">
          Lost: failed by a server error, a timeout or throttling. Calls that were refused, or whose
          condition was not met, are answers and count apart.
        </li>
        {(Object.keys(SEVERITY_SHAPES) as Severity[]).map((severity) => (
          <li><SeverityMark severity={severity} /> {severity}: marks the root of an open anomaly</li>
        ))}
        <li><i class="l echo" /> band: attempts that are tried again</li>
        <li><i class="l cross" /> to another region</li>
        <li><i class="l silent" /> silent for a minute or more; with a “?”, not known</li>
        <li class="words">
          12.3/s write, below it 5.2 ms · 23 ms: rate of the last 60 s; median and 99th percentile of
          the current minute, or of the one before while the current has fewer than 20 calls.
        </li>
      </ul>
    </details>
  );
}
