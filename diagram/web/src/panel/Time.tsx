import { clock, localMoment, moment } from "../format.ts";

/** A moment in UTC; the viewer's own clock says the same in its tooltip. */
export function Time({ at, short = false }: { at: string | number; short?: boolean }) {
  const iso = new Date(at).toISOString();
  return <time dateTime={iso} title={localMoment(at)}>{short ? clock(at) : moment(at)}</time>;
}
