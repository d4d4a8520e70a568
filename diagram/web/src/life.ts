import { clock, duration, moment } from "./format.ts";
import type { Anomaly } from "./model.ts";
import { isOpen } from "./store.ts";

/** Where an anomaly is in its life, for its card: a class, a few words, and the times behind them. */
export interface Life {
  kind: "open" | "clearing" | "over" | "retracted";
  text: string;
  times: string;
}

/** An edge that was well for so long is clearing; shorter is a pause between two waves. */
const CLEARING_MS = 20_000;

/**
 * @param troubledAt when its root edge was last seen in trouble; undefined if it never was. An
 *     anomaly stays open for minutes after that, until its detector is sure that it is over.
 */
export function lifeOf(anomaly: Anomaly, now: number, troubledAt?: number): Life {
  const began = Date.parse(anomaly.startedAt);
  if (isOpen(anomaly) && troubledAt !== undefined && now - troubledAt >= CLEARING_MS) {
    const since = `clearing since ${clock(troubledAt, false)} UTC`;
    const times = `its root edge has been well since ${moment(troubledAt, now)}, open for ${duration(now - began)}`;
    return { kind: "clearing", text: `${anomaly.severity}, ${since}`, times };
  }
  if (isOpen(anomaly)) {
    return { kind: "open", text: `${anomaly.severity}, open for ${duration(now - began)}`, times: "" };
  }
  const updated = Date.parse(anomaly.updatedAt);
  if (anomaly.status === "retracted") {
    const found = Date.parse(anomaly.detectedAt);
    return {
      kind: "retracted",
      text: `false alarm, retracted after ${duration(updated - found)}`,
      times: `found ${moment(found, now)}, retracted ${moment(updated, now)}`,
    };
  }
  const end = anomaly.resolvedAt ? Date.parse(anomaly.resolvedAt) : updated;
  return {
    kind: "over",
    text: `${anomaly.status}, lasted ${duration(end - began)}, ended ${moment(end, now)}`,
    times: `${moment(began, now)} to ${moment(end, now)}`,
  };
}
