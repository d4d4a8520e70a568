import { clock, duration, moment } from "./format.ts";
import type { Health } from "./model.ts";

/**
 * Whether the picture can be believed.
 *
 * - `connecting`: the server has not answered yet, or has not read the table yet
 * - `waiting`: the table holds no flow yet
 * - `live`: the job writes, and traffic arrives
 * - `no-traffic`: the job runs, but no traffic has arrived for a while
 * - `blind`: nothing new can be known: the server, the table or the job does not answer
 */
export type WatchKind = "connecting" | "waiting" | "live" | "no-traffic" | "blind";

export interface Watch {
  kind: WatchKind;
  /** A few words for the bar and the title. */
  title: string;
  /** For the banner: what is wrong, since when, and what to check; empty while all is well. */
  explanation: string;
}

/** The job writes a heartbeat every 10 s; a poll and a write may add 10 s. */
export const JOB_SILENT_MS = 40_000;
/** A table without any heartbeat is of a job that writes none: then its rows must change. */
export const ROWS_SILENT_MS = 90_000;
/** A job that runs may see pauses of sparse traffic; beyond this there is none. */
export const TRAFFIC_SILENT_MS = 90_000;

export const CONNECTING: Watch = { kind: "connecting", title: "Connecting…", explanation: "" };

/**
 * Judges what the server said last.
 *
 * @param now the server's time
 * @param lostSince when the connection to the server broke, in the server's time; null while it holds
 */
export function watchOf(health: Health, now: number, lostSince: number | null): Watch {
  if (lostSince !== null) {
    return blind(lostSince, now, "the diagram server does not answer. The page keeps trying.");
  }
  if (!health.ready) return CONNECTING;
  const trouble = health.tableTrouble ?? null;
  if (trouble !== null && health.edges > 0) {
    const since = Math.max(health.heartbeatAt ?? 0, health.newestChangeAt ?? 0) || now;
    return blind(since, now, `the edge table cannot be read. ${sentence(trouble)}`);
  }
  if (health.edges === 0) return { kind: "waiting", title: "No data yet", explanation: "" };
  const grewAt = health.newestChangeAt ?? 0;
  if (health.heartbeatAt !== undefined) {
    if (now - health.heartbeatAt > JOB_SILENT_MS) return blind(health.heartbeatAt, now, JOB);
    if (now - grewAt > TRAFFIC_SILENT_MS) return noTraffic(grewAt, now);
  } else if (now - grewAt > ROWS_SILENT_MS) {
    return blind(grewAt, now, JOB);
  }
  return { kind: "live", title: "", explanation: "" };
}

const JOB =
  "the flowlens job writes nothing. Check that the job runs and that it may write to the edge table. " +
  "What your systems do now is not known.";

function blind(since: number, now: number, why: string): Watch {
  return {
    kind: "blind",
    title: `Blind since ${clock(since, false)} UTC`,
    explanation: `Blind since ${moment(since, now)} (${duration(now - since)}): ${why}`,
  };
}

function noTraffic(since: number, now: number): Watch {
  return {
    kind: "no-traffic",
    title: `No traffic since ${clock(since, false)} UTC`,
    explanation:
      `No traffic since ${moment(since, now)} (${duration(now - since)}). The flowlens job runs, but its inputs bring nothing new: ` +
      "either your systems stopped, or what sends their traces and change records did.",
  };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Whether the numbers of the picture are those of now. */
export function isKnown({ kind }: Watch): boolean {
  return kind === "live" || kind === "no-traffic";
}
