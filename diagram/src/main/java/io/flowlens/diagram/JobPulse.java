package io.flowlens.diagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Whether the job runs, by its heartbeat in the edge table. The age of a heartbeat is measured by
 * this server's clock, from when it last saw the heartbeat change, so that clocks that differ do no
 * harm; only the first one is taken at its word.
 */
final class JobPulse {
  private String last = "";
  private long changedAt;
  private String judgedUntil;

  /** Takes the heartbeat as read now; null if the table holds none. */
  synchronized void see(ObjectNode heartbeat, long now) {
    String at = heartbeat == null ? "" : heartbeat.path("at").asText();
    if (at.isEmpty() || at.equals(last)) {
      return;
    }
    changedAt = last.isEmpty() ? Math.min(now, time(at, now)) : now;
    last = at;
    judgedUntil = heartbeat.path("judgedUntil").asText(null);
  }

  private static long time(String text, long otherwise) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }

  /**
   * Adds {@code heartbeatAt} (epoch milliseconds) and {@code judgedUntil} (ISO-8601), each absent
   * while unknown.
   */
  synchronized void describe(ObjectNode health) {
    if (changedAt > 0) {
      health.put("heartbeatAt", changedAt);
    }
    if (judgedUntil != null) {
      health.put("judgedUntil", judgedUntil);
    }
  }
}
