package io.flowlens.detect.regionmismatch;

/** What calls that leave the region are. */
enum Story {
  /** None of the others, or not any more. */
  NONE,
  /** Too young to be told apart. */
  PENDING,
  /** Their callers left a region that failed them, or left it together. */
  FAILOVER,
  /** The same, for longer than a failover is given. */
  FAILBACK_FORGOTTEN,
  /** One caller took all its calls away at once; why is not known. */
  MOVED,
  /** They pass a nearer region by. */
  MISROUTED,
  /** There is no nearer region with the table. */
  REPLICA_MISSING;

  boolean isReported() {
    return this != NONE && this != PENDING && this != FAILOVER;
  }
}
