package io.flowlens.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * One setting: where it stands, what it means, its default and its range. Options live in the
 * package they configure; docs/configuration.md is generated from them.
 *
 * @param <T> {@link Long}, {@link Double}, {@link Boolean}, {@link Duration} or {@link String}
 */
public final class Option<T> implements Serializable {
  private final String group;
  private final String key;
  private final Class<T> type;
  private final T defaultValue;
  private final T min;
  private final T max;
  private final String pattern;
  private final T example;
  private final String doc;

  private Option(
      String group,
      String key,
      Class<T> type,
      T defaultValue,
      T min,
      T max,
      String pattern,
      T example,
      String doc) {
    this.group = Objects.requireNonNull(group, "group");
    this.key = Objects.requireNonNull(key, "key");
    this.type = type;
    this.defaultValue = defaultValue;
    this.min = min;
    this.max = max;
    this.pattern = pattern;
    this.example = example;
    this.doc = Objects.requireNonNull(doc, "doc");
  }

  /** A whole number within {@code min} and {@code max}, both allowed. */
  public static Option<Long> count(
      String group, String key, long byDefault, long min, long max, String doc) {
    return new Option<>(group, key, Long.class, byDefault, min, max, null, byDefault, doc);
  }

  /** A number within {@code min} and {@code max}, both allowed. */
  public static Option<Double> number(
      String group, String key, double byDefault, double min, double max, String doc) {
    return new Option<>(group, key, Double.class, byDefault, min, max, null, byDefault, doc);
  }

  /** A length of time, written as {@code 10 s}, {@code 5 min}, {@code 500 ms}, {@code 2 h}. */
  public static Option<Duration> duration(
      String group, String key, Duration byDefault, Duration min, Duration max, String doc) {
    return new Option<>(group, key, Duration.class, byDefault, min, max, null, byDefault, doc);
  }

  /** Any text; a default of null means it must be given. */
  public static Option<String> text(String group, String key, String byDefault, String doc) {
    return new Option<>(group, key, String.class, byDefault, null, null, null, byDefault, doc);
  }

  /** Text that matches a regular expression; a default of null means it must be given. */
  public static Option<String> pattern(
      String group, String key, String byDefault, String pattern, String example, String doc) {
    return new Option<>(group, key, String.class, byDefault, null, null, pattern, example, doc);
  }

  /** {@code true} or {@code false}. */
  public static Option<Boolean> flag(String group, String key, boolean byDefault, String doc) {
    return new Option<>(group, key, Boolean.class, byDefault, null, null, null, byDefault, doc);
  }

  public String group() {
    return group;
  }

  public String key() {
    return key;
  }

  public Class<T> type() {
    return type;
  }

  /** The value when none is given; null when one must be given. */
  public T defaultValue() {
    return defaultValue;
  }

  /** The smallest value allowed; null when there is no range. */
  public T min() {
    return min;
  }

  /** The largest value allowed; null when there is no range. */
  public T max() {
    return max;
  }

  /** What text must match; null when any will do. */
  public String pattern() {
    return pattern;
  }

  /** A value to learn from; may be null. */
  public T example() {
    return example;
  }

  /** What it means, for docs/configuration.md: unit, effect, a worked example where it helps. */
  public String doc() {
    return doc;
  }
}
