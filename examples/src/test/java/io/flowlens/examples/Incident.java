package io.flowlens.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.schemas.EdgeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the job makes of samples/incident, in the local edge table and anomaly stream: as it was,
 * and once more as if it happened now, so that its last minutes are yet to come.
 */
final class Incident {
  static final String TABLE = "flowlens-edges";
  static final String STREAM = "anomalies";
  static final String WRITES =
      "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write";
  static final Instant FIRST_MINUTE = Instant.parse("2026-01-05T09:00:00Z");
  static final Instant LAST_MINUTE = Instant.parse("2026-01-05T09:13:00Z");

  private static final Pattern TIME = Pattern.compile("2026-01-05T[0-9:.]+Z(?=\")");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path OUT = Path.of("target/replay").toAbsolutePath();
  private static Duration shift;

  private Incident() {}

  /** Lets the job read the sample, and stores what it writes; once. */
  static synchronized void store() throws IOException {
    if (shift != null) {
      return;
    }
    Program.shell(
        "scripts/replay --in samples/incident --out "
            + OUT
            + " --account 111122223333 --region us-east-1");
    Instant soon = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(5));
    shift = Duration.between(LAST_MINUTE, soon);
    Local.createEdgeTable(TABLE);
    Local.createStream(STREAM);
    for (String line : edges()) {
      storeEdge(line);
      storeEdge(shifted(line));
    }
    for (String line : Files.readAllLines(OUT.resolve("rollups.jsonl"))) {
      storeEdge(line);
    }
    for (String line : Files.readAllLines(OUT.resolve("anomalies.jsonl"))) {
      storeAnomaly(line);
      storeAnomaly(shifted(line));
    }
  }

  /** The edge rows as the job wrote them, in JSON. */
  static List<String> edges() throws IOException {
    List<String> lines = Files.readAllLines(OUT.resolve("edges.jsonl"));
    assertThat(lines).hasSize(70);
    return lines;
  }

  /** The anomalies as the job wrote them, in JSON. */
  static List<String> anomalies() throws IOException {
    return Files.readAllLines(OUT.resolve("anomalies.jsonl"));
  }

  /** When something of this time happened in what is stored as if it happened now. */
  static Instant now(String time) {
    return Instant.parse(time).plus(shift);
  }

  private static void storeEdge(String json) throws IOException {
    JsonNode row = JSON.readTree(json);
    String edge = row.get("edgeId").asText();
    Instant start = Instant.parse(row.get("windowStart").asText());
    int seconds = row.get("windowSeconds").asInt();
    String window = EdgeTable.window(seconds, start, EdgeTable.spreadOf(edge));
    store(json, EdgeTable.pk(edge), EdgeTable.sk(seconds, start), Map.of("window", window));
  }

  private static void storeAnomaly(String json) throws IOException {
    JsonNode anomaly = JSON.readTree(json);
    String id = anomaly.get("id").asText();
    Instant start = Instant.parse(anomaly.get("startedAt").asText());
    store(json, EdgeTable.anomalyPk(start), EdgeTable.anomalySk(start, id), Map.of());
    Local.put(STREAM, id, json);
  }

  /** Native attributes of the JSON's names, and the keys. */
  private static void store(String json, String pk, String sk, Map<String, String> more) {
    Map<String, AttributeValue> item = new HashMap<>(EnhancedDocument.fromJson(json).toMap());
    item.put(EdgeTable.PK, AttributeValue.fromS(pk));
    item.put(EdgeTable.SK, AttributeValue.fromS(sk));
    item.put(EdgeTable.EXPIRES_AT, AttributeValue.fromN("4102444800"));
    more.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
    Local.DYNAMO_DB.putItem(put -> put.tableName(TABLE).item(item));
  }

  private static String shifted(String json) {
    return TIME.matcher(json).replaceAll(time -> now(time.group()).toString());
  }
}
