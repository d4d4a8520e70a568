package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.lab.demo.aws.TableDefinition;
import io.flowlens.schemas.EdgeAttributes;
import io.flowlens.schemas.EdgeTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Where one job writes to: a table and two streams of its own. */
final class Target {
  private static final ObjectMapper JSON = new ObjectMapper();

  final String table;
  final Stream anomalies;
  final Stream deadLetters;
  private final DynamoDbClient dynamoDb;

  private Target(DynamoDbClient dynamoDb, KinesisClient kinesis, String name) {
    this.dynamoDb = dynamoDb;
    this.table = "edges-" + name;
    this.anomalies = Stream.create(kinesis, "anomalies-" + name);
    this.deadLetters = Stream.create(kinesis, "dead-letters-" + name);
    TableDefinition.table(table, EdgeTable.PK, EdgeTable.SK)
        .index(EdgeTable.BY_WINDOW, EdgeTable.WINDOW, EdgeTable.PK)
        .create(dynamoDb);
  }

  static Target create(DynamoDbClient dynamoDb, KinesisClient kinesis, String name) {
    return new Target(dynamoDb, kinesis, name);
  }

  /** All rows but the heartbeat, by their key. */
  Map<String, Map<String, AttributeValue>> rows() {
    Map<String, Map<String, AttributeValue>> rows = new TreeMap<>();
    dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
        .filter(row -> !row.get(EdgeTable.PK).s().equals(EdgeTable.HEARTBEAT_PK))
        .forEach(row -> rows.put(row.get(EdgeTable.PK).s() + " " + row.get(EdgeTable.SK).s(), row));
    return rows;
  }

  /** The sum of a count over all minutes of the edges whose key ends like this. */
  long sum(String edgeEnd, String count) {
    return rows().values().stream()
        .filter(row -> row.get(EdgeTable.PK).s().endsWith(edgeEnd))
        .filter(row -> row.get(EdgeTable.SK).s().startsWith("60#"))
        .mapToLong(row -> Long.parseLong(row.get(count).n()))
        .sum();
  }

  /** The sum of a count over the edges whose key ends like this, in one minute. */
  long sum(String edgeEnd, Instant minute, String count) {
    return rowsOf(edgeEnd, minute).stream()
        .mapToLong(row -> Long.parseLong(row.get(count).n()))
        .sum();
  }

  /** The calls of these edges in one minute of which only one half was seen. */
  long unpaired(String edgeEnd, Instant minute) {
    return rowsOf(edgeEnd, minute).stream()
        .map(row -> row.get(EdgeAttributes.COMPLETE).m().get("unpaired"))
        .mapToLong(unpaired -> Long.parseLong(unpaired.n()))
        .sum();
  }

  private List<Map<String, AttributeValue>> rowsOf(String edgeEnd, Instant minute) {
    return rows().values().stream()
        .filter(row -> row.get(EdgeTable.PK).s().endsWith(edgeEnd))
        .filter(row -> row.get(EdgeTable.SK).s().equals(EdgeTable.sk(60, minute)))
        .toList();
  }

  /** The last revision of each anomaly; a revision that was sent twice must be the same. */
  Map<String, JsonNode> anomalies() {
    Map<String, JsonNode> revisions = new TreeMap<>();
    Map<String, JsonNode> last = new TreeMap<>();
    for (byte[] data : anomalies.everything()) {
      JsonNode anomaly = parse(data);
      String id = anomaly.get("id").asText();
      JsonNode same = revisions.put(id + " " + anomaly.get("revision").asInt(), anomaly);
      assertThat(same == null || same.equals(anomaly)).as("%s and %s", same, anomaly).isTrue();
      last.merge(id, anomaly, (a, b) -> revision(a) > revision(b) ? a : b);
    }
    return last;
  }

  private static int revision(JsonNode anomaly) {
    return anomaly.get("revision").asInt();
  }

  /**
   * Dead letters by where their input came from, their data put together from its parts once all
   * are there.
   */
  Map<String, DeadLetter> deadLetters() {
    Map<String, Map<Integer, JsonNode>> parts = new TreeMap<>();
    for (byte[] data : deadLetters.everything()) {
      JsonNode letter = parse(data);
      String origin = letter.get("stream").asText() + " " + letter.get("sequence").asText();
      int number = letter.path("part").path("number").asInt(1);
      JsonNode same = parts.computeIfAbsent(origin, any -> new TreeMap<>()).put(number, letter);
      assertThat(same == null || same.equals(letter)).as("%s and %s", same, letter).isTrue();
    }
    Map<String, DeadLetter> letters = new TreeMap<>();
    parts.forEach(
        (origin, all) -> {
          if (all.size() == all.values().iterator().next().path("part").path("of").asInt(1)) {
            letters.put(origin, DeadLetter.of(all));
          }
        });
    return letters;
  }

  /** A dead letter as whoever reads the stream puts it together. */
  record DeadLetter(String reason, String detail, String data) {
    private static DeadLetter of(Map<Integer, JsonNode> parts) {
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      try {
        for (JsonNode part : parts.values()) {
          data.write(part.get("data").binaryValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      JsonNode first = parts.values().iterator().next();
      return new DeadLetter(
          first.get("reason").asText(), first.get("detail").asText(), text(data.toByteArray()));
    }

    /** Bytes as text, one character each, so that they can be compared and looked up. */
    static String text(byte[] data) {
      return new String(data, StandardCharsets.ISO_8859_1);
    }
  }

  private static JsonNode parse(byte[] data) {
    try {
      return JSON.readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
