package io.flowlens.ingest.formats.change;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import io.flowlens.ingest.naming.KeyHash;
import io.flowlens.schemas.DeadLetterReason;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** The {@code dynamodb} part of a change record. */
final class Change {
  /**
   * What a time without a precision is in microseconds from: milliseconds reach it in the year
   * 5138.
   */
  private static final long LEAST_MICROS = 100_000_000_000_000L;

  /** What a time without a precision is in milliseconds from; LocalStack writes seconds. */
  private static final long LEAST_MILLIS = 100_000_000_000L;

  final KeyHash key = new KeyHash();
  final Image before = new Image();
  final Image now = new Image();
  long sizeBytes;
  private double created = Double.NaN;
  private boolean isObject;
  private boolean hasTime;

  /** The time where it is ISO 8601, as tools print it, in epoch milliseconds; else 0. */
  private long iso;

  private String precision;

  /** Reads the value. */
  void read(Cursor cursor) throws NotJson {
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    isObject = true;
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "ApproximateCreationDateTime":
          String time = cursor.text();
          created = number(time);
          iso = Double.isNaN(created) ? iso(time) : 0;
          hasTime = true;
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
          now.read(cursor);
          break;
        case "OldImage":
          before.read(cursor);
          break;
        default:
          cursor.skip();
          break;
      }
    }
  }

  private void keys(Cursor cursor) throws NotJson {
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

  /** A hash of what was added to the item's numbers; 0 when nothing was. */
  long added() {
    return new Additions(before.numbers, now.numbers).hash(key.value());
  }

  private static double number(String text) {
    try {
      return text == null ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }

  private static long iso(String text) {
    try {
      return text == null ? 0 : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return 0;
    }
  }

  /**
   * When the change was made, epoch milliseconds. Kinesis Data Streams for DynamoDB writes
   * milliseconds or microseconds, LocalStack in its place seconds.
   *
   * @throws Unusable if the record has no time
   */
  long millis() throws Unusable {
    if (iso != 0) {
      return iso;
    }
    double time = created();
    if (precision == null && time < LEAST_MILLIS) {
      return Math.round(time * 1_000);
    }
    boolean micros = precision == null ? time >= LEAST_MICROS : precision.equals("MICROSECOND");
    return (long) (micros ? time / 1_000 : time);
  }

  /**
   * When the change was made, epoch milliseconds. DynamoDB Streams writes seconds.
   *
   * @throws Unusable if the record has no time
   */
  long millisOfSeconds() throws Unusable {
    return iso != 0 ? iso : Math.round(created() * 1_000);
  }

  /** Whether the change is there and has no time. */
  boolean hasNoTime() {
    return isObject && !hasTime;
  }

  private double created() throws Unusable {
    if (created >= 0) {
      return created;
    }
    throw new Unusable(
        DeadLetterReason.MISSING_FIELD,
        "The change record has no ApproximateCreationDateTime, or it is no time.");
  }
}
