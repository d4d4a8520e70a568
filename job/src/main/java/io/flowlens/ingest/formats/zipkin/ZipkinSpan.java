package io.flowlens.ingest.formats.zipkin;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.span.SpanAssembler;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * A span in Zipkin's JSON of version 2. Tags are the attributes of the span and, where a collector
 * translated it from OpenTelemetry, those of its resource as well.
 */
public final class ZipkinSpan implements Format {
  private final Json json;
  private final SpanAssembler span;
  private final Annotations annotations;

  public ZipkinSpan(Tools tools) {
    json = tools.json();
    span = new SpanAssembler(tools);
    annotations = new Annotations(json);
  }

  @Override
  public String id() {
    return "zipkin-span";
  }

  @Override
  public Set<String> marks() {
    return Set.of("localEndpoint", "remoteEndpoint");
  }

  @Override
  public Set<String> weakMarks() {
    return Set.of("traceId");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode zipkin = payload.tree(json);
    if (!zipkin.path("id").isTextual() || !zipkin.has("timestamp")) {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT,
          "The object has a traceId or an endpoint, but not the id and timestamp of a span of"
              + " Zipkin.");
    }
    span.begin();
    ids(zipkin);
    String kind = zipkin.path("kind").asText();
    span.what(zipkin.path("name").asText(), kind);
    times(zipkin);
    zipkin.path("tags").fields().forEachRemaining(tag -> span.either(tag.getKey(), tag.getValue()));
    span.resource("service.name", zipkin.path("localEndpoint").path("serviceName"));
    boolean calls = kind.equals("CLIENT") || kind.equals("PRODUCER");
    if (calls) {
      JsonNode remote = zipkin.path("remoteEndpoint").path("serviceName");
      span.attribute("peer.service", remote);
      // Brave names the AWS service so, and no other way.
      span.attribute("aws.remote.service", remote);
    }
    failure(zipkin.path("tags"));
    annotations.add(zipkin.path("annotations"), span);
    span.emit(payload.origin(), events);
  }

  /**
   * In Zipkin a server may share its span with the client. Here it is a span of its own below the
   * client's.
   */
  private void ids(JsonNode zipkin) {
    String trace = padded(zipkin.path("traceId").asText(), 32);
    String id = padded(zipkin.path("id").asText(), 16);
    boolean shared = zipkin.path("shared").asBoolean();
    String parent = padded(zipkin.path("parentId").asText(), 16);
    span.ids(trace, shared ? opposite(id) : id, shared ? id : parent);
  }

  /** Ids may be half as long, or without their zeros. */
  private static String padded(String id, int digits) {
    return id.isEmpty() || id.length() >= digits ? id : "0".repeat(digits - id.length()) + id;
  }

  private static String opposite(String id) {
    try {
      return String.format("%016x", ~Long.parseUnsignedLong(id, 16));
    } catch (NumberFormatException e) {
      return id;
    }
  }

  private void times(JsonNode zipkin) {
    long start = zipkin.path("timestamp").asLong() * 1_000;
    JsonNode duration = zipkin.path("duration");
    if (duration.asLong(-1) >= 0) {
      span.times(start, start + duration.asLong() * 1_000);
    } else {
      span.times(0, start);
    }
  }

  private void failure(JsonNode tags) {
    JsonNode error = tags.path("error");
    boolean failed = error.isTextual() && !error.textValue().equals("false");
    if (failed || tags.path("otel.status_code").asText().equals("ERROR")) {
      JsonNode message = tags.path("otel.status_description");
      span.fail(message.isTextual() ? message.textValue() : error.asText(null));
    }
  }
}
