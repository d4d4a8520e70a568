import { nodeName } from "../format.ts";
import type { GraphEdge } from "../model.ts";
import { NUMBER_KEYS, type NumberKey, type Surroundings, TEXT_KEYS } from "./keys.ts";

/** One part of a search. */
export interface Term {
  /** Whether the edge must not match it. */
  not: boolean;
  test: (edge: GraphEdge, around: Surroundings) => boolean;
}

/** The parts of a search; quotes keep a part together and take its signs as they are. */
export function wordsOf(query: string): string[] {
  return query.match(/-?(?:[^\s"]*"[^"]*"?|[^\s"]+)/g) ?? [];
}

/** Reads one part; a sentence where it cannot be understood. */
export function termOf(word: string): Term | string {
  const not = word.length > 1 && word.startsWith("-");
  const text = not ? word.slice(1) : word;
  if (text.startsWith('"')) return { not, test: anywhere(unquoted(text)) };
  const [, key = "", sign = "", value = ""] = /^([a-z0-9]+)(:|[<>]=?|=)(.*)$/i.exec(text) ?? [];
  if (!sign) return { not, test: anywhere(text) };
  const test = keyTest(key.toLowerCase(), sign, unquoted(value));
  return typeof test === "string" ? test : { not, test };
}

function keyTest(key: string, sign: string, value: string): Term["test"] | string {
  const texts = own(TEXT_KEYS, key);
  const number = own(NUMBER_KEYS, key);
  if (!texts && !number) return unknownKey(key);
  if (texts) {
    if (sign !== ":" && sign !== "=") return `${key} is a text: write ${key}:${value || "…"}.`;
    if (!value) return `What ${key}? Write a text after ${key}:, such as ${EXAMPLES[key]}.`;
    const wanted = value.toLowerCase();
    return (edge, around) => texts(edge, around).some((text) => text.toLowerCase().includes(wanted));
  }
  const limit = numberOf(value, number!);
  if (sign === ":" || limit === null) {
    return `${key} is a number: write ${key}>${EXAMPLES[key]}.`;
  }
  return (edge) => {
    const known = number!.of(edge);
    return known !== null && COMPARE[sign]!(known, limit);
  };
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => Math.abs(a - b) <= 0.005 * Math.abs(b),
};

/** One value for each key, for the messages. */
const EXAMPLES: Readonly<Record<string, string>> = {
  name: "name:Orders", caller: "caller:checkout", callee: "callee:Orders", kind: "kind:table",
  region: "region:eu-west-1", account: "account:111122223333", access: "access:write", anomaly: "anomaly:open",
  rate: "10/s", errors: "1%", refused: "5%", retries: "10%", attempts: "1.5", throttled: "1%",
  median: "20ms", p99: "100ms", units: "50/s", wasted: "10%",
};

const UNITS: Readonly<Record<NumberKey["unit"], Readonly<Record<string, number>>>> = {
  "/s": { "": 1, "/s": 1, "/min": 1 / 60 },
  "%": { "": 1, "%": 1 },
  ms: { "": 1, ms: 1, s: 1000, us: 0.001, "µs": 0.001 },
  "": { "": 1 },
};

function numberOf(text: string, { unit }: NumberKey): number | null {
  const [, digits = "", suffix = ""] = /^(\d+(?:\.\d+)?|\.\d+)\s*(\S*)$/.exec(text) ?? [];
  const factor = own(UNITS[unit], suffix.toLowerCase());
  return digits && factor !== undefined ? Number(digits) * factor : null;
}

function unknownKey(key: string): string {
  const keys = [...Object.keys(TEXT_KEYS), ...Object.keys(NUMBER_KEYS)];
  const near = keys.find((known) => distance(known, key) <= 2);
  const hint = near ? `Did you mean ${near}?` : `There are ${keys.join(", ")}.`;
  return `There is no key ${key}. ${hint} To find the text itself, put it in quotes.`;
}

/** How many letters must change to make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Whether the text is in a name, kind or region at the edge, or its access. */
function anywhere(text: string): Term["test"] {
  const wanted = text.toLowerCase();
  return ({ from, to, access, crossRegion }, { state }) =>
    [from, to]
      .flatMap((id) => state.nodes.get(id) ?? [])
      .map((node) => `${nodeName(node)} ${node.kind} ${node.region}`)
      .concat(access, crossRegion ? "cross-region" : "")
      .join(" ")
      .toLowerCase()
      .includes(wanted);
}

const unquoted = (text: string) => text.replaceAll('"', "");

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
