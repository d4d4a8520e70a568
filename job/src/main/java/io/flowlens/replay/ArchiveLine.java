package io.flowlens.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * One line of an archive as a record: either the payload itself, or an envelope that holds the
 * record's bytes in base64 with its stream, arrival and partition key. A dead letter is an envelope
 * too, so dead letters can be replayed as they were written.
 */
final class ArchiveLine {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> ENVELOPE =
      Set.of(
          "stream", "arrival", "partitionKey", "data", "shardId", "sequence", "reason", "detail");

  private final String account;
  private final String region;

  /** Account and region stand in where a payload names none. */
  ArchiveLine(String account, String region) {
    this.account = account;
    this.region = region;
  }

  /** The record of this line; whatever is no envelope is a payload. */
  RawRecord parse(byte[] line) {
    RawRecord envelope = envelope(line);
    return envelope == null ? payload(line) : envelope;
  }

  /** The envelope's record; null if the line is none. */
  private RawRecord envelope(byte[] line) {
    RawRecord record = payload(null);
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        if (!ENVELOPE.contains(field) || !json.nextToken().isScalarValue()) {
          return null;
        }
        read(json, field, record);
      }
      return record.data != null && json.nextToken() == null ? record : null;
    } catch (IOException | DateTimeParseException notAnEnvelope) {
      return null;
    }
  }

  private static void read(JsonParser json, String field, RawRecord record) throws IOException {
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
      default:
        break;
    }
  }

  private RawRecord payload(byte[] data) {
    RawRecord record = new RawRecord();
    record.input = "archive";
    record.evidence = Evidence.FAST;
    record.account = account;
    record.region = region;
    record.stream = "";
    record.shardId = "";
    record.sequence = "";
    record.partitionKey = "";
    record.data = data;
    return record;
  }
}
