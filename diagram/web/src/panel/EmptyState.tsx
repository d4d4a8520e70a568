import type { State } from "../store.ts";

/** Nothing to draw: why that may be, and what to do. */
export function EmptyState({ state }: { state: State }) {
  const { health, connection } = state;
  if (connection === "connecting" || !health) {
    return <div class="empty"><h2>Connecting to the diagram server…</h2></div>;
  }
  if (!health.ready) return <div class="empty"><h2>Reading the edge table…</h2></div>;
  if (health.tableTrouble) {
    return (
      <div class="empty">
        <h2>The edge table cannot be read</h2>
        <p class="bad">{health.tableTrouble}</p>
        <p>
          Check the server's <code>--table</code>, <code>--region</code> and credentials. It keeps
          trying, and this page follows by itself.
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>Nothing has flowed yet</h2>
      <p>The edge table can be read, but holds no row of the last 15 minutes.</p>
      <ol>
        <li>Is the job running? A minute's first rows come within seconds of the first record.</li>
        <li>Do its input streams receive records? Look at <code>IncomingRecords</code>.</li>
        <li>Are they dead letters? Then the dead-letter stream says why.</li>
      </ol>
      <p>This page follows by itself.</p>
    </div>
  );
}
