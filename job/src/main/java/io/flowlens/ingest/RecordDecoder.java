package io.flowlens.ingest;

import io.flowlens.config.Settings;
import io.flowlens.model.RawRecord;
import io.flowlens.schemas.DeadLetterReason;

/**
 * Turns records into events, without Flink: inflates, finds the format, decodes. This is the seam
 * for a faster way to the same events.
 */
public final class RecordDecoder implements AutoCloseable {
  private final Tools tools;
  private final Formats formats;
  private final Gunzip gunzip;

  public RecordDecoder(Settings settings, Aliases aliases) {
    tools = new Tools(settings, aliases);
    formats = new Formats(tools);
    gunzip = new Gunzip(Math.toIntExact(settings.get(IngestOptions.MAX_INFLATED_BYTES)));
  }

  /** The ids of all formats. */
  public java.util.List<String> formatIds() {
    return formats.ids();
  }

  /**
   * Decodes one record into {@code events}, which it empties first. Never throws: what cannot be
   * used is a fault among the events.
   */
  public void decode(RawRecord record, Events events) {
    events.clear();
    try {
      formats.decode(payload(record), events);
    } catch (Unusable e) {
      events.clear();
      events.unusable(e.reason(), e.getMessage(), null);
    } catch (RuntimeException | StackOverflowError e) {
      events.clear();
      events.unusable(DeadLetterReason.INTERNAL_ERROR, "Decoding failed with " + e + ".", null);
    }
  }

  private Payload payload(RawRecord record) throws Unusable {
    byte[] data = record.data;
    Payload payload;
    if (data == null) {
      throw empty();
    } else if (Gunzip.looksLikeGzip(data)) {
      gunzip.inflate(data);
      payload = Payload.of(Origin.of(record), gunzip.buffer(), 0, gunzip.length());
    } else {
      payload = Payload.of(Origin.of(record), data, 0, data.length);
    }
    checkText(payload);
    return payload;
  }

  private static void checkText(Payload payload) throws Unusable {
    int i = 0;
    while (i < payload.length() && payload.at(i) <= ' ') {
      i++;
    }
    if (i == payload.length()) {
      throw empty();
    }
    for (int k = 0; k < Math.min(4, payload.length()); k++) {
      if (payload.at(k) == 0 || payload.at(k) >= 0xfe) {
        throw new Unusable(
            DeadLetterReason.BAD_UTF8, "The record is not UTF-8: it starts like UTF-16 or UTF-32.");
      }
    }
  }

  private static Unusable empty() {
    return new Unusable(DeadLetterReason.EMPTY, "The record holds nothing.");
  }

  @Override
  public void close() {
    gunzip.close();
  }
}
