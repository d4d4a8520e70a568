/** What stands out. */
export interface Emphasis {
  /** Edge or node id, or null. */
  selected: string | null;
  hovered: string | null;
  /** Ids that stay bright; null when all do. */
  bright: ReadonlySet<string> | null;
}

/** Still to be read, so that one sees what the bright ones are among. */
const DIM = 0.26;

export function brightness(id: string, { bright, hovered }: Emphasis): number {
  return bright === null || bright.has(id) || id === hovered ? 1 : DIM;
}

export function sameEmphasis(a: Emphasis, b: Emphasis): boolean {
  return a.selected === b.selected && a.hovered === b.hovered && sameIds(a.bright, b.bright);
}

function sameIds(a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean {
  if (a === null || b === null) return a === b;
  return a.size === b.size && [...a].every((id) => b.has(id));
}
