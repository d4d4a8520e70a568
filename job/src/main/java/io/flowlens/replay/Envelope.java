package io.flowlens.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.model.RawRecord;
import io.flowlens.schemas.SchemaVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * A line that holds a record's bytes in base64, with what else is known of the record. A dead
 * letter is one too, and may hold only a part of the bytes.
 */
final class Envelope {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> FIELDS =
      Set.of(
          SchemaVersion.FIELD,
          "stream",
          "arrival",
          "partitionKey",
          "data",
          "shardId",
          "sequence",
          "reason",
          "detail");

  private final RawRecord record;
  private String reason = "";
  private String detail = "";
  private int number;
  private int of;

  private Envelope(RawRecord record) {
    this.record = record;
  }

  /** Reads a line into a record that says the rest; null where it is no envelope. */
  static Envelope parse(byte[] line, RawRecord into) {
    Envelope envelope = new Envelope(into);
    try (JsonParser json = JSON.createParser(line)) {
      return envelope.read(json) ? envelope : null;
    } catch (IOException | DateTimeParseException notAnEnvelope) {
      return null;
    }
  }

  private boolean read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("part") && value == JsonToken.START_OBJECT) {
        part(json);
      } else if (FIELDS.contains(field) && value.isScalarValue()) {
        read(field, json);
      } else {
        return false;
      }
    }
    boolean partFits = of == 0 || (number >= 1 && number <= of);
    return record.data != null && partFits && json.nextToken() == null;
  }

  private void part(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("number")) {
        number = json.getIntValue();
      } else if (field.equals("of")) {
        of = json.getIntValue();
      } else {
        json.skipChildren();
      }
    }
  }

  private void read(String field, JsonParser json) throws IOException {
    switch (field) {
      case "data":
        record.data = json.getBinaryValue();
        break;
      case "arrival":
        record.arrival =
            json.currentToken().isNumeric()
                ? json.getLongValue()
                : Instant.parse(json.getText()).toEpochMilli();
        break;
      case "stream":
        record.stream = json.getText();
        break;
      case "partitionKey":
        record.partitionKey = json.getText();
        break;
      case "shardId":
        record.shardId = json.getText();
        break;
      case "sequence":
        record.sequence = json.getText();
        break;
      case "reason":
        reason = json.getText();
        break;
      case SchemaVersion.FIELD:
        break; // All versions so far have these fields.
      default:
        detail = json.getText();
        break;
    }
  }

  /** The record, of which it may hold only a part of the data. */
  RawRecord record() {
    return record;
  }

  /** Whether it holds only a part. */
  boolean isPart() {
    return of > 1;
  }

  /** Which part it holds, from 1. */
  int number() {
    return number;
  }

  /** How many parts there are. */
  int of() {
    return of;
  }

  /** The same text for all parts of one dead letter, another for any other. */
  String whole() {
    return String.join(
        "\n",
        reason,
        record.stream,
        record.shardId,
        record.sequence,
        Long.toString(record.arrival),
        Integer.toString(of),
        detail);
  }
}
