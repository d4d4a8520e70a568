/** What lines and colours mean. */
export function Legend() {
  return (
    <details class="legend">
      <summary>Legend</summary>
      <ul>
        <li><i class="l ok" /> width: calls per second, last 60 s</li>
        <li><i class="l warn" /> 1 % failed, or 1.1 attempts per call</li>
        <li><i class="l bad" /> 5 % failed, or 1.5 attempts per call, or an open anomaly</li>
        <li><i class="l echo" /> band: attempts that are tried again</li>
        <li><i class="l cross" /> to another region</li>
        <li><i class="l silent" /> silent for a minute or more</li>
        <li class="words">
          12.3/s write · 5.2 ms · p99 23 ms: rate of the last 60 s; median and 99th percentile of the
          current minute, or of the one before while the current has fewer than 20 calls.
        </li>
      </ul>
    </details>
  );
}
