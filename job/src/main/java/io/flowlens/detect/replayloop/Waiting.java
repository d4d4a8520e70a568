package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What waits while a function cannot do its work, in words. */
final class Waiting {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private Waiting() {}

  /** The time of day, such as {@code 09:20 UTC}. */
  static String clock(long epochMillis) {
    return CLOCK.format(Instant.ofEpochMilli(epochMillis)) + " UTC";
  }

  /** How long, such as {@code 19 min}. */
  static String lasting(long millis) {
    long seconds = Math.max(1, millis / 1_000);
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  /** For how long a source delivers again what fails, after "delivered again". */
  static String limit(Node source) {
    switch (source.kind) {
      case CHANGE_STREAM:
        return "for up to 24 h";
      case STREAM:
        return "until it expires";
      default:
        return "until it is given up";
    }
  }

  /** What stands still behind the records, and for how long so far. */
  static String behind(Node source, boolean one, long millis) {
    String theirs = one ? "Its" : "Their";
    String them = one ? "it" : "them";
    if (source.kind == NodeKind.CHANGE_STREAM) {
      return format(
          "%s shard waits behind %s: %s so far, up to 24 h", theirs, them, lasting(millis));
    }
    return source.kind == NodeKind.STREAM
        ? format(
            "%s shard waits behind %s: %s so far, until %s expire%s",
            theirs, them, lasting(millis), one ? "it" : "they", one ? "s" : "")
        : format(
            "%s come%s again until the queue gives %s up: %s so far",
            one ? "It" : "They", one ? "s" : "", them, lasting(millis));
  }
}
