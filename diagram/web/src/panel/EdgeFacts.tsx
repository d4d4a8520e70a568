import { count, millis } from "../format.ts";
import { operations } from "../history.ts";
import type { Row } from "../model.ts";
import { Copyable } from "./Copyable.tsx";
import { Time } from "./Time.tsx";

const EXEMPLARS = 6;

/** What clients do again when it fails. */
const RETRIABLE = new Set(["read", "write", "transact", "call", "publish"]);

/** Which operations the last hour's calls were. */
export function Operations({ rows }: { rows: Row[] }) {
  const list = operations(rows);
  const most = list[0]?.[1] ?? 0;
  if (list.length === 0) return null;
  return (
    <section>
      <h3>Operations, last hour</h3>
      <ul class="operations">
        {list.map(([name, calls]) => (
          <li>
            <span>{name}</span>
            <span class="barline"><i style={{ width: `${(100 * calls) / most}%` }} /></span>
            <b>{count(calls)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Single flows to look up, the newest minute's first, failures before slow ones. */
export function Exemplars({ rows }: { rows: Row[] }) {
  const list = [...rows]
    .reverse()
    .flatMap((row) => row.exemplars ?? [])
    .slice(0, 4 * EXEMPLARS)
    .sort((a, b) => Number(b.outcome !== "ok") - Number(a.outcome !== "ok"))
    .slice(0, EXEMPLARS);
  if (list.length === 0) return null;
  return (
    <section>
      <h3>Single flows to look up</h3>
      <ul class="evidence">
        {list.map((item) => {
          const id = item.traceId ?? item.requestId;
          return (
            <li>
              {item.at && <Time at={item.at} />}{" "}
              <span class={item.outcome === "ok" ? "" : "bad"}>{item.outcome}</span>
              {item.latencyMs !== undefined && `, ${millis(item.latencyMs)}`}
              {id && <Copyable label={item.traceId ? "trace" : "request"} text={id} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** How complete the last hour's numbers are. */
export function Quality({ rows }: { rows: Row[] }) {
  const sum = { sampled: 0, unpaired: 0, late: 0, folded: 0 };
  for (const row of rows) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += row.complete?.[key] ?? 0;
  }
  const gaps = [
    sum.sampled > 0 && `${count(sum.sampled)} flows stand for a sample`,
    sum.unpaired > 0 && `${count(sum.unpaired)} spans stayed without their other half`,
    sum.late > 0 && `${count(sum.late)} flows came too late for their minute`,
    sum.folded > 0 && `${count(sum.folded)} calls of other edges are counted here, because too many edges exist`,
  ].filter(Boolean);
  return (
    <p class="fine">
      {gaps.length === 0
        ? "Complete: nothing sampled, unpaired, late or folded in the last hour."
        : `Not complete: ${gaps.join("; ")}.`}
    </p>
  );
}

/** Says so where no call of the last hour shows how often it was tried. */
export function Blindness({ edge, rows }: { edge: string; rows: Row[] }) {
  const known = rows.filter((row) => row.attemptsShown !== undefined);
  const calls = known.reduce((sum, row) => sum + row.calls, 0);
  const shown = known.reduce((sum, row) => sum + (row.attemptsShown ?? 0), 0);
  if (calls === 0 || shown > 0 || !RETRIABLE.has(edge.slice(edge.lastIndexOf("|") + 1))) return null;
  return (
    <p class="fine">
      This edge's spans do not show retries: of {count(calls)} calls in the last hour, none says how often it was
      tried.
    </p>
  );
}
