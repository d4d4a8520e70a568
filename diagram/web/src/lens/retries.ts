import { count, rate } from "../format.ts";
import type { GraphEdge } from "../model.ts";
import { troubleOf } from "../trouble.ts";
import { alert, type Lens, lineWidth, type Look, rateWord, small, toneOf } from "./lens.ts";

const LIMITS = [1.02, 1.1, 1.5, 2.5] as const;
/** Wider, a band would cover its neighbours. */
const WIDEST = 28;

/** What is wanted, and what is tried for it. */
export const RETRIES: Lens = {
  id: "retries",
  name: "Retries",
  question: "How many attempts does each wanted call cost?",
  look,
  legend: [
    { tone: "scale-1", width: 3, text: "line: calls that are wanted, per second" },
    { tone: "scale-4", width: 3, band: 9, text: "band: attempts that are made; three times as wide is three attempts per call" },
    { tone: "scale-2", width: 3, text: "1.02 attempts per call" },
    { tone: "scale-3", width: 3, text: "1.1" },
    { tone: "scale-4", width: 3, text: "1.5" },
    { tone: "scale-5", width: 3, text: "2.5 and more" },
  ],
};

function look(edge: GraphEdge): Look {
  const { calls, attempts } = edge.perSecond;
  const { attemptsPerCall } = troubleOf(edge);
  const tone = toneOf(attemptsPerCall, LIMITS);
  const width = lineWidth(calls);
  const again = attemptsPerCall >= LIMITS[0];
  const number = again ? `${count(calls)} → ${rate(attempts)}` : rate(calls);
  const times = attemptsPerCall >= LIMITS[1] ? [[alert(`×${attemptsPerCall.toFixed(1)}`, tone)]] : [];
  return {
    tone,
    width,
    band: again ? Math.min(WIDEST, Math.max(width + 3, width * attemptsPerCall)) : 0,
    far: [[rateWord(number)], ...times],
    near: [[rateWord(number), small(edge.access)], ...times],
  };
}
