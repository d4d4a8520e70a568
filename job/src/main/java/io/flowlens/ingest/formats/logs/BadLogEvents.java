package io.flowlens.ingest.formats.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The log events of a batch that could not be used. They become dead letters that are batches of
 * just these events, one for each reason, so that a replay counts no good event twice.
 */
final class BadLogEvents {
  /** Beyond this size a dead letter is gzip, as the batch itself was. */
  private static final int GZIP_FROM = 256 << 10;

  private final Map<String, BitSet> byReason = new TreeMap<>();
  private final Map<String, String> details = new TreeMap<>();
  private int count;
  private Unusable first;

  void add(int position, Unusable fault) {
    first = first == null ? fault : first;
    count++;
    byReason.computeIfAbsent(fault.reason(), reason -> new BitSet()).set(position);
    details.putIfAbsent(fault.reason(), "log event " + (position + 1) + ": " + fault.getMessage());
  }

  /**
   * Emits the dead letters.
   *
   * @param of how many log events the batch has
   * @throws Unusable if none of them could be used, for one reason: then the record itself says it
   */
  void emit(Payload batch, int of, Json json, Events events) throws Unusable, IOException {
    if (count == of && byReason.size() == 1 && of > 0) {
      throw new Unusable(first.reason(), detail(first.reason(), of));
    }
    byte[] text = byReason.isEmpty() ? null : batch.copy();
    for (Map.Entry<String, BitSet> entry : byReason.entrySet()) {
      byte[] cut = cut(text, entry.getValue(), json);
      events.unusable(entry.getKey(), detail(entry.getKey(), of), cut);
    }
  }

  private String detail(String reason, int of) {
    int n = byReason.get(reason).cardinality();
    return n + " of the batch's " + of + " log events cannot be used; " + details.get(reason);
  }

  /** The batch with only these log events, byte for byte as they were. */
  private static byte[] cut(byte[] text, BitSet keep, Json json) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonParser parser = json.parser(text)) {
      parser.nextToken();
      while (!"logEvents".equals(parser.nextFieldName())) {
        parser.nextToken();
        parser.skipChildren();
      }
      parser.nextToken();
      out.write(text, 0, after(parser));
      boolean comma = false;
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        if (keep.get(i)) {
          if (comma) {
            out.write(',');
          }
          out.write(text, start, after(parser) - start);
          comma = true;
        }
      }
      int rest = (int) parser.currentTokenLocation().getByteOffset();
      out.write(text, rest, text.length - rest);
    }
    return out.size() > GZIP_FROM ? gzip(out.toByteArray()) : out.toByteArray();
  }

  private static int after(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }

  private static byte[] gzip(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
    }
    return out.toByteArray();
  }
}
