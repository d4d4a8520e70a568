package io.flowlens.ingest.formats.sdkmetrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Times;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.NodeKind;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * An event of the SDKs' client-side monitoring (CSM). That of a call says how often it was tried
 * and why it failed in the end; those of its attempts cannot be joined to it, because nothing
 * identifies a call, so they are only counted.
 */
public final class ClientMonitoring implements Format {
  private static final String CALL = "ApiCall";
  private static final String ATTEMPT = "ApiCallAttempt";
  private static final String UNNAMED = "unknown caller";

  private final Json json;
  private final Nodes nodes;

  public ClientMonitoring(Tools tools) {
    json = tools.json();
    nodes = tools.nodes();
  }

  @Override
  public String id() {
    return "sdk-monitoring";
  }

  @Override
  public Set<String> marks() {
    return Set.of("AttemptCount", "AttemptLatency");
  }

  @Override
  public Set<String> weakMarks() {
    return Set.of("Api", "ClientId");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode event = payload.tree(json);
    String type = event.path("Type").asText();
    if (type.equals(ATTEMPT)) {
      events.ignored();
    } else if (type.equals(CALL) && !event.path("Api").asText().isEmpty()) {
      call(event, payload.origin(), events);
    } else {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT,
          "The object looks like an event of client-side monitoring, but is neither an ApiCall nor"
              + " an ApiCallAttempt.");
    }
  }

  private void call(JsonNode event, Origin origin, Events events) throws Unusable {
    MeasuredCall call = new MeasuredCall();
    String client = event.path("ClientId").asText();
    call.from =
        client.isEmpty()
            ? nodes.of(NodeKind.UNKNOWN, origin.account(), origin.region(), UNNAMED)
            : nodes.of(NodeKind.SERVICE, origin.account(), origin.region(), client);
    call.service = event.path("Service").asText();
    call.operation = event.path("Api").asText();
    call.region = event.path("Region").asText();
    call.latencyMillis = event.path("Latency").asDouble(-1);
    long began = Times.millis(event.path("Timestamp"), "event's Timestamp");
    long took = Math.max(0, (long) call.latencyMillis);
    call.time = origin.time(began + took, "the call", events);
    call.attempts = event.path("AttemptCount").asInt(1);
    call.error =
        event.path("FinalAwsException").asText(event.path("FinalSdkException").asText(null));
    call.ok = call.error == null && event.path("FinalHttpStatusCode").asInt(200) < 300;
    call.emit(origin, nodes, events);
  }
}
