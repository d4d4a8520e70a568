import { describe, expect, test } from "vitest";
import type { Health } from "../src/model.ts";
import { titleOf } from "../src/tab.ts";
import { verdictOf } from "../src/verdict.ts";
import { isKnown, watchOf } from "../src/watch.ts";
import { anomaly, edge, health, service, stateOf, table } from "./sample.ts";

const NOW = Date.parse("2026-01-05T12:30:00Z");
const ago = (seconds: number) => NOW - seconds * 1000;

/** A server that reads a table with one edge; the job and the traffic were last seen so long ago. */
function seen(job: number | null, traffic: number, about: Partial<Health> = {}): Health {
  const heartbeat = job === null ? {} : { heartbeatAt: ago(job) };
  return { ...health(NOW), edges: 1, newestChangeAt: ago(traffic), ...heartbeat, ...about };
}

describe("whether the picture can be believed", () => {
  test("it can while the job beats and rows change", () => {
    expect(watchOf(seen(12, 5), NOW, null)).toMatchObject({ kind: "live", explanation: "" });
  });

  test("it cannot once the job has been silent for 40 s, whatever the rows", () => {
    const watch = watchOf(seen(41, 5), NOW, null);
    expect(watch).toMatchObject({ kind: "blind", title: "Blind since 12:29 UTC" });
    expect(watch.explanation).toContain("Blind since 12:29:19 UTC (41 s): the flowlens job writes nothing");
    expect(isKnown(watch)).toBe(false);
  });

  test("traffic that stopped while the job runs is told apart from a job that stopped", () => {
    const watch = watchOf(seen(12, 91), NOW, null);
    expect(watch).toMatchObject({ kind: "no-traffic", title: "No traffic since 12:28 UTC" });
    expect(watch.explanation).toContain("The flowlens job runs");
    expect(isKnown(watch)).toBe(true);
  });

  test("without any heartbeat, rows that stand still for 90 s are blindness", () => {
    expect(watchOf(seen(null, 80), NOW, null).kind).toBe("live");
    expect(watchOf(seen(null, 91), NOW, null).kind).toBe("blind");
  });

  test("a lost server is blindness since it was last heard", () => {
    const watch = watchOf(seen(12, 5), NOW, ago(10));
    expect(watch.explanation).toContain("since 12:29:50 UTC (10 s): the diagram server does not answer");
  });

  test("a table that cannot be read is blindness, with AWS's own words", () => {
    const trouble = { tableTrouble: "AccessDeniedException: not authorized" };
    expect(watchOf(seen(30, 20, trouble), NOW, null).explanation).toContain(
      "the edge table cannot be read. AccessDeniedException: not authorized.",
    );
  });

  test("a server that has not read its table yet says neither", () => {
    expect(watchOf(seen(null, 900, { ready: false }), NOW, null).kind).toBe("connecting");
  });

  test("an empty table is no reason for alarm", () => {
    expect(watchOf({ ...health(NOW), heartbeatAt: ago(5) }, NOW, null).kind).toBe("waiting");
  });
});

describe("the verdict", () => {
  const lost = edge(service("shop"), table("Orders"), { calls: 10, failed: 2, server: 2 });
  const well = edge(service("shop"), table("Carts"), { calls: 10 });

  test("is quiet only while the picture can be believed", () => {
    const state = stateOf([well]);
    expect(verdictOf(state)).toMatchObject({ tone: "good", text: "All quiet" });
    const blind = { ...state, watch: watchOf(seen(60, 60), NOW, null) };
    expect(verdictOf(blind)).toMatchObject({ tone: "blind", text: "Blind since 12:29 UTC" });
    expect(titleOf(verdictOf(blind))).toBe("Blind since 12:29 UTC, flowlens");
  });

  test("is blindness also while an anomaly is open: nobody knows whether it still is", () => {
    const state = { ...stateOf([well], [anomaly("a")]), watch: watchOf(seen(60, 60), NOW, null) };
    expect(verdictOf(state).tone).toBe("blind");
  });

  test("leads to the gravest root, and does not count its symptoms", () => {
    const roots = [anomaly("a"), anomaly("b", { parentId: "a" }), anomaly("c", { severity: "warning" })];
    const verdict = verdictOf(stateOf([well], roots));
    expect(verdict).toMatchObject({ tone: "bad", text: "2 open", severity: "critical" });
    expect(verdict.anomaly!.id).toBe("a");
    expect(titleOf(verdict)).toBe("(2 open) Retry cascade, flowlens");
  });

  test("leads to the worst edge where no anomaly is open, in the right number", () => {
    const verdict = verdictOf(stateOf([well, lost]));
    expect(verdict).toMatchObject({ tone: "warn", text: "1 edge loses calls", edge: lost });
  });
});
