/** Chance alone exceeds this many standard errors less than once in 10,000 comparisons. */
const Z = 4;

/** Calls that come in bursts vary more than independent ones: their variance is about so many times as large. */
const BURSTS = 2;

/** Whether two counts of the same time span differ by more than chance explains. */
export function countsDiffer(a: number, b: number): boolean {
  return Math.abs(a - b) > Z * Math.sqrt(BURSTS * (a + b));
}

/** Whether the shares `a` of `ofA` and `b` of `ofB` differ by more than chance explains. */
export function sharesDiffer(a: number, ofA: number, b: number, ofB: number): boolean {
  if (ofA <= 0 || ofB <= 0) return false;
  const pooled = Math.min(1, Math.max(0, (a + b) / (ofA + ofB)));
  const error = Math.sqrt(BURSTS * pooled * (1 - pooled) * (1 / ofA + 1 / ofB));
  return Math.abs(a / ofA - b / ofB) > Z * error;
}
