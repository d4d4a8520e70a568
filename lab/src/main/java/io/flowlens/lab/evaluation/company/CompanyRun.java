package io.flowlens.lab.evaluation.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.LocalCluster;
import io.flowlens.Topology;
import io.flowlens.config.Settings;
import io.flowlens.emit.FileSinks;
import io.flowlens.ingest.naming.Aliases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Lets the real job read a day of the company. */
final class CompanyRun {
  private static final int PARALLELISM = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private CompanyRun() {}

  /**
   * The day's anomalies, each in its last revision, in the order in which they began.
   *
   * @param folder for what the job writes
   */
  static List<JsonNode> anomalies(Day day, Path folder) throws IOException {
    Files.createDirectories(folder);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            PARALLELISM, LocalCluster.configuration());
    Topology.build(
        env,
        List.of(new DayInput(day)),
        new FileSinks(folder),
        Settings.defaults(),
        Aliases.none());
    try {
      env.execute("company");
    } catch (Exception e) {
      throw new IOException("the job failed", e);
    }
    return last(folder.resolve("anomalies.jsonl"));
  }

  private static List<JsonNode> last(Path file) throws IOException {
    Map<String, JsonNode> last = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode anomaly = JSON.readTree(line);
      last.merge(
          anomaly.get("id").asText(),
          anomaly,
          (a, b) -> a.get("revision").asInt() > b.get("revision").asInt() ? a : b);
    }
    return last.values().stream()
        .sorted(Comparator.comparing(anomaly -> Instant.parse(anomaly.get("startedAt").asText())))
        .toList();
  }
}
