package io.flowlens.ingest.formats.flowevent;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.util.Iterator;
import java.util.Set;

/** Reads one object of a flow event as strictly as the schema says. */
final class Fields {
  private final JsonNode object;
  private final String path;

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /**
   * The fields of an object.
   *
   * @throws Unusable if it has one that is not known, which is most likely misspelt
   */
  static Fields of(JsonNode object, String path, Set<String> known) throws Unusable {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw wrong("The flow event has the unknown field " + path + shortened(name) + '.');
      }
    }
    return new Fields(object, path);
  }

  /** The object in this field; null where there is none. */
  Fields object(String name, Set<String> known) throws Unusable {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return null;
    }
    require(value.isObject(), name, "an object");
    return of(value, path + name + '.', known);
  }

  boolean has(String name) {
    return object.has(name);
  }

  JsonNode get(String name) {
    return object.path(name);
  }

  String text(String name, String pattern, String form, String otherwise) throws Unusable {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    require(
        value.isTextual() && (pattern == null || value.textValue().matches(pattern)), name, form);
    return value.textValue();
  }

  String text(String name, String otherwise) throws Unusable {
    return text(name, null, "text", otherwise);
  }

  boolean flag(String name, boolean otherwise) throws Unusable {
    JsonNode value = object.path(name);
    require(value.isMissingNode() || value.isBoolean(), name, "true or false");
    return value.isMissingNode() ? otherwise : value.booleanValue();
  }

  /** A whole number from {@code min} to {@code max}. */
  long whole(String name, long min, long max, long otherwise) throws Unusable {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    boolean fits = value.isIntegralNumber() && value.canConvertToLong();
    require(
        fits && value.longValue() >= min && value.longValue() <= max,
        name,
        "a whole number from " + min + " to " + max);
    return value.longValue();
  }

  /** A number from 0 to {@code max}, in thousandths. */
  long milli(String name, long max, long otherwise) throws Unusable {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    require(
        value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= max,
        name,
        "a number from 0 to " + max);
    return Math.round(value.doubleValue() * 1000);
  }

  void require(boolean holds, String name, String form) throws Unusable {
    if (!holds) {
      throw wrong("The flow event's " + path + name + " is not " + form + '.');
    }
  }

  static Unusable wrong(String detail) {
    return new Unusable(DeadLetterReason.WRONG_TYPE, detail);
  }

  private static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + '…';
  }
}
