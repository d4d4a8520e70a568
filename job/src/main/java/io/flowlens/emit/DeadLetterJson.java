package io.flowlens.emit;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.model.DeadLetter;
import io.flowlens.schemas.SchemaVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A dead letter as {@code dead-letter.schema.json} describes it: whole, or in parts where its data
 * is too much for one Kinesis record.
 */
final class DeadLetterJson implements JsonForm<DeadLetter> {
  /**
   * Bytes of data in one part: in base64 they are 933,336, which leaves a tenth of a Kinesis record
   * (1 MiB) for the other fields.
   */
  static final int PART_BYTES = 700_000;

  /** Longer text than this is cut, so that the other fields fit their tenth whatever they hold. */
  private static final int MAX_TEXT = 4_000;

  @Override
  public void write(DeadLetter letter, JsonGenerator json) throws IOException {
    write(letter, 0, 1, letter.data.length, json);
  }

  /** The records that carry this dead letter: one, or as many as its data needs. */
  static List<byte[]> records(DeadLetter letter) {
    int parts = Math.max(1, (letter.data.length + PART_BYTES - 1) / PART_BYTES);
    List<byte[]> records = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      int number = part;
      JsonForm<DeadLetter> form = (l, json) -> write(l, number, parts, PART_BYTES, json);
      records.add(form.bytes(letter));
    }
    return records;
  }

  private static void write(
      DeadLetter letter, int part, int parts, int partBytes, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField(SchemaVersion.FIELD, SchemaVersion.DEAD_LETTER);
    json.writeStringField("reason", letter.reason);
    json.writeStringField("detail", cut(letter.detail == null ? "" : letter.detail));
    Fields.textIfKnown("stream", cut(letter.stream), json);
    Fields.textIfKnown("shardId", cut(letter.shardId), json);
    Fields.textIfKnown("sequence", cut(letter.sequence), json);
    if (letter.arrival != 0) {
      Fields.time("arrival", letter.arrival, json);
    }
    if (parts > 1) {
      json.writeObjectFieldStart("part");
      json.writeNumberField("number", part + 1);
      json.writeNumberField("of", parts);
      json.writeEndObject();
    }
    int from = part * partBytes;
    int length = Math.min(partBytes, letter.data.length - from);
    json.writeFieldName("data");
    json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, letter.data, from, length);
    json.writeEndObject();
  }

  private static String cut(String text) {
    return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }
}
