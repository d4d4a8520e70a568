package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.schemas.EdgeTable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns native DynamoDB attributes into the JSON of the outside contract. */
final class Attributes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> KEYS =
      Set.of(EdgeTable.PK, EdgeTable.SK, EdgeTable.WINDOW, EdgeTable.EXPIRES_AT);

  private Attributes() {}

  /** A row of the edge table without the attributes that only lay it out. */
  static ObjectNode row(Map<String, AttributeValue> item) {
    ObjectNode row = object(item);
    row.remove(KEYS);
    return row;
  }

  private static ObjectNode object(Map<String, AttributeValue> attributes) {
    ObjectNode object = JSON.objectNode();
    attributes.forEach((name, value) -> object.set(name, value(value)));
    return object;
  }

  private static JsonNode value(AttributeValue value) {
    return switch (value.type()) {
      case S -> JSON.textNode(value.s());
      case N -> number(value.n());
      case BOOL -> JSON.booleanNode(value.bool());
      case M -> object(value.m());
      case L -> {
        ArrayNode list = JSON.arrayNode();
        value.l().forEach(item -> list.add(value(item)));
        yield list;
      }
      case SS -> {
        ArrayNode list = JSON.arrayNode();
        value.ss().forEach(list::add);
        yield list;
      }
      default -> JSON.nullNode();
    };
  }

  private static JsonNode number(String text) {
    BigDecimal number = new BigDecimal(text);
    if (number.stripTrailingZeros().scale() <= 0
        && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
      return JSON.numberNode(number.longValueExact());
    }
    return JSON.numberNode(number.doubleValue());
  }
}
