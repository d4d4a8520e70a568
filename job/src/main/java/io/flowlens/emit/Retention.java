package io.flowlens.emit;

import io.flowlens.config.Settings;
import java.io.Serializable;
import java.time.Duration;

/** How long edge rows are kept, by the length of their window. */
final class Retention implements Serializable {
  private static final int MINUTE = 60;
  private static final int FIVE_MINUTES = 300;

  private final Duration ofMinutes;
  private final Duration ofFiveMinutes;
  private final Duration ofHours;

  private Retention(Duration ofMinutes, Duration ofFiveMinutes, Duration ofHours) {
    this.ofMinutes = ofMinutes;
    this.ofFiveMinutes = ofFiveMinutes;
    this.ofHours = ofHours;
  }

  static Retention of(Settings settings) {
    return new Retention(
        settings.get(EmitOptions.RETENTION),
        settings.get(EmitOptions.RETENTION_FIVE_MINUTES),
        settings.get(EmitOptions.RETENTION_HOURS));
  }

  /** After the end of a window of so many seconds. */
  Duration of(int windowSeconds) {
    return windowSeconds == MINUTE
        ? ofMinutes
        : windowSeconds == FIVE_MINUTES ? ofFiveMinutes : ofHours;
  }
}
