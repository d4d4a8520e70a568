import { describe, expect, test } from "vitest";
import { readView, START, writeView } from "../src/address.ts";
import { service, table } from "./sample.ts";

describe("the address", () => {
  test("is bare for the view that the page starts with", () => {
    expect(writeView(START)).toBe("");
    expect(readView("")).toEqual(START);
  });

  test("holds every part of a view, whatever signs a name has", () => {
    const id = `${service("a b&c=d")}|${table("Größe#1+?")}|write`;
    for (const view of [
      { ...START, selected: id },
      { ...START, anomaly: "retry-cascade-2026-01-05T10:00:00Z" },
      { ...START, tab: "edges" as const, query: "orders & us-east-1" },
      { ...START, lens: "latency" as const },
      { ...START, at: "2026-01-05T10:26Z" },
      { ...START, lens: "compare" as const, vs: "2026-01-05T10:26Z" },
      { ...START, at: "2026-01-05T10:26Z", vs: "2026-01-05T09:26Z" },
    ]) {
      expect(readView(writeView(view))).toEqual(view);
    }
  });

  test("names an anomaly alone, as its root is selected with it", () => {
    expect(writeView({ ...START, anomaly: "a", selected: "x" })).toBe("?anomaly=a");
  });

  test("that holds what this page does not know is read as far as it is known", () => {
    expect(readView("?lens=compare&vs=soon")).toEqual(START);
    expect(readView("?tab=nonsense&at=noon&lens=x-ray&future=1&find=stock")).toEqual({ ...START, query: "stock" });
  });
});
