import { describe, expect, test } from "vitest";
import { filterOf } from "../src/filter/filter.ts";
import { anomaly, CLIENTS, edge, service, stateOf, table } from "./sample.ts";

const call = edge(CLIENTS, service("shop"), { calls: 40 });
const write = {
  ...edge(service("shop"), table("Orders"), { calls: 10, attempts: 30, throttled: 20, failed: 2, writeUnits: 20, wastedWriteUnits: 5 }),
  latencyMs: { p50: 90, p99: 1_200, windowStart: "2026-01-05T10:00:00Z" },
};
const far = { ...edge(service("cart"), table("Carts", "eu-west-1"), { calls: 0.2 }), access: "read" };
const state = stateOf([call, write, far], [anomaly("storm", { rootEdgeId: write.id })]);

const found = (query: string) => filterOf(query).of(state).map(({ id }) => id);
const problem = (query: string) => filterOf(query).problem;

describe("a search", () => {
  test.each([
    ["kind:table", [write, far]],
    ["kind:table -region:eu-west-1", [write]],
    ["caller:shop", [write]],
    ["callee:shop", [call]],
    ["account:111122223333 access:read", [far]],
    ["anomaly:open", [write]],
    ["anomaly:none rate>1", [call]],
    ["errors>1%", [write]],
    ["errors>=20", [write]],
    ["errors>20", []],
    ["retries>50% throttled>50%", [write]],
    ["attempts=3", [write]],
    ["rate<30/min", [far]],
    ["p99>1s", [write]],
    ["median<100ms", [write]],
    ["wasted>=25% units>=20", [write]],
    ["KIND:Table ORDERS", [write]],
    ['"cross-region"', [far]],
    ["-orders", [call, far]],
    ["nosuch", []],
  ])("for %s finds what it says", (query, edges) => {
    expect(found(query)).toEqual(edges.map(({ id }) => id));
    expect(problem(query)).toBe("");
  });

  test("does not match by a number that is not known", () => {
    expect(found("p99<10s")).toEqual([write.id]);
    expect(found("p99>0")).toEqual([write.id]);
  });

  test.each([
    ["regoin:eu", "There is no key regoin. Did you mean region? To find the text itself, put it in quotes."],
    ["colour:red", /^There is no key colour\. There are name, caller, .*wasted\./],
    ["errors>many", "errors is a number: write errors>1%."],
    ["errors:1%", "errors is a number: write errors>1%."],
    ["p99>100%", "p99 is a number: write p99>100ms."],
    ["kind>3", "kind is a text: write kind:3."],
    ["kind:", "What kind? Write a text after kind:, such as kind:table."],
    ["constructor:x", /^There is no key constructor/],
  ])("with %s says what is wrong and leaves that part out", (query, message) => {
    expect(problem(query)).toMatch(message);
    expect(found(`${query} caller:shop`)).toEqual([write.id]);
    expect(filterOf(query).empty).toBe(true);
  });

  test("takes signs in quotes as they are, also while a quote is still open", () => {
    expect(found('"errors>"')).toEqual([]);
    expect(problem('"errors>1')).toBe("");
    expect(found('name:"Ord')).toEqual([write.id]);
  });

  test("for nothing finds everything", () => {
    expect(filterOf("  ").empty).toBe(true);
    expect(found("")).toHaveLength(3);
  });
});
