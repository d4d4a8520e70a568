import { SEVERITY_SHAPES } from "../graph/marks.ts";
import type { Severity } from "../model.ts";

/** The sign of a severity: told apart by shape as well as by colour. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <svg class={`mark ${severity}`} viewBox="-10 -10 20 20" role="img" aria-label={severity}>
      <path d={SEVERITY_SHAPES[severity]} />
    </svg>
  );
}
