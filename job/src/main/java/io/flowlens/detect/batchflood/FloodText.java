package io.flowlens.detect.batchflood;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times, rates and what waits, in words. */
final class FloodText {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private FloodText() {}

  /** The time of day, such as {@code 09:20 UTC}. */
  static String clock(long epochMillis) {
    return CLOCK.format(Instant.ofEpochMilli(epochMillis)) + " UTC";
  }

  /** How long, such as {@code 19 min}. */
  static String lasting(double seconds) {
    if (seconds < 120) {
      return format("%.0f s", seconds);
    }
    if (seconds < 7_200) {
      return format("%.0f min", seconds / 60);
    }
    return seconds < 172_800
        ? format("%.0f h", seconds / 3_600)
        : format("%.0f days", seconds / 86_400);
  }

  /** How many a second, with a decimal below 10. */
  static String rate(double perSecond) {
    return format(perSecond < 9.95 ? "%.1f" : "%,.0f", perSecond);
  }

  /** A number of which two digits are enough, such as {@code 120,000}. */
  static String about(double n) {
    double unit = 1;
    while (n / unit >= 100) {
      unit *= 10;
    }
    return format("%,.0f", Math.round(n / unit) * unit);
  }

  /** What waits there, as a sentence begins with it: {@code Changes of Orders}. */
  static String records(Node source) {
    String what =
        source.kind == NodeKind.CHANGE_STREAM
            ? "Changes"
            : source.kind == NodeKind.QUEUE ? "Messages" : "Records";
    return what + " of " + Text.name(source);
  }
}
