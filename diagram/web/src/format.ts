import type { GraphNode } from "./model.ts";

/** Three significant digits, with K and M; never an exponent. */
export function count(value: number): string {
  if (value >= 999_500) return `${digits(value / 1e6)}M`;
  if (value >= 9_995) return `${digits(value / 1e3)}K`;
  if (value >= 1000) return Math.round(value).toLocaleString("en-US");
  return digits(value);
}

function digits(value: number): string {
  if (value === 0) return "0";
  const text = value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A rate: per second, or per minute where a second sees less than one in two. */
export function rate(perSecond: number): string {
  if (perSecond === 0) return "0/s";
  if (perSecond >= 0.5) return `${count(perSecond)}/s`;
  const perMinute = perSecond * 60;
  return perMinute >= 0.1 ? `${digits(perMinute)}/min` : "<0.1/min";
}

/** A latency in the unit that needs the fewest digits. */
export function millis(ms: number): string {
  if (ms === 0) return "0 ms";
  if (ms < 0.95) return `${(ms * 1000).toFixed(0)} µs`;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${ms.toFixed(0)} ms`;
  if (ms < 60_000) return `${digits(ms / 1000)} s`;
  return `${digits(ms / 60_000)} min`;
}

/** A share as percent; what is not zero is never shown as 0 %. */
export function share(part: number): string {
  if (part <= 0) return "0 %";
  if (part < 0.001) return "<0.1 %";
  if (part < 0.0995) return `${(part * 100).toFixed(1)} %`;
  if (part > 0.999 && part < 1) return ">99.9 %";
  return `${(part * 100).toFixed(0)} %`;
}

/** How long, in the one or two largest units: `6 s`, `3 min`, `1 h 5 min`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`;
}

/** The time of day in UTC, `12:26:10`: everybody in an incident reads the same clock. */
export function clock(time: string | number, seconds = true): string {
  return new Date(time).toISOString().slice(11, seconds ? 19 : 16);
}

// One of each: to make one takes a millisecond, and times are written every second.
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const LOCAL = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

const HALF_A_DAY_MS = 12 * 3_600_000;

/** A moment in UTC, with its date where it is not of the last hours: `29 Nov 12:26:10 UTC`. */
export function moment(time: string | number, now: number = Date.now()): string {
  const at = new Date(time);
  const recent = Math.abs(now - at.getTime()) < HALF_A_DAY_MS;
  return `${recent ? "" : `${DATE.format(at)} `}${clock(time)} UTC`;
}

/** A moment on the viewer's own clock, for the tooltip of its UTC time. */
export function localMoment(time: string | number): string {
  return `Your clock: ${LOCAL.format(new Date(time))}`;
}

/** What a person calls a node. */
export function nodeName(node: GraphNode): string {
  if (node.name) return node.name;
  return node.kind === "client" ? "Clients" : `${node.kind[0]!.toUpperCase()}${node.kind.slice(1)}`;
}

/** What is behind the names that stand for something the evidence does not name. */
const UNNAMED: Readonly<Record<string, string>> = {
  "unknown table":
    "Calls of DynamoDB really happened here, but nothing names their table. Traces name none for transactions and some batches; CloudTrail data events do.",
  "unknown data source": "Functions were given records from here; their spans do not name the source.",
  "unknown queue or topic": "Functions were given messages from here; their spans do not name the queue or topic.",
  schedule: "A timer started these functions; their spans do not say which schedule or rule.",
};

/** A node's name on its card, below its kind: what the kind says already is left out. */
export function cardName(node: GraphNode): string {
  return nodeNote(node) ? nodeName(node).replace(/^unknown /, "") : nodeName(node);
}

/** A sentence about a node that its name is too short for; empty where there is none. */
export function nodeNote(node: GraphNode): string {
  return (node.kind === "unknown" && UNNAMED[node.name]) || "";
}

/** Names of regions, such as `us-east-1` or `us-gov-west-1`, whose hyphens belong to them. */
const REGION = /\b(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-[a-z]+-\d/g;

/** A stable id's words for a person: `retry-cascade` becomes `Retry cascade`; regions stay whole. */
export function words(id: string): string {
  const regions = id.match(REGION) ?? [];
  const text = id
    .split(REGION)
    .map((part) => part.replaceAll(/[-_]/g, " "))
    .reduce((all, part, i) => all + (regions[i - 1] ?? "") + part);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Measures whose unit is 1 but that are parts of a whole. */
const IS_SHARE = /(^|-)(share|fraction)(-|$)|^failed-attempts-|-throttled$/;

/** A measure's number with its unit; a ratio of 1 is written as percent where its name is a share. */
export function measured(value: number, unit: string, name = ""): string {
  if (unit === "ms") return millis(value);
  if (unit === "share" || unit === "%") return share(unit === "%" ? value / 100 : value);
  if (IS_SHARE.test(name) && value >= 0 && value <= 1) return share(value);
  const number = value !== 0 && Math.abs(value) < 0.01 ? value.toPrecision(2) : count(value);
  return unit === "" || unit === "1" || unit === "ratio" ? number : `${number} ${unit}`;
}
