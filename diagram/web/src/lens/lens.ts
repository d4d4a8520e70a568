import type { Named } from "../impact.ts";
import type { GraphEdge } from "../model.ts";

/** A colour by its name in the theme; the scale goes from little to much. */
export type Tone =
  | "edge"
  | "edge-silent"
  | "text"
  | "muted"
  | "good"
  | "accent"
  | "client"
  | "warn"
  | "bad"
  | "scale-1"
  | "scale-2"
  | "scale-3"
  | "scale-4"
  | "scale-5";

export interface Word {
  text: string;
  style: "bold" | "alert" | "small";
  tone: Tone;
  /** Room for this text is kept, so that a number with a digit more moves nothing. */
  room?: string;
}

/** How one edge looks. */
export interface Look {
  tone: Tone;
  /** Of the line, in the graph's units. */
  width: number;
  /** Of the hatched band behind the line; 0 for none. */
  band: number;
  /** The lines of its label from afar; none where there is nothing to say. */
  far: Word[][];
  /** The lines of its label when near. */
  near: Word[][];
}

export type LensId = "errors" | "retries" | "latency" | "regions" | "units" | "consistency" | "compare";

/** A way to look at the same edges: what width, colour and label stand for. */
export interface Lens {
  id: LensId;
  name: string;
  /** What it answers. */
  question: string;
  /** Looks at an edge that is known and not silent. */
  look: (edge: GraphEdge, named: Named | null) => Look;
  /** Looks at an edge on which nothing flows, where that says something. */
  lookSilent?: (edge: GraphEdge) => Look;
  legend: LegendEntry[];
}

export interface LegendEntry {
  tone: Tone;
  /** As in {@link Look}; dashed for what crosses regions. */
  width: number;
  band?: number;
  dashed?: boolean;
  text: string;
}

export const bold = (text: string, tone: Tone = "text"): Word => ({ text, style: "bold", tone });
export const alert = (text: string, tone: Tone): Word => ({ text, style: "alert", tone });
export const small = (text: string, tone: Tone = "muted"): Word => ({ text, style: "small", tone });

/** A rate, with room kept for its usual digits. */
export const rateWord = (text: string, tone: Tone = "text"): Word => ({
  ...bold(text, tone),
  room: "88.8/s",
});

/** From a hair for one a minute to a finger for thousands a second. */
export function lineWidth(perSecond: number): number {
  return Math.min(9, 1.4 + 1.15 * Math.log10(1 + perSecond * 6));
}

const SCALE = ["scale-1", "scale-2", "scale-3", "scale-4", "scale-5"] as const;

/** The colour of a value on a scale of five, parted at four limits. */
export function toneOf(value: number, limits: readonly [number, number, number, number]): Tone {
  return SCALE[limits.filter((limit) => value >= limit).length]!;
}

/** The same for every lens: an edge on which nothing flows. */
export const SILENT: Look = plain("silent", 1.4);

/** An edge of which nothing new can be known. */
export const UNKNOWN: Look = plain("?", 1.4);

function plain(text: string, width: number): Look {
  const lines = [[rateWord(text, "muted")]];
  return { tone: "edge-silent", width, band: 0, far: lines, near: lines };
}
