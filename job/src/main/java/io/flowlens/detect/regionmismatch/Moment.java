package io.flowlens.detect.regionmismatch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in sentences, in UTC. */
final class Moment {
  private static final DateTimeFormatter TIME = formatter("HH:mm");
  private static final DateTimeFormatter DAY = formatter("uuuu-MM-dd HH:mm");
  private static final long DAY_MILLIS = 24 * 3_600_000L;

  private Moment() {}

  /** Such as {@code 06:01}. */
  static String timeOfDay(long epochMillis) {
    return TIME.format(Instant.ofEpochMilli(epochMillis));
  }

  /** The same, with the date where it is longer than twelve hours ago. */
  static String of(long epochMillis, long now) {
    return now - epochMillis < DAY_MILLIS / 2
        ? timeOfDay(epochMillis)
        : DAY.format(Instant.ofEpochMilli(epochMillis));
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
