package io.flowlens.ingest.formats.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;

/**
 * The frame of an OTLP request in protobuf. Those of traces, metrics and logs have the same field
 * numbers: resources, in each a resource and scopes, in each scope spans, metrics or log records.
 */
final class ProtobufRequest {
  static final int RESOURCES = ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER;
  static final int RESOURCE = ResourceSpans.RESOURCE_FIELD_NUMBER;
  static final int SCOPES = ResourceSpans.SCOPE_SPANS_FIELD_NUMBER;
  static final int ELEMENTS = ScopeSpans.SPANS_FIELD_NUMBER;

  /** What is larger is not parsed: its objects could take many times its bytes. 1 MiB. */
  static final int LARGEST_PART = 1 << 20;

  private final byte[] bytes;
  private final int length;

  ProtobufRequest(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** What is done with the parts of a request. */
  interface Visitor {
    /** Another resource begins. */
    default void begin() throws IOException {}

    /** The resource of the elements that follow, if it has one. Several are parts of one. */
    default void resource(int from, int to) throws IOException {}

    /** A span, a metric or a log record. */
    void element(int from, int to) throws IOException;
  }

  /**
   * Shows all parts to a visitor, each resource before its elements.
   *
   * @throws IOException if the bytes are no request; some parts may have been shown before
   */
  void walk(Visitor visitor) throws IOException {
    MessageFields resources = fields(0, length, RESOURCES);
    while (resources.next()) {
      visitor.begin();
      MessageFields resource = fields(resources.from(), resources.to(), RESOURCE);
      while (resource.next()) {
        visitor.resource(resource.from(), resource.to());
      }
      MessageFields scopes = fields(resources.from(), resources.to(), SCOPES);
      while (scopes.next()) {
        MessageFields elements = fields(scopes.from(), scopes.to(), ELEMENTS);
        while (elements.next()) {
          visitor.element(elements.from(), elements.to());
        }
      }
    }
  }

  private MessageFields fields(int begin, int end, int number) {
    return new MessageFields(bytes, begin, end, number);
  }

  /**
   * Parses a part.
   *
   * @throws InvalidProtocolBufferException if it is no such message, or too large
   */
  <T> T parse(Parser<T> parser, int begin, int end) throws InvalidProtocolBufferException {
    if (end - begin > LARGEST_PART) {
      throw new InvalidProtocolBufferException("it is larger than " + LARGEST_PART + " bytes");
    }
    return parser.parseFrom(bytes, begin, end - begin);
  }
}
