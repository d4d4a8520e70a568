import type { Comparison } from "../compare/comparison.ts";
import { compareLens } from "./compare.ts";
import { CONSISTENCY } from "./consistency.ts";
import { ERRORS } from "./errors.ts";
import { LATENCY } from "./latency.ts";
import type { Lens, LensId } from "./lens.ts";
import { REGIONS } from "./regions.ts";
import { RETRIES } from "./retries.ts";
import { UNITS } from "./units.ts";

/** Every lens in the order of the switch; the first is the one that the page opens with. */
export const LENSES: readonly Lens[] = [ERRORS, RETRIES, LATENCY, REGIONS, UNITS, CONSISTENCY];

/** The lens of that id; the first one for any other text. */
export function lensOf(id: string | null): Lens {
  return LENSES.find((lens) => lens.id === id) ?? LENSES[0]!;
}

/** The lens of that id while a comparison is open, or none is: there, `compare` is the first one. */
export function lensIn(id: LensId, comparison: Comparison | null): Lens {
  return id === "compare" && comparison ? compareLens(comparison) : lensOf(id);
}
