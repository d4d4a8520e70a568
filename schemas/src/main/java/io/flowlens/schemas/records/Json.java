package io.flowlens.schemas.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flowlens.schemas.SchemaVersion;

/** How records are read from JSON. */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private Json() {}

  /** The JSON object in this text. */
  static ObjectNode object(String json, String kind) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (tree instanceof ObjectNode) {
        return (ObjectNode) tree;
      }
      throw new IllegalArgumentException("This is no " + kind + " but no JSON object at all.");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no " + kind + " but no JSON at all.", e);
    }
  }

  /** The version that a record says it follows. */
  static int version(ObjectNode record, String kind) {
    JsonNode version = record.path(SchemaVersion.FIELD);
    if (!version.isInt() || version.asInt() < 1) {
      throw new IllegalArgumentException(
          "This is no " + kind + ": it has no " + SchemaVersion.FIELD + ".");
    }
    return version.asInt();
  }

  /** A record of a version that is known. */
  static <T> T known(String json, Class<T> type, String kind, int newest) {
    ObjectNode record = object(json, kind);
    int version = version(record, kind);
    if (version > newest) {
      throw new NewerSchemaVersion(kind, version, newest);
    }
    return convert(record, type, kind);
  }

  /** The record as that type. */
  static <T> T convert(ObjectNode record, Class<T> type, String kind) {
    try {
      return MAPPER.treeToValue(record, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "This is no " + kind + " of version " + record.get(SchemaVersion.FIELD) + ".", e);
    }
  }
}
