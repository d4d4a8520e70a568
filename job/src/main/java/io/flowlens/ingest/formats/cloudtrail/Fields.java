package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.Map;

/**
 * Reads fields whatever their case, because CloudTrail writes {@code tableName} and {@code
 * TableName} in one record.
 */
final class Fields {
  private Fields() {}

  /** The field's value; a missing node where there is none. */
  static JsonNode get(JsonNode object, String name) {
    JsonNode exact = object.get(name);
    if (exact != null) {
      return exact;
    }
    for (Iterator<Map.Entry<String, JsonNode>> i = object.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> field = i.next();
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  /** The field's text; empty where it has none. */
  static String text(JsonNode object, String name) {
    return get(object, name).asText("");
  }
}
