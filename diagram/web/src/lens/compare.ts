import type { Comparison } from "../compare/comparison.ts";
import type { Difference, Fate } from "../compare/difference.ts";
import { rate } from "../format.ts";
import type { GraphEdge } from "../model.ts";
import { alert, type Lens, lineWidth, type Look, small, type Tone } from "./lens.ts";

const TONES: Record<Fate, Tone> = {
  worse: "bad",
  new: "accent",
  gone: "warn",
  more: "scale-4",
  less: "scale-4",
  better: "good",
  same: "edge-silent",
  few: "edge-silent",
};

/** What became new, went, or changed since a minute before. */
export function compareLens({ edges }: Comparison): Lens {
  return {
    id: "compare",
    name: "Compare",
    question: "What changed between the two minutes?",
    look: (edge) => look(edge, edges.get(edge.id)),
    lookSilent: (edge) => look(edge, edges.get(edge.id)),
    legend: [
      { tone: "bad", width: 4, text: "worse: loses more, retries more, or waits longer" },
      { tone: "accent", width: 4, text: "new: did not flow in the minute before" },
      { tone: "warn", width: 4, text: "gone: flows no more" },
      { tone: "scale-4", width: 4, text: "half as much again, or a third less, and otherwise as before" },
      { tone: "good", width: 4, text: "better" },
      { tone: "edge-silent", width: 2, text: "no change beyond chance, or too few calls to tell (below 10 in the minute)" },
    ],
  };
}

function look(edge: GraphEdge, difference: Difference | undefined): Look {
  const fate = difference?.fate ?? "same";
  const tone = TONES[fate];
  const calls = Math.max(edge.perSecond.calls, difference?.edge.perSecond.calls ?? 0);
  const [first, ...rest] = difference?.changes ?? [];
  const words = first
    ? [[small(first.what), alert(`${first.before} → ${first.after}`, tone)]]
    : fate === "new" || fate === "gone"
      ? [[alert(fate, tone), small(rate(calls))]]
      : [];
  return {
    tone,
    width: fate === "same" || fate === "few" ? 1.4 : Math.max(2.6, lineWidth(calls)),
    band: 0,
    far: words,
    near: [...words, ...rest.map(({ what, before, after }) => [small(`${what} ${before} → ${after}`)])],
  };
}
