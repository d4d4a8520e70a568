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
  private SpanIds() {}

  /**
   * An id in lower-case digits.
   *
   * @param digits how many it has
   * @param field its name, for the dead letter
   * @throws Unusable if the text is neither so many digits nor their bytes in base64
   */
  static String digits(String id, int digits, String field) throws Unusable {
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
