package io.flowlens.ingest.formats.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flowlens.ingest.formats.api.Times;
import io.flowlens.ingest.formats.api.Unusable;
import java.util.regex.Pattern;

/** Times of alarms: they write {@code +0000} where ISO 8601 has {@code +00:00}. */
final class AlarmTime {
  private static final Pattern OFFSET = Pattern.compile("([+-]\\d{2})(\\d{2})$");

  private AlarmTime() {}

  /** Epoch milliseconds. */
  static long millis(JsonNode time) throws Unusable {
    return Times.millis(
        TextNode.valueOf(OFFSET.matcher(time.asText()).replaceFirst("$1:$2")),
        "time of the alarm's state");
  }
}
