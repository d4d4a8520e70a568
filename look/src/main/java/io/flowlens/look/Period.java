package io.flowlens.look;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that is looked at: whole minutes, at most a day. */
public record Period(Instant from, Instant to) {
  /** What {@code --around} adds on each side. */
  public static final Duration MARGIN = Duration.ofMinutes(30);

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Pattern LAST = Pattern.compile("(\\d{1,4})(m|h)");

  /**
   * The last hours or minutes, such as {@code 3h} or {@code 90m}.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static Period last(String text, Instant now) {
    Matcher last = LAST.matcher(text);
    if (!last.matches()) {
      throw new IllegalArgumentException("--last " + text + ": write 3h or 90m.");
    }
    long count = Long.parseLong(last.group(1));
    Duration length =
        last.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofMinutes(count);
    if (length.isZero() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("--last " + text + ": write 1m to 24h.");
    }
    Instant end = now.truncatedTo(ChronoUnit.MINUTES);
    return new Period(end.minus(length), end);
  }

  /**
   * Half an hour on each side of a time with its offset, such as {@code 2026-11-29T02:10Z}.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static Period around(String text, Instant now) {
    Instant middle = moment(text);
    Instant end = now.truncatedTo(ChronoUnit.MINUTES);
    if (!middle.isBefore(end)) {
      throw new IllegalArgumentException("--around " + text + " is not over yet.");
    }
    Instant to = middle.plus(MARGIN).truncatedTo(ChronoUnit.MINUTES);
    return new Period(
        middle.minus(MARGIN).truncatedTo(ChronoUnit.MINUTES), to.isAfter(end) ? end : to);
  }

  /** Between two times in ISO 8601. */
  public static Period between(String from, String to) {
    return new Period(Instant.parse(from), Instant.parse(to));
  }

  /**
   * A time in ISO 8601 with its offset.
   *
   * @throws IllegalArgumentException with a sentence that says how to write it
   */
  static Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--around " + text + ": write a time with its offset, such as 2026-11-29T02:10Z.", e);
    }
  }

  /** The length. */
  public Duration length() {
    return Duration.between(from, to);
  }

  /** It in parts of this length; the last may be shorter. */
  public List<Period> slices(Duration each) {
    List<Period> slices = new ArrayList<>();
    for (Instant start = from; start.isBefore(to); start = start.plus(each)) {
      Instant end = start.plus(each);
      slices.add(new Period(start, end.isAfter(to) ? to : end));
    }
    return slices;
  }
}
