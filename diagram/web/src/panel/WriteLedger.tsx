import { count, share } from "../format.ts";
import { ledgerOf } from "../ledger.ts";
import type { Row } from "../model.ts";

/** Where the attempts to write of the last hour went, and what they used up. */
export function WriteLedger({ rows }: { rows: readonly Row[] }) {
  const { entries, attempts, units, measured } = ledgerOf(rows);
  if (entries.length === 0) return null;
  return (
    <section>
      <h3>Where the attempts to write went, last hour</h3>
      <table class="ledger">
        <thead><tr><th /><th>attempts</th><th>share</th></tr></thead>
        <tbody>
          {entries.map(({ name, count: n, useful }) => (
            <tr>
              <th scope="row" class={useful ? "" : "warn"}>{name}</th>
              <td>{count(n)}</td>
              <td>{share(n / attempts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="fine">
        {measured
          ? `Write units: ${count(units.useful)} for what was written, ${count(units.vain)} for nothing (${share(units.vain / Math.max(1e-9, units.useful + units.vain))}).`
          : "Their write units are not reported: the spans carry no consumed capacity."}
      </p>
    </section>
  );
}
