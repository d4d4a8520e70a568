package io.flowlens.ingest.formats.dynamodb;

import io.flowlens.model.Counter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reasons that DynamoDB gives for throttling a table's calls, in the answer of a call. */
final class ThrottlingReasons {
  private static final Pattern REASON =
      Pattern.compile("Table(?:Read|Write)(KeyRange|Provisioned)ThroughputExceeded");

  private ThrottlingReasons() {}

  /** What the first reason counts as; null where the text has none of these. */
  static Counter in(String answer) {
    Matcher reason = REASON.matcher(answer == null ? "" : answer);
    if (!reason.find()) {
      return null;
    }
    return reason.group(1).equals("KeyRange")
        ? Counter.THROTTLED_KEY_RANGE
        : Counter.THROTTLED_PROVISIONED;
  }
}
