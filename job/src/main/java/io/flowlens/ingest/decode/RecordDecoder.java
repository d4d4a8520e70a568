package io.flowlens.ingest.decode;

import io.flowlens.config.Settings;
import io.flowlens.ingest.IngestOptions;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.otlp.OtlpProtobuf;
import io.flowlens.ingest.formats.span.ChildSpans;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.log.LimitedLog;
import io.flowlens.model.RawRecord;
import io.flowlens.schemas.DeadLetterReason;
import java.util.List;

/**
 * Turns records into events, without Flink: inflates, finds the format, decodes. This is the seam
 * for a faster way to the same events.
 */
public final class RecordDecoder implements AutoCloseable {
  private static final int LINES_PER_MINUTE = 5;

  private final LimitedLog log = new LimitedLog(RecordDecoder.class, LINES_PER_MINUTE);
  private final Formats formats;
  private final Cursor cursor;
  private final ChildSpans children;
  private final OtlpProtobuf protobuf;
  private final Layers layers;

  public RecordDecoder(Settings settings, Aliases aliases) {
    Tools tools = new Tools(settings, aliases);
    formats = new Formats(tools, this::decodeBytes);
    cursor = tools.cursor();
    children = new ChildSpans(tools.nodes());
    protobuf = new OtlpProtobuf(tools);
    layers = new Layers(Math.toIntExact(settings.get(IngestOptions.MAX_INFLATED_BYTES)));
  }

  /** The ids of all formats. */
  public List<String> formatIds() {
    return formats.ids();
  }

  /**
   * Decodes one record into {@code events}, which it empties first. Never throws: what cannot be
   * used is a fault among the events.
   */
  public void decode(RawRecord record, Events events) {
    events.clear();
    try {
      decodeData(record, events);
      children.fold(events);
    } catch (Unusable e) {
      events.clear();
      events.unusable(e.reason(), e.getMessage(), null);
    } catch (RuntimeException | StackOverflowError e) {
      events.clear();
      log.error("Decoding failed; the record is a dead letter. This is a fault of flowlens", e);
      events.unusable(DeadLetterReason.INTERNAL_ERROR, "Decoding failed with " + e + ".", null);
    }
  }

  private void decodeData(RawRecord record, Events events) throws Unusable {
    byte[] data = record.data == null ? new byte[0] : record.data;
    Origin origin = Origin.of(record);
    layers.begin();
    List<byte[]> records = Aggregated.records(data);
    if (records == null) {
      decodeBytes(origin, data, 0, events);
      return;
    }
    BadParts bad = new BadParts("records in the aggregated record");
    for (byte[] one : records) {
      bad.decode(one, () -> decodeBytes(origin, one, 1, events));
    }
    bad.emit(Aggregated::of, events);
  }

  private void decodeBytes(Origin origin, byte[] data, int depth, Events events) throws Unusable {
    Inflation inflation = layers.inflate(data, depth);
    byte[] bytes = inflation == null ? data : inflation.bytes();
    int length = inflation == null ? data.length : inflation.length();
    if (protobuf.decode(origin, bytes, length, events)) {
      return;
    }
    try {
      decodeText(text(origin, bytes, length, depth), events);
    } catch (Unusable e) {
      boolean isBinary = e.reason().equals(DeadLetterReason.BAD_UTF8);
      throw isBinary && OtlpProtobuf.mayBegin(bytes, length)
          ? new Unusable(
              e.reason(), "The record is neither text nor a whole OTLP request in protobuf.")
          : e;
    }
  }

  private void decodeText(Payload payload, Events events) throws Unusable {
    try {
      formats.decode(payload, events);
    } catch (Unusable e) {
      boolean mayHoldSeveral =
          e.reason().equals(DeadLetterReason.BAD_JSON)
              || e.reason().equals(DeadLetterReason.UNKNOWN_FORMAT);
      Texts texts = mayHoldSeveral ? Texts.in(payload.copy(), cursor) : null;
      if (texts == null) {
        throw e;
      }
      Origin origin = payload.origin();
      texts.decode(
          text -> formats.decode(Payload.of(origin, text, 0, text.length, payload.depth()), events),
          events);
    }
  }

  /** The text, behind the mark that some writers put before UTF-8. */
  private static Payload text(Origin origin, byte[] bytes, int length, int depth) throws Unusable {
    boolean marked =
        length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    int from = marked ? 3 : 0;
    checkText(bytes, from, length);
    return Payload.of(origin, bytes, from, length, depth);
  }

  private static void checkText(byte[] bytes, int from, int to) throws Unusable {
    int i = from;
    while (i < to && isSpace(bytes[i])) {
      i++;
    }
    if (i == to) {
      throw empty();
    }
    for (int k = from; k < Math.min(from + 4, to); k++) {
      if (bytes[k] == 0 || (bytes[k] & 0xff) >= 0xfe) {
        throw new Unusable(
            DeadLetterReason.BAD_UTF8, "The record is not UTF-8: it starts like UTF-16 or UTF-32.");
      }
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static Unusable empty() {
    return new Unusable(DeadLetterReason.EMPTY, "The record holds nothing.");
  }

  @Override
  public void close() {
    layers.close();
  }
}
