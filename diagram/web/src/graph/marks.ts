import type { Severity } from "../model.ts";

/**
 * The outline of each severity's sign, around the origin and about 18 wide: an octagon, a triangle,
 * a circle, so that whoever sees no colours can tell them apart.
 */
export const SEVERITY_SHAPES: Readonly<Record<Severity, string>> = {
  critical: "M-3.7-9H3.7L9-3.7V3.7L3.7 9H-3.7L-9 3.7V-3.7Z",
  warning: "M0-9.5L9.8 8H-9.8Z",
  info: "M0-8.5A8.5 8.5 0 1 1 0 8.5A8.5 8.5 0 1 1 0-8.5Z",
};
