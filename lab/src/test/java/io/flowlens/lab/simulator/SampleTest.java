package io.flowlens.lab.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.replay.Replay;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSampleTellsWhatItsReadmeSays(int parallelism) throws IOException {
    int status =
        Replay.run(
            "--in", SAMPLE.getParent().toString(),
            "--out", folder.toString(),
            "--account", "111122223333",
            "--region", "us-east-1",
            "--parallelism", String.valueOf(parallelism));
    assertThat(status).isZero();
    assertThat(Files.readAllLines(folder.resolve("edges.jsonl"))).hasSize(70);
    assertThat(folder.resolve("dead-letters.jsonl")).isEmptyFile();
    List<String> anomalies = Files.readAllLines(folder.resolve("anomalies.jsonl"));
    assertThat(anomalies).hasSize(1);
    JsonNode anomaly = JSON.readTree(anomalies.get(0));
    assertThat(anomaly.path("type").asText()).isEqualTo("retry-cascade");
    assertThat(anomaly.path("summary").asText())
        .startsWith("checkout → Orders (write): ")
        .contains("2.71 attempts per call")
        .endsWith(
            ". 49 s before, Orders was changed: UpdateTable by operations:"
                + " provisionedThroughput.readCapacityUnits=100,"
                + " provisionedThroughput.writeCapacityUnits=10.");
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
