package io.flowlens.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.local.LocalDataInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLinesTest {
  private static final int BLOCK = 1 << 16;

  @TempDir Path folder;

  @Test
  void aLineMayBeLongerThanABlockAndEndWithIt() throws IOException {
    List<String> lines =
        List.of(
            "a".repeat(BLOCK - 1),
            "b".repeat(BLOCK),
            "c",
            "d".repeat(3 * BLOCK + 7),
            "e".repeat(BLOCK - 3));
    assertThat(read(String.join("\n", lines))).isEqualTo(lines);
    assertThat(read(String.join("\n", lines) + "\n")).isEqualTo(lines);
  }

  @Test
  void blankLinesAreNoRecords() throws IOException {
    assertThat(read("\n \t\r\n{}\n\n\r\n{\"a\":1}\n  ")).containsExactly("{}", "{\"a\":1}");
  }

  @Test
  void anEmptyFileHasNoLines() throws IOException {
    assertThat(read("")).isEmpty();
  }

  private List<String> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("archive.jsonl"), text);
    List<String> lines = new ArrayList<>();
    try (StreamFormat.Reader<RawRecord> reader =
        new ArchiveLines("111122223333", "us-east-1")
            .createReader(new Configuration(), new LocalDataInputStream(file.toFile()))) {
      for (RawRecord next = reader.read(); next != null; next = reader.read()) {
        lines.add(new String(next.data, StandardCharsets.UTF_8));
      }
    }
    return lines;
  }
}
