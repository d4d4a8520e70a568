package io.flowlens.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** OTLP requests in protobuf, made of the samples in JSON. */
final class OtlpMessages {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> IDS = List.of("traceId", "spanId", "parentSpanId");

  private OtlpMessages() {}

  /** The same request, by protobuf's own reader of JSON. */
  static ExportTraceServiceRequest ofJson(String payload) throws IOException {
    JsonNode tree = MAPPER.readTree(payload);
    if (!tree.has("resourceSpans")) {
      ObjectNode request = MAPPER.createObjectNode();
      request.putArray("resourceSpans").add(tree);
      tree = request;
    }
    toBase64(tree);
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    JsonFormat.parser().ignoringUnknownFields().merge(tree.toString(), request);
    return request.build();
  }

  /** Ids are hexadecimal in OTLP's JSON, unlike other bytes in protobuf's JSON. */
  private static void toBase64(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String id : IDS) {
        if (object.path(id).isTextual()) {
          byte[] bytes = HexFormat.of().parseHex(object.get(id).textValue());
          object.put(id, Base64.getEncoder().encodeToString(bytes));
        }
      }
    }
    node.forEach(OtlpMessages::toBase64);
  }
}
