import { duration, moment } from "./format.ts";
import type { Anomaly } from "./model.ts";
import { isOpen } from "./store.ts";

/** Where an anomaly is in its life, for its card: a class, a few words, and the times behind them. */
export interface Life {
  kind: "open" | "over" | "retracted";
  text: string;
  times: string;
}

export function lifeOf(anomaly: Anomaly, now: number): Life {
  const began = Date.parse(anomaly.startedAt);
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
