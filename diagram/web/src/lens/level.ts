import type { Named } from "../impact.ts";
import type { Level, Trouble } from "../trouble.ts";

/** The root of an anomaly, and what loops through it, is as grave as the anomaly. */
export function levelOf(trouble: Pick<Trouble, "level">, named: Named | null): Level {
  if (named?.role !== "root" && named?.role !== "loop") return trouble.level;
  if (named.severity === "critical") return "bad";
  return named.severity === "warning" ? "warn" : trouble.level;
}
