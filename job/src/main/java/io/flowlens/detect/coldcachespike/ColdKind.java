package io.flowlens.detect.coldcachespike;

/** What it is that was cold. */
enum ColdKind {
  /** The connection of an instance that had paused. */
  CONNECTION,
  /** The instance that called. */
  INSTANCE,
  /** The callee. */
  CALLEE,
  /** The key, in a cache on the way. */
  KEY
}
