import { describe, expect, test } from "vitest";
import { anomalyForChat, edgeForChat } from "../src/chat.ts";
import { anomaly, edge, service, stateOf, table } from "./sample.ts";

const NOW = Date.parse("2026-01-05T10:20:00Z");
const LINK = "http://127.0.0.1:8080/?anomaly=a";
const sick = edge(service("shop"), table("Orders"), { calls: 9, attempts: 27, failed: 3, server: 3 });
// The rows are old, so that only a watch that is told to is live.
const live = { ...stateOf([sick]), watch: { kind: "live" as const, title: "", explanation: "" } };

describe("what is copied for a chat", () => {
  test("says of an anomaly what, the sentence, the numbers, the first remedy and the link", () => {
    const found = anomaly("a", {
      rootEdgeId: sick.id,
      summary: "shop tries three times.",
      measures: [{ name: "attempts-per-call", unit: "1", observed: 3, expected: 1.02, threshold: 1.5 }],
      recommendations: [{ action: "Cap the retries", where: "shop" }, { action: "Something else" }],
    });
    expect(anomalyForChat(live, found, LINK, NOW).split("\n")).toEqual([
      "Retry cascade: shop → Orders (critical, open for 20 min, began 10:00:00 UTC)",
      "shop tries three times.",
      "Attempts per call 3 (usual 1.02, limit 1.5)",
      "First: Cap the retries (shop)",
      LINK,
    ]);
  });

  test("leaves no empty lines where an anomaly says little", () => {
    const text = anomalyForChat(live, anomaly("a", { summary: "So it is." }), LINK, NOW);
    expect(text.split("\n")).toHaveLength(3);
  });

  test("says of an edge its numbers of now and the link", () => {
    expect(edgeForChat(live, sick, LINK, NOW)).toBe(
      `shop → Orders write: 9/s, 33 % failed, ×3.0 attempts (last 60 s, 10:20:00 UTC)\n${LINK}`,
    );
  });

  test("gives no number of an edge while nothing can be known", () => {
    const blind = { ...live, watch: { kind: "blind" as const, title: "Blind since 10:00 UTC", explanation: "" } };
    expect(edgeForChat(blind, sick, LINK, NOW)).toBe(`shop → Orders write: unknown. Blind since 10:00 UTC\n${LINK}`);
  });
});
