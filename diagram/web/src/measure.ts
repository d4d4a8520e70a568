import type { Measure } from "./model.ts";

/** Whether the observed value is on the bad side of its threshold. */
export function isBad({ observed, threshold, bad }: Measure): boolean {
  if (threshold == null) return false;
  return bad === "below" ? observed < threshold : observed > threshold;
}
