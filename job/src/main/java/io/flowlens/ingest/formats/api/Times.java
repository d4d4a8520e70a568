package io.flowlens.ingest.formats.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.schemas.DeadLetterReason;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Times in JSON as AWS writes them: ISO 8601 with an offset, or milliseconds since 1970. */
public final class Times {
  private Times() {}

  /**
   * Epoch milliseconds.
   *
   * @param what the field in words, for the dead letter
   */
  public static long millis(JsonNode time, String what) throws Unusable {
    if (time.isIntegralNumber() && time.canConvertToLong()) {
      return time.longValue();
    }
    if (time.isMissingNode() || time.isNull()) {
      throw new Unusable(DeadLetterReason.MISSING_FIELD, "The " + what + " is missing.");
    }
    try {
      if (time.isTextual()) {
        return OffsetDateTime.parse(time.textValue()).toInstant().toEpochMilli();
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Told below.
    }
    throw new Unusable(
        DeadLetterReason.WRONG_TYPE,
        "The " + what + " is neither an ISO 8601 time nor milliseconds.");
  }
}
