package io.flowlens.lab.demo.telemetry;

import java.util.concurrent.atomic.AtomicLong;

/** Ids of log events. */
final class EventIds {
  private static final AtomicLong SEQUENCE = new AtomicLong();

  private EventIds() {}

  /**
   * 56 digits, as CloudWatch Logs has them: the time first, and never the same again.
   *
   * @param time epoch milliseconds
   */
  static String next(String logStream, long time) {
    return String.format(
        "%020d%018d%018d",
        time, Integer.toUnsignedLong(logStream.hashCode()), SEQUENCE.incrementAndGet());
  }
}
