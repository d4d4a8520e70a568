package io.flowlens.lab.bench;

import io.flowlens.lab.simulator.format.LogsBatch;
import io.flowlens.lab.simulator.format.SpanJson;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * Records made beforehand, in a file mapped into memory: reading one costs no more than copying its
 * bytes, which every Kinesis consumer does too. A file holds, for each record, its arrival, its
 * length and its bytes.
 */
final class Corpus {
  /** Spans in a full batch. */
  static final int BATCH = 64;

  /** The content of a record. */
  enum Form {
    /** A gzip CloudWatch Logs batch of {@value Corpus#BATCH} spans. */
    BATCHES,
    /** One span as plain JSON. */
    PLAIN
  }

  private static final int HEADER = Long.BYTES + Integer.BYTES;

  private final MappedByteBuffer bytes;
  private final int[] offsets;

  private Corpus(MappedByteBuffer bytes, int[] offsets) {
    this.bytes = bytes;
    this.offsets = offsets;
  }

  /** Opens the file of this form and size, which must have been made. */
  static Corpus open(Path folder, Form form, long spans) {
    try (FileChannel channel = FileChannel.open(file(folder, form, spans))) {
      MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return new Corpus(bytes, offsets(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] offsets(MappedByteBuffer bytes) {
    int[] offsets = new int[1024];
    int records = 0;
    for (int at = 0; at < bytes.limit(); at += HEADER + bytes.getInt(at + Long.BYTES)) {
      if (records == offsets.length) {
        offsets = Arrays.copyOf(offsets, records * 2);
      }
      offsets[records++] = at;
    }
    return Arrays.copyOf(offsets, records);
  }

  int records() {
    return offsets.length;
  }

  /** When the stream took the record, epoch milliseconds. */
  long arrival(int record) {
    return bytes.getLong(offsets[record]);
  }

  /** A copy of the record's bytes. */
  byte[] data(int record) {
    byte[] copy = new byte[bytes.getInt(offsets[record] + Long.BYTES)];
    bytes.get(offsets[record] + HEADER, copy);
    return copy;
  }

  /** Makes the file unless it is there. */
  static void make(Path folder, Form form, long spans) throws IOException {
    Path file = file(folder, form, spans);
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "corpus", ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 20))) {
      if (form == Form.PLAIN) {
        writePlain(new Traffic(spans), out);
      } else {
        writeBatches(new Traffic(spans), out);
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void writePlain(Traffic traffic, DataOutputStream out) throws IOException {
    Instrumentation instrumentation = new Instrumentation();
    while (traffic.hasNext()) {
      Traffic.Delivered next = traffic.next();
      String text = SpanJson.flat(instrumentation.record(next.span()));
      writeRecord(next.at(), text.getBytes(StandardCharsets.UTF_8), out);
    }
  }

  private static void writeBatches(Traffic traffic, DataOutputStream out) throws IOException {
    Instrumentation instrumentation = new Instrumentation();
    LogsBatch batch = emptyBatch();
    for (long event = 0; traffic.hasNext(); event++) {
      Traffic.Delivered next = traffic.next();
      String text = SpanJson.flat(instrumentation.record(next.span()));
      batch.add(String.format("%056d", event), next.span().endMillis(), text);
      if (batch.size() == BATCH || !traffic.hasNext()) {
        writeRecord(next.at(), batch.gzipped(), out);
        batch = emptyBatch();
      }
    }
  }

  private static LogsBatch emptyBatch() {
    return new LogsBatch(Landscape.ACCOUNT, "aws/spans", "default");
  }

  private static void writeRecord(long arrival, byte[] data, DataOutputStream out)
      throws IOException {
    out.writeLong(arrival);
    out.writeInt(data.length);
    out.write(data);
  }

  private static Path file(Path folder, Form form, long spans) {
    return folder.resolve(
        String.format(Locale.ROOT, "%s-%d-%d.bin", form, spans, Traffic.SEED)
            .toLowerCase(Locale.ROOT));
  }
}
