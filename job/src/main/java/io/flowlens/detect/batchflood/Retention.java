package io.flowlens.detect.batchflood;

import io.flowlens.config.Settings;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.io.Serializable;
import java.time.Duration;

/** For how long records are kept, and when the first expire. */
final class Retention implements Serializable {
  private static final double CHANGE_STREAM_SECONDS = Duration.ofHours(24).toSeconds();

  private final double stream;
  private final double queue;

  Retention(Settings settings) {
    stream = settings.get(BatchFloodOptions.STREAM_RETENTION).toSeconds();
    queue = settings.get(BatchFloodOptions.QUEUE_RETENTION).toSeconds();
  }

  /** Seconds. */
  double of(Node source) {
    if (source.kind == NodeKind.CHANGE_STREAM) {
      return CHANGE_STREAM_SECONDS;
    }
    return source.kind == NodeKind.QUEUE ? queue : stream;
  }

  /**
   * Seconds until the first records expire unread; infinite where they will be taken before.
   *
   * @param wait how old records are now, seconds
   */
  double expiresIn(Node source, Lag lag, Flooding flooding, double wait) {
    double kept = of(source);
    double slope = slope(lag);
    boolean ends = lag.falls() && wait + lag.work(flooding.waiting) < kept;
    return slope <= 0 || ends ? Double.POSITIVE_INFINITY : Math.max(0, (kept - wait) / slope);
  }

  /** By how many seconds a second the wait grows, as it was measured, else by the rates. */
  static double slope(Lag lag) {
    if (lag.isAgeKnown() && lag.slope != 0) {
      return lag.slope;
    }
    return lag.arrivals > 0 ? Math.max(0, 1 - lag.taken / lag.arrivals) : 0;
  }
}
