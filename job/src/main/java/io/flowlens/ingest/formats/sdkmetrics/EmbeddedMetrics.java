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
import io.flowlens.model.Backoff;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.io.IOException;
import java.util.Set;

/**
 * Metrics in the embedded metric format (EMF). One line of the AWS SDK for Java 2 is one call with
 * its attempts; metrics of other namespaces are only counted. Of a call the line holds numbers and
 * two dimensions, but no error, region or table.
 */
public final class EmbeddedMetrics implements Format {
  private static final String SDK = "AwsSdk/";

  private final Json json;
  private final Nodes nodes;

  public EmbeddedMetrics(Tools tools) {
    json = tools.json();
    nodes = tools.nodes();
  }

  @Override
  public String id() {
    return "embedded-metrics";
  }

  @Override
  public Set<String> marks() {
    return Set.of();
  }

  @Override
  public Set<String> weakMarks() {
    return Set.of("_aws", "CloudWatchMetrics");
  }

  @Override
  public boolean isLoggedByFunctions() {
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode line = payload.tree(json);
    JsonNode aws = line.path("_aws");
    String namespace = aws.path("CloudWatchMetrics").path(0).path("Namespace").asText();
    boolean call = namespace.startsWith(SDK) && line.path("OperationName").isTextual();
    if (!call || !line.path("ServiceId").isTextual() || !line.path("ApiCallDuration").isNumber()) {
      events.ignored();
      return;
    }
    Origin origin = payload.origin();
    MeasuredCall measured = new MeasuredCall();
    measured.from = caller(aws, origin);
    measured.service = line.path("ServiceId").textValue();
    measured.operation = line.path("OperationName").textValue();
    long millis = Times.millis(aws.path("Timestamp"), "metrics' Timestamp");
    measured.time = origin.time(millis, "the call", events);
    measured.latencyMillis = line.path("ApiCallDuration").doubleValue();
    measured.attempts = 1 + Math.max(0, line.path("RetryCount").asInt());
    measured.ok = line.path("ApiCallSuccessful").asDouble(1) > 0;
    measured.failures = failures(line.path("HttpStatusCode"));
    measured.gaps = gaps(line);
    measured.emit(origin, nodes, events);
  }

  /** The function whose log this is, else the service after which the log group is named. */
  private Node caller(JsonNode aws, Origin origin) {
    if (origin.function() != null) {
      return nodes.of(NodeKind.FUNCTION, origin.account(), origin.region(), origin.function());
    }
    String group = aws.path("LogGroupName").asText();
    String name = group.substring(group.lastIndexOf('/') + 1);
    return name.isEmpty()
        ? nodes.of(NodeKind.UNKNOWN, origin.account(), origin.region(), "unknown caller")
        : nodes.of(NodeKind.SERVICE, origin.account(), origin.region(), name);
  }

  /** A status of the server's names the failure; DynamoDB answers most others with 400. */
  private static ErrorClass[] failures(JsonNode statuses) {
    if (!statuses.isArray()) {
      return null;
    }
    ErrorClass[] failures = new ErrorClass[statuses.size()];
    for (int i = 0; i < failures.length; i++) {
      failures[i] = statuses.path(i).asInt() >= 500 ? ErrorClass.SERVER : null;
    }
    return failures;
  }

  /** From each attempt's end to the next one's: the wait before it, and its own duration. */
  private static int[] gaps(JsonNode line) {
    JsonNode waits = line.path("BackoffDelayDuration");
    JsonNode calls = line.path("ServiceCallDuration");
    int n = Math.min(Backoff.RETRIES, Math.min(waits.size(), calls.size()) - 1);
    if (n <= 0) {
      return null;
    }
    int[] gaps = new int[n];
    for (int i = 0; i < n; i++) {
      double millis = waits.path(i + 1).asDouble() + calls.path(i + 1).asDouble();
      gaps[i] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, millis * 1_000));
    }
    return gaps;
  }
}
