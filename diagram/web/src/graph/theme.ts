const NAMES = [
  "bg",
  "surface",
  "line",
  "line-strong",
  "text",
  "muted",
  "faint",
  "accent",
  "edge",
  "edge-silent",
  "flow",
  "warn",
  "warn-bg",
  "bad",
  "good",
  "bad-bg",
  "client",
  "scale-1",
  "scale-2",
  "scale-3",
  "scale-4",
  "scale-5",
  "compute",
  "storage",
  "messaging",
  "outside",
  "node",
  "node-line",
  "region",
  "region-line",
] as const;

/** The page's colours, for what is painted and not styled. */
export type Theme = Record<(typeof NAMES)[number], string>;

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Theme;
}
