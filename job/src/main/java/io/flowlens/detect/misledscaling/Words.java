package io.flowlens.detect.misledscaling;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.name;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names and times in the sentences about capacity. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  static String at(long time) {
    return TIME.format(Instant.ofEpochMilli(time));
  }

  static String kind(ScalingTarget target) {
    return target.writes ? "write" : "read";
  }

  static String calls(ScalingTarget target) {
    return target.writes ? "writes" : "reads";
  }

  /** Such as {@code 400 to 900 units/s at 10:04}. */
  static String change(ScalingAction action) {
    return format("%,.0f to %,.0f units/s at %s", action.from, action.to, at(action.time));
  }

  static String subject(ScalingTarget target) {
    return name(target.node);
  }
}
