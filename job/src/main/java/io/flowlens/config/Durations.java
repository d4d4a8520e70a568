package io.flowlens.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: a whole number and {@code ms, s, min, h} or {@code d}. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(ms|s|min|h|d)");

  /** Longest first: what a duration is written in. */
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("min", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  private Durations() {}

  /**
   * The duration that the text tells.
   *
   * @throws IllegalArgumentException if it tells none
   */
  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration: " + text);
    }
    try {
      return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    } catch (ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException("too long: " + text, e);
    }
  }

  /**
   * The duration in the largest unit that divides it, for example {@code 90 s}; not finer than
   * milliseconds.
   */
  static String format(Duration duration) {
    long millis = duration.toMillis();
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      long size = unit.getValue().toMillis();
      if (millis % size == 0 && millis >= size) {
        return millis / size + " " + unit.getKey();
      }
    }
    return "0 s";
  }
}
