import type { LensId } from "./lens/lens.ts";
import { LENSES, lensOf } from "./lens/lenses.ts";

/** What the viewer looks at. The page's address holds all of it, so that a link shows the same. */
export interface View {
  /** The list that is shown while nothing is selected. */
  tab: Tab;
  /** An edge's or a node's id. */
  selected: string | null;
  /** An anomaly's id; its root edge is then selected. */
  anomaly: string | null;
  /** What is searched for. */
  query: string;
  /** What widths, colours and labels stand for. */
  lens: LensId;
  /** The minute that is shown, ISO-8601 in UTC, such as `2026-01-05T10:00Z`; null for now. */
  at: string | null;
  /** The minute that it is compared with, in the same form; null for none. */
  vs: string | null;
}

export type Tab = "anomalies" | "edges";

export const START: View = { tab: "anomalies", selected: null, anomaly: null, query: "", lens: LENSES[0]!.id, at: null, vs: null };

const COMPARE: LensId = "compare";

/** Reads a view from the query part of an address; what it does not know it leaves out. */
export function readView(search: string): View {
  const part = new URLSearchParams(search);
  const anomaly = part.get("anomaly");
  const vs = minuteIn(part.get("vs"));
  return {
    tab: part.get("tab") === "edges" ? "edges" : "anomalies",
    selected: anomaly ? null : part.get("select"),
    anomaly,
    query: part.get("find") ?? "",
    lens: vs && part.get("lens") === COMPARE ? COMPARE : lensOf(part.get("lens")).id,
    at: minuteIn(part.get("at")),
    vs,
  };
}

function minuteIn(text: string | null): string | null {
  return text && /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

/** Writes a view as the query part of an address; empty for the view that the page starts with. */
export function writeView(view: View): string {
  const part = new URLSearchParams();
  if (view.tab !== START.tab) part.set("tab", view.tab);
  if (view.anomaly) part.set("anomaly", view.anomaly);
  else if (view.selected) part.set("select", view.selected);
  if (view.lens !== START.lens) part.set("lens", view.lens);
  if (view.at) part.set("at", view.at);
  if (view.vs) part.set("vs", view.vs);
  if (view.query.trim()) part.set("find", view.query);
  const text = part.toString();
  return text && `?${text}`;
}

/** The whole address of a view of the page that is open. */
export function linkTo(view: Partial<View>): string {
  return location.origin + location.pathname + writeView({ ...START, ...view });
}
