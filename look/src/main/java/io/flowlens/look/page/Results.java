package io.flowlens.look.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay wrote.
 *
 * @param rows the edges' minutes
 * @param anomalies each in its last revision
 */
public record Results(List<ObjectNode> rows, List<ObjectNode> anomalies) {
  private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

  /** Reads them from the replay's folder. */
  public static Results read(Path folder) throws IOException {
    return new Results(
        lines(folder.resolve("edges.jsonl")), lines(folder.resolve("anomalies.jsonl")));
  }

  private static List<ObjectNode> lines(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<ObjectNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add((ObjectNode) json.readTree(line));
    }
    return lines;
  }

  /**
   * The minute that says most: the one after the worst anomaly began, else the one with most calls.
   *
   * @param otherwise the minute if there were no calls at all
   */
  public Instant minute(Instant otherwise) {
    return anomalies.stream()
        .filter(anomaly -> !anomaly.path("status").asText().equals("retracted"))
        .filter(anomaly -> SEVERITIES.contains(anomaly.path("severity").asText()))
        .min(
            Comparator.comparingInt(
                    (ObjectNode anomaly) -> SEVERITIES.indexOf(anomaly.path("severity").asText()))
                .thenComparing(anomaly -> anomaly.path("startedAt").asText()))
        .map(anomaly -> Instant.parse(anomaly.path("startedAt").asText()).plusSeconds(60))
        .orElseGet(() -> busiest(otherwise));
  }

  private Instant busiest(Instant otherwise) {
    Map<String, Long> calls = new TreeMap<>();
    rows.forEach(
        row ->
            calls.merge(row.path("windowStart").asText(), row.path("calls").asLong(), Long::sum));
    return calls.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> Instant.parse(most.getKey()))
        .orElse(otherwise);
  }
}
