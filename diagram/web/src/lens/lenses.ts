import { ERRORS } from "./errors.ts";
import { LATENCY } from "./latency.ts";
import type { Lens } from "./lens.ts";
import { REGIONS } from "./regions.ts";
import { RETRIES } from "./retries.ts";
import { UNITS } from "./units.ts";

/** Every lens in the order of the switch; the first is the one that the page opens with. */
export const LENSES: readonly Lens[] = [ERRORS, RETRIES, LATENCY, REGIONS, UNITS];

/** The lens of that id; the first one for any other text. */
export function lensOf(id: string | null): Lens {
  return LENSES.find((lens) => lens.id === id) ?? LENSES[0]!;
}
