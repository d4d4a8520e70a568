import { describe, expect, test } from "vitest";
import { impactOf, loopOf, storyOf } from "../src/impact.ts";
import type { GraphEdge } from "../src/model.ts";
import { anomaly, CLIENTS, edge, service, table } from "./sample.ts";

const graph = (...edges: GraphEdge[]) => ({ edges: new Map(edges.map((e) => [e.id, e])) });

const shop = service("shop");
const checkout = service("checkout");
const orders = table("Orders");
const sales = table("Sales");
const stream = "stream:111122223333:us-east-1:Orders";
const indexer = "function:111122223333:us-east-1:indexer";

describe("what an open anomaly concerns", () => {
  const call = edge(shop, checkout, { calls: 10, failed: 2 });
  const fromClients = edge(CLIENTS, shop, { calls: 10, failed: 1 });
  const write = edge(checkout, orders, { calls: 10, attempts: 35, throttled: 25, failed: 2 });
  const calm = edge(service("search"), orders, { calls: 10 });
  const storm = anomaly("a", { rootEdgeId: write.id, pathEdgeIds: [write.id] });

  test("is its root, and above it the callers that lose calls, nearest first", () => {
    const g = graph(write, call, fromClients, calm);
    const { edges } = impactOf(g, [storm]);
    expect(edges.get(write.id)).toMatchObject({ role: "root", severity: "critical" });
    expect(edges.get(call.id)).toMatchObject({ role: "sufferer" });
    expect(edges.get(fromClients.id)).toMatchObject({ role: "sufferer" });
    expect(edges.has(calm.id)).toBe(false);
    expect(storyOf(g, storm)).toEqual([write.id, call.id, fromClients.id]);
  });

  test("is a symptom where another open anomaly is its cause", () => {
    const symptom = anomaly("b", { rootEdgeId: call.id, parentId: "a" });
    expect(impactOf(graph(write, call), [storm, symptom]).edges.get(call.id)!.role).toBe("symptom");
  });

  test("is nothing once it is over", () => {
    expect(impactOf(graph(write), [{ ...storm, status: "resolved" }]).edges.size).toBe(0);
  });

  test("is the whole loop where a function feeds itself", () => {
    const back = edge(indexer, orders);
    const change = edge(orders, stream);
    const deliver = edge(stream, indexer);
    const loop = anomaly("l", {
      type: "replay-loop", rootEdgeId: back.id, findings: ["LOOP_RUNAWAY"], summary: "Orders feeds itself",
    });
    const g = graph(back, change, deliver, write);
    expect(loopOf(g, loop)).toEqual([change.id, deliver.id]);
    expect(impactOf(g, [loop]).edges.get(deliver.id)!.role).toBe("loop");
    expect(loopOf(g, { ...loop, findings: [] })).toEqual([]);
    expect(loopOf(graph(back, change), loop)).toEqual([]);
  });

  test("is the table that a replay corrupts, and not the other one that its function writes", () => {
    const deliver = edge(stream, indexer);
    const g = graph(deliver, edge(indexer, sales), edge(indexer, table("Log")));
    const replay = anomaly("r", {
      type: "replay-loop", rootEdgeId: deliver.id, findings: ["CORRUPTING_REPLAY"], summary: "Sales is corrupted",
    });
    expect([...impactOf(g, [replay]).damaged.keys()]).toEqual([sales]);
  });
});
