import { millis, rate, share } from "../format.ts";
import type { Named } from "../impact.ts";
import type { GraphEdge } from "../model.ts";
import { REFUSED_SHOWN, troubleOf } from "../trouble.ts";
import { levelOf } from "./level.ts";
import { alert, type Lens, lineWidth, type Look, rateWord, small, type Tone, type Word } from "./lens.ts";

/** What is lost, and where it begins. */
export const ERRORS: Lens = {
  id: "errors",
  name: "Errors",
  question: "Which calls are lost, and where does it begin?",
  look,
  legend: [
    { tone: "edge", width: 3, text: "width: calls per second, last 60 s" },
    { tone: "warn", width: 3, text: "1 % of calls lost, 1 % of attempts throttled, or 1.1 attempts per call" },
    { tone: "bad", width: 3, text: "5 % of calls lost, or the root of a critical anomaly" },
    { tone: "bad", width: 3, band: 11, text: "band: attempts that are tried again" },
  ],
};

function look(edge: GraphEdge, named: Named | null): Look {
  const { attemptsPerCall, failedShare, refusedShare } = troubleOf(edge);
  const tone = toneOf(edge, named);
  const width = lineWidth(edge.perSecond.calls);
  const number = rateWord(rate(edge.perSecond.calls));
  const retries = attemptsPerCall >= 1.1 ? [alert(`×${attemptsPerCall.toFixed(1)}`, tone)] : [];
  const losses: Word[][] = [];
  if (failedShare >= 0.01) losses.push([alert(`${share(failedShare)} fail`, tone)]);
  if (refusedShare >= REFUSED_SHOWN) losses.push([small(`${share(refusedShare)} refused`, "client")]);
  const { latencyMs } = edge;
  const latency = latencyMs ? [[small(`${millis(latencyMs.p50)} · ${millis(latencyMs.p99)}`)]] : [];
  return {
    tone,
    width,
    band: attemptsPerCall >= 1.05 ? Math.min(24, width + 4 + 4 * (attemptsPerCall - 1)) : 0,
    far: [[number, ...retries], ...losses],
    near: [[number, ...(retries.length ? retries : [small(edge.access)])], ...losses, ...latency],
  };
}

function toneOf(edge: GraphEdge, named: Named | null): Tone {
  if (named?.role === "root" && named.severity === "info") return "accent";
  const level = levelOf(troubleOf(edge), named);
  return level === "bad" || level === "warn" ? level : "edge";
}
