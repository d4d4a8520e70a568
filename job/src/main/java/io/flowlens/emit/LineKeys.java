package io.flowlens.emit;

import io.flowlens.model.Anomaly;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.EdgeAggregate;
import java.time.Instant;
import org.apache.commons.codec.digest.DigestUtils;

/** What the lines of a replay's files are sorted by, and known by when they come again. */
final class LineKeys {
  private LineKeys() {}

  /** By window, then edge. */
  static String of(EdgeAggregate row) {
    return Instant.ofEpochMilli(row.windowStart) + " " + row.windowSeconds + " " + row.edge.id();
  }

  /** By start, then id. */
  static String of(Anomaly anomaly) {
    return Instant.ofEpochMilli(anomaly.startedAt) + " " + anomaly.id;
  }

  /** By where it came from, then by what it holds. */
  static String of(DeadLetter letter) {
    return String.join(
        " ",
        String.valueOf(letter.stream),
        String.valueOf(letter.shardId),
        String.valueOf(letter.sequence),
        letter.reason,
        letter.detail,
        String.valueOf(letter.arrival),
        DigestUtils.sha256Hex(letter.data));
  }
}
