package io.flowlens.ingest.change;

import io.flowlens.ingest.Cursor;
import io.flowlens.ingest.Unusable;
import io.flowlens.schemas.DeadLetterReason;

/** The {@code dynamodb} part of a change record. */
final class Change {
  /**
   * What a time without a precision is in microseconds from: milliseconds reach it in the year
   * 5138.
   */
  private static final long LEAST_MICROS = 100_000_000_000_000L;

  final KeyHash key = new KeyHash();
  final Additions additions = new Additions();
  long sizeBytes;
  private long created = -1;
  private String precision;

  /** Reads the value. */
  void read(Cursor cursor) throws Cursor.Refused {
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "ApproximateCreationDateTime":
          created = cursor.whole(-1);
          break;
        case "ApproximateCreationDateTimePrecision":
          precision = cursor.symbol();
          break;
        case "SizeBytes":
          sizeBytes = cursor.whole(0);
          break;
        case "Keys":
          keys(cursor);
          break;
        case "NewImage":
          additions.readNow(cursor);
          break;
        case "OldImage":
          additions.readBefore(cursor);
          break;
        default:
          cursor.skip();
          break;
      }
    }
  }

  private void keys(Cursor cursor) throws Cursor.Refused {
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    while (cursor.nextField()) {
      String attribute = cursor.name();
      if (cursor.object()) {
        while (cursor.nextField()) {
          String value = cursor.text();
          if (value != null) {
            key.add(attribute, value);
          }
        }
      } else {
        cursor.skip();
      }
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
}
