import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lineWidth, type Look } from "../src/lens/lens.ts";
import { lensOf, LENSES } from "../src/lens/lenses.ts";
import type { GraphEdge, Rates } from "../src/model.ts";
import { edge, service, table } from "./sample.ts";

const shop = service("shop");
const orders = table("Orders");

function seen(lens: string, rates: Partial<Rates>, about: Partial<GraphEdge> = {}): Look {
  return lensOf(lens).look({ ...edge(shop, orders, rates), ...about }, null);
}

const text = (lines: Look["far"]) => lines.map((line) => line.map((word) => word.text).join(" "));
const slow = (p50: number, p99: number) => ({ latencyMs: { p50, p99, windowStart: "2026-01-05T10:00:00Z" } });

describe("the lens for errors", () => {
  test("says of an edge in trouble how often it tries and fails, of others nothing", () => {
    const ill = seen("errors", { calls: 10, attempts: 24, failed: 2 });
    expect(ill.tone).toBe("bad");
    expect(text(ill.far)).toEqual(["10/s ×2.4", "20 % fail"]);
    expect(ill.band).toBeGreaterThan(ill.width);
    const well = seen("errors", { calls: 10 });
    expect(well).toMatchObject({ tone: "edge", band: 0 });
    expect(text(well.far)).toEqual(["10/s"]);
  });

  test("shows refused calls apart from lost ones, and not in red", () => {
    const asks = seen("errors", { calls: 100, failed: 15, client: 15 });
    expect(asks.tone).toBe("edge");
    expect(text(asks.far)).toEqual(["100/s", "15 % refused"]);
  });

  test("says access and latency when near", () => {
    expect(text(seen("errors", { calls: 10 }, slow(5.2, 23)).near)).toEqual(["10/s write", "5.2 ms · 23 ms"]);
  });
});

describe("the lens for retries", () => {
  test("draws attempts as much wider than the wanted calls as there are more of them", () => {
    const storm = seen("retries", { calls: 120, attempts: 431 });
    expect(text(storm.far)).toEqual(["120 → 431/s", "×3.6"]);
    expect(storm.band / storm.width).toBeCloseTo(431 / 120, 5);
    expect(storm.tone).toBe("scale-5");
  });

  test("draws no band where next to nothing is tried again", () => {
    expect(seen("retries", { calls: 100, attempts: 101 })).toMatchObject({ band: 0, tone: "scale-1" });
  });
});

describe("the lens for latency", () => {
  test("shows median and 99th percentile as two widths, from microseconds to seconds", () => {
    const fast = seen("latency", { calls: 9 }, slow(0.3, 0.8));
    const tail = seen("latency", { calls: 9 }, slow(7.4, 1204));
    expect(text(fast.far)).toEqual(["300 µs", "p99 800 µs"]);
    expect(text(tail.far)).toEqual(["7.4 ms", "p99 1.2 s"]);
    expect([fast.tone, tail.tone]).toEqual(["scale-1", "scale-5"]);
    expect(tail.band - tail.width).toBeGreaterThan(fast.band - fast.width);
  });

  test("says that a latency is not measured instead of a number", () => {
    const change = seen("latency", { calls: 9 });
    expect(change).toMatchObject({ tone: "edge-silent", band: 0, far: [] });
    expect(text(change.near)).toEqual(["not measured"]);
  });
});

describe("the lens for regions", () => {
  test("names the way of what crosses, and how long it waits; the rest steps back", () => {
    const away = { ...edge(shop, table("Orders", "eu-west-1"), { calls: 2 }), ...slow(92, 140) };
    const look = lensOf("regions").look(away, null);
    expect(text(look.far)).toEqual(["us-east-1 → eu-west-1", "2/s median 92 ms"]);
    expect(look.tone).toBe("scale-4");
    expect(seen("regions", { calls: 2 })).toMatchObject({ tone: "edge-silent", far: [] });
  });
});

describe("the lens for capacity", () => {
  test("shows units that are used, and those in vain as a band", () => {
    const look = seen("units", { calls: 20, writeUnits: 40, wastedWriteUnits: 10 });
    expect(text(look.far)).toEqual(["40/s write units", "10/s in vain"]);
    expect(look.band).toBeGreaterThan(look.width);
    expect(seen("units", { calls: 20, readUnits: 5 }).band).toBe(0);
  });

  test("says that no units are told instead of zero", () => {
    expect(text(seen("units", { calls: 20 }).near)).toEqual(["no units"]);
  });
});

describe("the lens for consistency", () => {
  const kind = (access: string, rates: Partial<Rates>) => text(seen("consistency", { calls: 10, ...rates }, { access }).far);

  test("names how an edge reads or writes", () => {
    expect(kind("read", { eventualReads: 10 })).toEqual(["10/s eventual"]);
    expect(kind("read", { strongReads: 10 })).toEqual(["10/s strong"]);
    expect(kind("read", { strongReads: 5, eventualReads: 5 })).toEqual(["10/s 50 % strong"]);
    expect(kind("transact", {})).toEqual(["10/s transactions"]);
  });

  test("shows who loses against another writer, and does not take a condition for a conflict", () => {
    const loses = seen("consistency", { calls: 10, attempts: 10, conflict: 1 });
    expect(text(loses.far)).toEqual(["10/s writes", "10 % conflicts"]);
    expect(loses.tone).toBe("warn");
    expect(loses.band).toBeGreaterThan(loses.width);
    const asks = seen("consistency", { calls: 10, attempts: 10, conditional: 5 });
    expect(text(asks.far)).toEqual(["10/s writes", "50 % conditions not met"]);
    expect(asks.tone).toBe("scale-2");
  });

  test("says nothing of reads that do not say how they read, and of calls of services", () => {
    expect(seen("consistency", { calls: 10 }, { access: "read" })).toMatchObject({ tone: "edge-silent", far: [] });
    expect(kind("call", { conditional: 3 })).toEqual([]);
  });
});

describe("every lens", () => {
  test("explains every colour that it uses in its legend", () => {
    const edges = [0.3, 7, 70, 700, 7000].flatMap((ms) =>
      [1, 1.05, 1.2, 2, 5].map((times) => ({
        ...edge(shop, ms > 50 ? table("Orders", "eu-west-1") : orders, {
          calls: ms,
          attempts: ms * times,
          failed: (ms * times) / 50,
          readUnits: ms,
        }),
        ...slow(ms, ms),
      })),
    );
    for (const lens of LENSES) {
      const told = new Set(lens.legend.map(({ tone }) => tone));
      for (const e of edges) expect(told, lens.id).toContain(lens.look(e, null).tone);
      expect(lens.legend.length).toBeGreaterThan(2);
      expect(lens.question).toMatch(/\?$/);
    }
  });

  test("draws more calls wider, within limits", () => {
    expect(lineWidth(0)).toBeGreaterThan(1);
    expect(lineWidth(100)).toBeGreaterThan(lineWidth(10));
    expect(lineWidth(1e12)).toBe(9);
  });

  test("has a scale that goes one way in brightness, so that it needs no eye for colours", () => {
    const css = readFileSync(new URL("../src/theme.css", import.meta.url), "utf8");
    const [dark, light] = css.split("prefers-color-scheme: light");
    for (const [part, sign] of [[dark!, 1], [light!, -1]] as const) {
      const steps = [1, 2, 3, 4, 5].map((i) => brightness(new RegExp(`--scale-${i}: (#\\w+)`).exec(part)![1]!));
      for (let i = 1; i < 5; i++) expect(sign * (steps[i]! - steps[i - 1]!), `step ${i + 1}`).toBeGreaterThan(0.01);
    }
  });
});

/** Relative luminance as WCAG defines it, 0 to 1. */
function brightness(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const part = parseInt(colour.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
