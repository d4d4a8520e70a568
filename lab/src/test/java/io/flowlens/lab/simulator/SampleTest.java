package io.flowlens.lab.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive that the README replays is what the simulator writes. To renew it: {@code
 * scripts/simulate --out samples/incident --scenario incident --minutes 14 --seed 7}.
 */
class SampleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLE = Path.of("..", "samples", "incident", "part-0.jsonl.gz");

  @TempDir Path folder;

  @Test
  void theSampleIsWhatTheSimulatorWrites() throws IOException {
    Simulate.run(
        "--out", folder.toString(), "--scenario", "incident", "--minutes", "14", "--seed", "7");
    assertThat(records(SAMPLE)).isEqualTo(records(folder.resolve("part-0.jsonl.gz")));
  }

  @Test
  void theSampleIsSmall() throws IOException {
    assertThat(Files.size(SAMPLE)).isLessThan(300_000);
  }

  /** Without what zip libraries do differently. */
  private static List<String> records(Path file) throws IOException {
    List<String> records = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode envelope = JSON.readTree(line);
        records.add(
            envelope.path("arrival").asText() + ' ' + text(envelope.path("data").binaryValue()));
      }
    }
    return records;
  }

  private static String text(byte[] data) throws IOException {
    if (data[0] == '{') {
      return new String(data, StandardCharsets.UTF_8);
    }
    try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(data))) {
      return new String(zipped.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
