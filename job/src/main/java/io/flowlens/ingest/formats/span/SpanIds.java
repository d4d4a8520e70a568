package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Hex;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.util.Locale;
import org.apache.commons.codec.binary.Base64;

/**
 * The ids of traces and spans: hexadecimal digits as OTLP wants them, or base64 as protobuf's own
 * JSON writes bytes.
 */
final class SpanIds {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private SpanIds() {}

  /** A trace's id in lower-case digits. */
  static String trace(String id) throws Unusable {
    return digits(id, TRACE_DIGITS, "traceId");
  }

  /** A span's id in lower-case digits. */
  static String span(String id) throws Unusable {
    return digits(id, SPAN_DIGITS, "spanId");
  }

  /** A parent's id in lower-case digits; empty where there is none, or it is all zeros. */
  static String parent(String id) throws Unusable {
    String digits = id.isEmpty() ? id : digits(id, SPAN_DIGITS, "parentSpanId");
    return digits.equals("0000000000000000") ? "" : digits;
  }

  private static String digits(String id, int digits, String field) throws Unusable {
    if (Hex.isId(id, digits)) {
      return id;
    }
    String lower = id.toLowerCase(Locale.ROOT);
    if (Hex.isId(lower, digits)) {
      return lower;
    }
    String decoded = ofBase64(id, digits / 2);
    if (decoded != null) {
      return decoded;
    }
    throw new Unusable(
        DeadLetterReason.WRONG_TYPE,
        "The span's " + field + " is not " + digits + " hexadecimal digits.");
  }

  /**
   * The digits of so many bytes in base64, whose text is never as long as their digits; or null.
   */
  private static String ofBase64(String id, int bytes) {
    int padded = (bytes + 2) / 3 * 4;
    if (id.length() > padded || id.length() < (bytes * 8 + 5) / 6 || !Base64.isBase64(id)) {
      return null;
    }
    byte[] decoded = Base64.decodeBase64(id);
    return decoded.length == bytes
        ? org.apache.commons.codec.binary.Hex.encodeHexString(decoded)
        : null;
  }
}
