package io.flowlens.lab.demo.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's typed values as JSON. In the Kinesis form binary values are in base64 twice. */
final class AttributeJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AttributeJson() {}

  static ObjectNode item(Map<String, AttributeValue> attributes) {
    ObjectNode json = NODES.objectNode();
    attributes.forEach((name, value) -> json.set(name, value(value)));
    return json;
  }

  private static ObjectNode value(AttributeValue value) {
    return NODES.objectNode().set(typeName(value), content(value));
  }

  /** The SDK calls the type NULL by another name. */
  private static String typeName(AttributeValue value) {
    return value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name();
  }

  private static JsonNode content(AttributeValue value) {
    return switch (value.type()) {
      case S -> NODES.textNode(value.s());
      case N -> NODES.textNode(value.n());
      case B -> NODES.textNode(twice(value.b()));
      case BOOL -> NODES.booleanNode(value.bool());
      case NUL -> NODES.booleanNode(value.nul());
      case M -> item(value.m());
      case L -> array(value.l().stream().<JsonNode>map(AttributeJson::value));
      case SS -> array(value.ss().stream().map(NODES::textNode));
      case NS -> array(value.ns().stream().map(NODES::textNode));
      case BS -> array(value.bs().stream().map(bytes -> NODES.textNode(twice(bytes))));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("A new type of value: " + value);
    };
  }

  private static ArrayNode array(Stream<? extends JsonNode> elements) {
    ArrayNode array = NODES.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  private static String twice(SdkBytes bytes) {
    Base64.Encoder encoder = Base64.getEncoder();
    return encoder.encodeToString(encoder.encode(bytes.asByteArray()));
  }
}
