package io.flowlens.ingest.change;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.ingest.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;

/** The {@code dynamodb} part of a change record. */
final class Change {
  /**
   * What a time without a precision is in microseconds from: milliseconds reach it in the year
   * 5138.
   */
  private static final long LEAST_MICROS = 100_000_000_000_000L;

  final KeyHash key = new KeyHash();
  long sizeBytes;
  private long created = -1;
  private String precision;

  /** Reads the object that the parser stands on. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    for (String field; (field = parser.nextFieldName()) != null; ) {
      JsonToken value = parser.nextToken();
      if (field.equals("ApproximateCreationDateTime")) {
        created = whole(parser, -1);
      } else if (field.equals("ApproximateCreationDateTimePrecision")) {
        precision = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      } else if (field.equals("SizeBytes")) {
        sizeBytes = whole(parser, 0);
      } else if (field.equals("Keys") && value == JsonToken.START_OBJECT) {
        keys(parser);
      }
      parser.skipChildren();
    }
  }

  private void keys(JsonParser parser) throws IOException {
    for (String name; (name = parser.nextFieldName()) != null; ) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextFieldName() != null) {
          if (parser.nextToken().isScalarValue()) {
            key.add(name, parser.getText());
          }
          parser.skipChildren();
        }
      }
      parser.skipChildren();
    }
  }

  /** When the change was made, epoch milliseconds. */
  long millis() throws Unusable {
    if (created < 0) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD,
          "The change record has no ApproximateCreationDateTime, or it is not a whole number.");
    }
    boolean micros = precision == null ? created >= LEAST_MICROS : precision.equals("MICROSECOND");
    return micros ? created / 1_000 : created;
  }

  private static long whole(JsonParser parser, long otherwise) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        ? parser.getLongValue()
        : otherwise;
  }
}
