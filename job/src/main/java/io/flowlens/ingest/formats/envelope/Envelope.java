package io.flowlens.ingest.formats.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.BytesDecoder;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.naming.Arn;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.binary.Base64;

/**
 * An object that carries the bytes of another record. What it carries is decoded as if it had come
 * by itself.
 */
public final class Envelope implements Format {
  /** A request that an exporter for Lambda prints to the function's log. */
  private static final String STDOUT = "__otel_otlp_stdout";

  private final String id;
  private final Set<String> marks;
  private final boolean loggedByFunctions;
  private final Json json;
  private final BytesDecoder decoder;

  private Envelope(
      String id, Set<String> marks, boolean loggedByFunctions, Tools tools, BytesDecoder decoder) {
    this.id = id;
    this.marks = marks;
    this.loggedByFunctions = loggedByFunctions;
    json = tools.json();
    this.decoder = decoder;
  }

  /** All of them. */
  public static List<Format> all(Tools tools, BytesDecoder decoder) {
    return List.of(
        new Envelope("otlp-stdout", Set.of(STDOUT), true, tools, decoder),
        // As a function or a pipe that reads a Kinesis stream gets its records.
        new Envelope(
            "kinesis-record", Set.of("kinesis", "kinesisSchemaVersion"), false, tools, decoder),
        // As a function gets what a log group's subscription delivers to it.
        new Envelope("logs-record", Set.of("awslogs"), false, tools, decoder));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<String> marks() {
    return marks;
  }

  @Override
  public boolean isLoggedByFunctions() {
    return loggedByFunctions;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode envelope = payload.tree(json);
    byte[] bytes = bytes(envelope);
    Arn arn = Arn.of(envelope.path("eventSourceARN").asText());
    Origin origin =
        arn == null ? payload.origin() : payload.origin().in(arn.account(), arn.region());
    try {
      decoder.decode(origin, bytes, payload.depth() + 1, events);
    } catch (Unusable e) {
      throw new Unusable(e.reason(), "What the payload carries: " + e.getMessage());
    }
  }

  private byte[] bytes(JsonNode envelope) throws Unusable {
    JsonNode data =
        envelope.has(STDOUT)
            ? envelope.path("payload")
            : envelope.has("data")
                ? envelope.path("data")
                : envelope.path(envelope.has("awslogs") ? "awslogs" : "kinesis").path("data");
    if (data.isObject()) {
      return json.write(data);
    }
    if (!data.isTextual()) {
      throw new Unusable(DeadLetterReason.MISSING_FIELD, "The payload carries no data.");
    }
    String text = data.textValue();
    boolean plain = envelope.has(STDOUT) && !envelope.path("base64").asBoolean();
    if (plain) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (!Base64.isBase64(text)) {
      throw new Unusable(DeadLetterReason.WRONG_TYPE, "The data that it carries is not base64.");
    }
    return Base64.decodeBase64(text);
  }
}
