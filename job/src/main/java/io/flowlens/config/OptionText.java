package io.flowlens.config;

import java.math.BigDecimal;
import java.time.Duration;

/** How an option's value, range and example are written, and how a value is read from text. */
final class OptionText {
  private OptionText() {}

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the text is of another type or out of range
   */
  static <T> T parse(Option<T> option, String text) {
    T value = option.type().cast(read(option, text));
    if (outOfRange(option, value)) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  private static Object read(Option<?> option, String text) {
    if (option.type() == Long.class) {
      return Long.valueOf(text);
    }
    if (option.type() == Double.class) {
      return new BigDecimal(text).doubleValue();
    }
    if (option.type() == Duration.class) {
      return Durations.parse(text);
    }
    if (option.type() == Boolean.class && !text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("not a flag");
    }
    return option.type() == Boolean.class ? (Object) Boolean.valueOf(text) : text;
  }

  private static <T> boolean outOfRange(Option<T> option, T value) {
    if (option.pattern() != null) {
      return !((String) value).matches(option.pattern());
    }
    return option.min() != null
        && (compare(value, option.min()) < 0 || compare(value, option.max()) > 0);
  }

  @SuppressWarnings("unchecked")
  private static <T> int compare(T value, T bound) {
    return ((Comparable<T>) value).compareTo(bound);
  }

  /** What values are allowed, for example {@code a duration from 1 s to 10 min}. */
  static String allowed(Option<?> option) {
    if (option.type() == Boolean.class) {
      return "true or false";
    }
    if (option.type() == String.class) {
      return allowedText(option);
    }
    String kind =
        option.type() == Long.class
            ? "a whole number"
            : option.type() == Double.class ? "a number" : "a duration";
    return kind + " from " + write(option.min()) + " to " + write(option.max());
  }

  private static String allowedText(Option<?> option) {
    if (option.pattern() == null) {
      return "any text";
    }
    boolean words = option.pattern().matches("[a-z-]+(\\|[a-z-]+)+");
    return words ? option.pattern().replace("|", " or ") : "text such as " + option.example();
  }

  /** The value as it is written in the properties. */
  static String write(Object value) {
    if (value instanceof Duration) {
      return Durations.format((Duration) value);
    }
    if (value instanceof Double) {
      return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }
}
