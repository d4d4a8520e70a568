package io.flowlens.lab.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads from a replay's {@code edges.jsonl} the numbers that naive rules use. */
final class MinuteReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One edge in one minute.
   *
   * @param calls logical calls
   * @param attempts with retries
   * @param failed calls that failed in the end
   * @param records carried
   * @param p50 milliseconds; NaN when unknown
   * @param p99 milliseconds; NaN when unknown
   */
  record Minute(long calls, long attempts, long failed, long records, double p50, double p99) {}

  private MinuteReader() {}

  /** By edge, then by the minute's start in epoch milliseconds. */
  static SortedMap<String, SortedMap<Long, Minute>> read(Path file) throws IOException {
    SortedMap<String, SortedMap<Long, Minute>> edges = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = JSON.readTree(line);
        edges
            .computeIfAbsent(row.path("edgeId").asText(), e -> new TreeMap<>())
            .put(Instant.parse(row.path("windowStart").asText()).toEpochMilli(), minute(row));
      }
    }
    return edges;
  }

  private static Minute minute(JsonNode row) {
    JsonNode latency = row.path("latencyMs");
    return new Minute(
        row.path("calls").asLong(),
        row.path("attempts").asLong(),
        row.path("failed").asLong(),
        row.path("records").asLong(),
        latency.path("p50").asDouble(Double.NaN),
        latency.path("p99").asDouble(Double.NaN));
  }
}
