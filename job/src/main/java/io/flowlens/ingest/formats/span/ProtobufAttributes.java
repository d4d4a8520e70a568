package io.flowlens.ingest.formats.span;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;

/** Reads attributes in protobuf. They mean the same as in JSON, but bytes are left out. */
final class ProtobufAttributes {
  private ProtobufAttributes() {}

  /** Adds those of the attributes that are used. */
  static void read(List<KeyValue> attributes, Attributes into) {
    for (KeyValue attribute : attributes) {
      SpanAttribute.Name name = SpanAttribute.named(attribute.getKey());
      if (name != null) {
        read(name, attribute.getValue(), into);
      }
    }
  }

  private static void read(SpanAttribute.Name name, AnyValue value, Attributes into) {
    switch (value.getValueCase()) {
      case STRING_VALUE:
        into.put(name, value.getStringValue());
        break;
      case BOOL_VALUE:
        into.put(name, String.valueOf(value.getBoolValue()));
        break;
      case INT_VALUE:
        into.put(name, String.valueOf(value.getIntValue()));
        break;
      case DOUBLE_VALUE:
        into.put(name, String.valueOf(value.getDoubleValue()));
        break;
      case ARRAY_VALUE:
        value.getArrayValue().getValuesList().forEach(element -> read(name, element, into));
        break;
      default:
        break;
    }
  }
}
