package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** When what a CloudTrail record shows happened. */
final class CloudTrailTime {
  /** Some exports write {@code +0000} where ISO 8601 has {@code +00:00}. */
  private static final Pattern OFFSET = Pattern.compile("([+-]\\d{2})(\\d{2})$");

  private CloudTrailTime() {}

  /**
   * The record's time, epoch milliseconds.
   *
   * @throws Unusable if it has none
   */
  static long of(JsonNode record, Origin origin, Events events) throws Unusable {
    String text = Fields.text(record, "eventTime");
    if (text.isEmpty()) {
      throw new Unusable(DeadLetterReason.MISSING_FIELD, "The CloudTrail record has no eventTime.");
    }
    try {
      String standard = OFFSET.matcher(text).replaceFirst("$1:$2");
      long millis = OffsetDateTime.parse(standard).toInstant().toEpochMilli();
      return origin.time(millis, "the CloudTrail record", events);
    } catch (DateTimeException | ArithmeticException e) {
      throw new Unusable(
          DeadLetterReason.WRONG_TYPE,
          "The CloudTrail record's eventTime is not an ISO 8601 time.");
    }
  }
}
