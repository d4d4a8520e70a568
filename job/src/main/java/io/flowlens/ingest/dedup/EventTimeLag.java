package io.flowlens.ingest.dedup;

/**
 * How far event time is behind the newest arrival. Read by another thread than the one that sets
 * it.
 */
final class EventTimeLag {
  private static final long UNKNOWN = -1;

  private long newest;
  private volatile long millis = UNKNOWN;

  /** A record that arrived then came at this watermark, both in epoch milliseconds. */
  void at(long arrival, long watermark) {
    newest = Math.max(newest, arrival);
    millis = watermark > 0 ? Math.max(0, newest - watermark) : UNKNOWN;
  }

  /** The lag in milliseconds; -1 until event time is known. */
  long millis() {
    return millis;
  }
}
