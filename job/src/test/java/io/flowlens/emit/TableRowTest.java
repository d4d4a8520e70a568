package io.flowlens.emit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.config.Settings;
import io.flowlens.model.Access;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableRowTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void anEdgesRowIsFoundByEdgeAndByWindow() {
    TableRow row = TableRow.of(Results.writes(), MONTH);
    assertThat(row.fault()).isNull();
    assertThat(row.pk).isEqualTo("edge#" + Results.WRITES.id());
    assertThat(row.sk).isEqualTo("60#2026-11-24T10:00:00Z");
    assertThat(row.window).matches("60#2026-11-24T10:00:00Z#[0-3]");
    assertThat(Instant.ofEpochSecond(row.expiresAt)).isEqualTo("2026-12-24T10:01:00Z");
  }

  @Test
  void aRollUpIsFoundByItsLengthAndKeptAsLongAsThatSays() {
    EdgeAggregate hour = Results.writes();
    hour.windowSeconds = 3600;
    Retention retention = Retention.of(Settings.defaults());
    TableRow row = TableRow.of(hour, retention.of(hour.windowSeconds));
    assertThat(row.sk).isEqualTo("3600#2026-11-24T10:00:00Z");
    assertThat(row.window).matches("3600#2026-11-24T10:00:00Z#[0-3]");
    assertThat(Instant.ofEpochSecond(row.expiresAt)).isEqualTo("2027-12-29T11:00:00Z");
    assertThat(retention.of(300)).isEqualTo(Duration.ofDays(90));
    assertThat(retention.of(60)).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void anAnomalysRevisionsShareARow() {
    Anomaly later = Results.storm();
    later.revision = 2;
    later.updatedAt = Results.at("10:02:00");
    TableRow first = TableRow.of(Results.storm(), MONTH);
    TableRow second = TableRow.of(later, MONTH);
    assertThat(first.pk).isEqualTo("anomaly#2026-11-24").isEqualTo(second.pk);
    assertThat(first.sk)
        .isEqualTo("2026-11-24T10:00:40Z#retry-cascade-9f86d081")
        .isEqualTo(second.sk);
    assertThat(first.window).isNull();
    assertThat(Instant.ofEpochSecond(second.expiresAt)).isEqualTo("2026-12-24T10:02:00Z");
  }

  @Test
  void everyFieldOfTheJsonIsANativeAttributeOfTheSameNameAndValue() throws Exception {
    for (TableRow row :
        new TableRow[] {
          TableRow.of(Results.writes(), MONTH),
          TableRow.of(Results.bare(), MONTH),
          TableRow.of(Results.storm(), MONTH)
        }) {
      Map<String, AttributeValue> item = new LinkedHashMap<>(TableItems.item(row));
      assertThat(item.remove("pk").s()).isEqualTo(row.pk);
      assertThat(item.remove("sk").s()).isEqualTo(row.sk);
      assertThat(item.remove("expiresAt").n()).isEqualTo(Long.toString(row.expiresAt));
      AttributeValue window = item.remove("window");
      assertThat(window == null ? null : window.s()).isEqualTo(row.window);
      assertThat(json(item)).isEqualTo(JSON.readTree(row.json).toString());
    }
  }

  @Test
  void aRowThatIsTooLargeForTheTableIsKeptBack() {
    EdgeAggregate row = Results.writes();
    for (int i = 0; i < 20_000; i++) {
      row.counts.get(Detail.OPERATIONS).add("operation-number-" + i, 1L);
    }
    assertThat(TableRow.of(row, MONTH).fault()).matches("it is \\d+ bytes, the table takes 409600");
  }

  @Test
  void aKeyThatIsTooLongForTheTableIsKeptBack() {
    Node named = Node.of(NodeKind.SERVICE, "", "", "é".repeat(600));
    Pane counts = new Pane();
    counts.edge = Edge.of(named, Results.ORDERS, Access.READ);
    assertThat(TableRow.of(Results.aggregate(counts), MONTH).fault())
        .isEqualTo("a key is longer than 1024 bytes");
  }

  @Test
  void separatorsInNamesDoNotReachTheKeys() {
    Node named = Node.of(NodeKind.SERVICE, "", "", "a$b|c:d e");
    Pane counts = new Pane();
    counts.edge = Edge.of(named, Results.ORDERS, Access.READ);
    TableRow row = TableRow.of(Results.aggregate(counts), MONTH);
    assertThat(row.fault()).isNull();
    assertThat(row.pk).startsWith("edge#service:::a%24b%7Cc%3Ad%20e|table:");
    Anomaly anomaly = Results.storm();
    anomaly.id = "a$b";
    assertThat(TableRow.of(anomaly, MONTH).fault()).isEqualTo("a key holds a dollar sign");
  }

  private static String json(Map<String, AttributeValue> fields) {
    ObjectNode object = JSON.createObjectNode();
    fields.forEach((name, value) -> object.set(name, node(value)));
    return object.toString();
  }

  private static JsonNode node(AttributeValue value) {
    JsonNodeFactory nodes = JSON.getNodeFactory();
    return switch (value.type()) {
      case S -> nodes.textNode(value.s());
      case N -> nodes.numberNode(new BigDecimal(value.n()));
      case BOOL -> nodes.booleanNode(value.bool());
      case L -> {
        ArrayNode array = nodes.arrayNode();
        value.l().forEach(element -> array.add(node(element)));
        yield array;
      }
      case M -> {
        ObjectNode object = nodes.objectNode();
        value.m().forEach((name, field) -> object.set(name, node(field)));
        yield object;
      }
      default -> throw new AssertionError(value);
    };
  }
}
