package io.flowlens.schemas.records;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares the public fields of a class with the properties of a JSON Schema, all levels. */
final class SchemaFields {
  private final JsonNode root;
  private final List<String> faults = new ArrayList<>();

  SchemaFields(JsonNode root) {
    this.root = root;
  }

  /** What one has and the other has not, or has with another type. */
  List<String> faults(Class<?> type) {
    compare("", root, type);
    return faults;
  }

  private void compare(String path, JsonNode schema, Class<?> type) {
    Map<String, Type> fields = fields(type);
    TreeSet<String> names = new TreeSet<>(fields.keySet());
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!schema.path("properties").has(name)) {
        faults.add(path + name + ": not in the schema");
      } else if (!fields.containsKey(name)) {
        faults.add(path + name + ": no field");
      } else {
        JsonNode property = schema.path("properties").path(name);
        boolean required = schema.path("required").toString().contains("\"" + name + "\"");
        compareTypes(path + name, property, required, fields.get(name));
      }
    }
  }

  private void compareTypes(String path, JsonNode property, boolean required, Type type) {
    JsonNode schema = resolve(property);
    Type wanted = wanted(schema, property, required);
    if (wanted == List.class && type instanceof ParameterizedType list) {
      compareTypes(path + "[]", schema.path("items"), true, list.getActualTypeArguments()[0]);
    } else if (wanted == Map.class) {
      if (!type.getTypeName().equals("java.util.Map<java.lang.String, java.lang.Long>")) {
        faults.add(path + ": " + type + " instead of a map of counts");
      }
    } else if (wanted == Object.class && type instanceof Class<?> nested) {
      compare(path + ".", schema, nested);
    } else if (!type.equals(wanted) && !(wanted == long.class && isWhole(type, required))) {
      faults.add(path + ": " + type + " instead of " + wanted);
    }
  }

  /** What may be absent may be null. */
  private static boolean isWhole(Type type, boolean required) {
    return type == int.class || (type == Long.class && !required);
  }

  private JsonNode resolve(JsonNode property) {
    return property.has("$ref") ? root.at(property.get("$ref").asText().substring(1)) : property;
  }

  private static Type wanted(JsonNode schema, JsonNode property, boolean required) {
    if (schema.path("format").asText().equals("date-time")) {
      return Instant.class;
    }
    if (property.has("contentEncoding")) {
      return byte[].class;
    }
    if (schema.has("const")) {
      return long.class;
    }
    return switch (schema.path("type").asText("string")) {
      case "integer" -> long.class;
      case "number" -> required ? double.class : Double.class;
      case "boolean" -> boolean.class;
      case "array" -> List.class;
      case "object" -> schema.has("properties") ? Object.class : Map.class;
      default -> schema.path("enum").path(0).isInt() ? long.class : String.class;
    };
  }

  private static Map<String, Type> fields(Class<?> type) {
    Map<String, Type> fields = new LinkedHashMap<>();
    for (Field field : type.getFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        JsonProperty named = field.getAnnotation(JsonProperty.class);
        fields.put(named == null ? field.getName() : named.value(), field.getGenericType());
      }
    }
    return fields;
  }
}
