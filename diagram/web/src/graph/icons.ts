import type { NodeKind } from "../model.ts";

/** A sign for each kind of node, as strokes in a square of 20. */
export const ICONS: Record<NodeKind, string> = {
  client: "M10 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 1 1 0-6.4M3.8 17c.6-3.6 3-5.2 6.2-5.2s5.6 1.6 6.2 5.2",
  service: "M10 2.6l6.4 3.7v7.4L10 17.4l-6.4-3.7V6.3zM3.6 6.3L10 10l6.4-3.7M10 10v7.4",
  function: "M4.5 3.5h2.6L14 16.5h2M9.3 8.2L4.6 16.5",
  table:
    "M3.8 5.2c0-1.5 2.8-2.6 6.2-2.6s6.2 1.1 6.2 2.6-2.8 2.6-6.2 2.6-6.2-1.1-6.2-2.6v9.6c0 1.5 2.8 2.6 6.2 2.6s6.2-1.1 6.2-2.6V5.2M3.8 10c0 1.5 2.8 2.6 6.2 2.6s6.2-1.1 6.2-2.6",
  index: "M3 5h8M3 9h5M3 13h4M12.6 8.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 1 1 0-7.2M15.3 14.7L18 17.4",
  "change-stream":
    "M3.8 4.6c0-1.2 2.8-2 6.2-2s6.2.8 6.2 2-2.8 2-6.2 2-6.2-.8-6.2-2v4.2M16.2 4.6v4.2M2.5 12.2c2.5-2 5 2 7.5 0s5 2 7.5 0M2.5 16.2c2.5-2 5 2 7.5 0s5 2 7.5 0",
  stream: "M2.5 6c2.5-2 5 2 7.5 0s5 2 7.5 0M2.5 10.3c2.5-2 5 2 7.5 0s5 2 7.5 0M2.5 14.6c2.5-2 5 2 7.5 0s5 2 7.5 0",
  bus: "M3 10h14M6 10V5M10 10v5M14 10V5M4.5 5h3M12.5 5h3M8.5 15h3",
  topic: "M4 8v4h3l5 3.5v-11L7 8zM14.5 7.5q2 2.5 0 5",
  queue: "M3 5.5h3.4v9H3zM8.3 5.5h3.4v9H8.3zM13.6 5.5H17v9h-3.4z",
  cache: "M11.5 2.5L4.5 11h4.6l-1 6.5 7.4-9h-4.8z",
  unknown: "M7 7.2c.2-2 1.5-3 3.1-3 1.8 0 3.1 1.1 3.1 2.8 0 2.6-3.1 2.5-3.1 5.2M10 15.4v.4",
};

/** The colour variable of a kind: what computes, stores, carries messages, or is outside. */
export function tint(kind: NodeKind): "compute" | "storage" | "messaging" | "outside" {
  switch (kind) {
    case "service":
    case "function":
      return "compute";
    case "table":
    case "index":
    case "cache":
      return "storage";
    case "change-stream":
    case "stream":
    case "bus":
    case "topic":
    case "queue":
      return "messaging";
    default:
      return "outside";
  }
}
