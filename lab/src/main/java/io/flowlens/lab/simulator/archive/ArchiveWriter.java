package io.flowlens.lab.simulator.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.wire.WireRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes records as an archive for {@code scripts/replay}: JSON lines, each an envelope {@code
 * {"stream","arrival","partitionKey","data"}} with {@code arrival} in epoch milliseconds (a number)
 * and {@code data} the record's bytes in base64.
 */
public final class ArchiveWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private ArchiveWriter() {}

  /** Writes {@code part-<n>.jsonl[.gz]} into the folder, which is made if it is missing. */
  public static void write(Path folder, List<WireRecord> records, Layout layout)
      throws IOException {
    Files.createDirectories(folder);
    List<WireRecord> order = order(records, layout.shuffleSeed());
    int each = (order.size() + layout.files() - 1) / layout.files();
    for (int part = 0; part < layout.files(); part++) {
      int from = Math.min(order.size(), part * each);
      int to = Math.min(order.size(), from + each);
      String name = "part-" + part + (layout.gzip() ? ".jsonl.gz" : ".jsonl");
      try (Writer file = open(folder.resolve(name), layout.gzip())) {
        for (WireRecord record : order.subList(from, to)) {
          file.append(envelope(record)).append('\n');
        }
      }
    }
  }

  private static List<WireRecord> order(List<WireRecord> records, long shuffleSeed) {
    if (shuffleSeed == 0) {
      return records;
    }
    List<WireRecord> order = new ArrayList<>(records);
    SeededRandom random = SeededRandom.of(shuffleSeed);
    for (int i = order.size() - 1; i > 0; i--) {
      WireRecord other = order.set(random.below(i + 1), order.get(i));
      order.set(i, other);
    }
    return order;
  }

  private static Writer open(Path file, boolean gzip) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    return new BufferedWriter(
        new OutputStreamWriter(
            gzip ? new GZIPOutputStream(bytes, 1 << 16) : bytes, StandardCharsets.UTF_8));
  }

  private static String envelope(WireRecord record) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("stream", record.stream());
      json.writeNumberField("arrival", record.arrival());
      json.writeStringField("partitionKey", record.partitionKey());
      json.writeBinaryField("data", record.data());
      json.writeEndObject();
    }
    return line.toString();
  }
}
