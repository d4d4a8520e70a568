import { words } from "./format.ts";
import { SEVERITY_SHAPES } from "./graph/marks.ts";
import type { Verdict } from "./verdict.ts";

const COLOURS: Record<Verdict["tone"], string> = {
  good: "#2f9e6a",
  info: "#4c9aff",
  warn: "#e09a2b",
  bad: "#e5484d",
  blind: "#8b949e",
  none: "#8b949e",
};

const RING = "M0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8ZM0-4A4 4 0 1 0 0 4A4 4 0 1 0 0-4Z";

/** Shows the verdict in the browser's tab: in its title and its icon. */
export function showInTab(verdict: Verdict): void {
  document.title = titleOf(verdict);
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const href = iconOf(verdict);
  if (icon && icon.href !== href) icon.href = href;
}

export function titleOf({ tone, text, anomaly }: Verdict): string {
  if (tone === "good") return "flowlens: all quiet";
  if (tone === "none") return "flowlens";
  return anomaly ? `(${text}) ${words(anomaly.type)}, flowlens` : `${text}, flowlens`;
}

function iconOf({ tone, severity }: Verdict): string {
  const shape = tone === "blind" ? RING : SEVERITY_SHAPES[severity ?? "info"];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -10 20 20"><path fill-rule="evenodd" d="${shape}" fill="${COLOURS[tone]}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
