package io.flowlens.lab.simulator.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One record as it would sit in a Kinesis stream. */
public final class WireRecord {
  private final String stream;
  private final long arrival;
  private final String partitionKey;
  private final byte[] data;

  private WireRecord(String stream, long arrival, String partitionKey, byte[] data) {
    this.stream = stream;
    this.arrival = arrival;
    this.partitionKey = partitionKey;
    this.data = data;
  }

  /** A record that holds this text. */
  public static WireRecord plain(String stream, long arrival, String partitionKey, String text) {
    return new WireRecord(stream, arrival, partitionKey, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A record that holds this text gzipped, as CloudWatch Logs sends it. */
  public static WireRecord gzipped(String stream, long arrival, String partitionKey, String text) {
    return new WireRecord(
        stream, arrival, partitionKey, gzip(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] gzip(byte[] text) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(text.length / 8);
    try (GZIPOutputStream gzip = new QuickGzip(zipped)) {
      gzip.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can fail in memory", e);
    }
    return zipped.toByteArray();
  }

  /** Fast rather than small: most zipped records are read once and thrown away. */
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** The same record, arrived so much later. */
  public WireRecord later(long millis) {
    return new WireRecord(stream, arrival + millis, partitionKey, data);
  }

  /** The stream's name. */
  public String stream() {
    return stream;
  }

  /** When the stream took the record, epoch milliseconds. */
  public long arrival() {
    return arrival;
  }

  public String partitionKey() {
    return partitionKey;
  }

  /** The record's bytes; not to be changed. */
  public byte[] data() {
    return data;
  }
}
