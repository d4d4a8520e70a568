package io.flowlens.ingest.formats.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Evidence;
import io.flowlens.model.Node;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What an alarm of CloudWatch means: the one by which auto scaling adds capacity to a table or an
 * index tells at which consumption it does. Others are counted.
 */
public final class AlarmMeaning {
  /** Auto scaling names its alarms so. */
  private static final String BY_AUTO_SCALING = "TargetTracking-table/";

  private static final String MORE = "-AlarmHigh-";
  private static final double SECONDS_PER_MINUTE = 60;

  private final Nodes nodes;
  private final Json json;

  public AlarmMeaning(Nodes nodes, Json json) {
    this.nodes = nodes;
    this.json = json;
  }

  /**
   * Emits what the alarm means.
   *
   * @param alarm its name, state and configuration, as EventBridge carries them in {@code detail}
   * @throws Unusable if it is used, and its time is none
   */
  public void emit(JsonNode alarm, String id, Origin origin, Events events) throws Unusable {
    String name = alarm.path("alarmName").asText();
    JsonNode stat = alarm.path("configuration").path("metrics").path(0).path("metricStat");
    JsonNode state = alarm.path("state");
    JsonNode reason = reason(state.path("reasonData").asText());
    boolean isMore =
        name.startsWith(BY_AUTO_SCALING)
            && name.contains(MORE)
            && "ALARM".equals(state.path("value").asText())
            && reason.path("threshold").isNumber();
    Node node = isMore ? node(stat.path("metric"), origin) : null;
    if (node == null || !events.wants(SignalKind.SCALING_ALARM)) {
      events.ignored();
      return;
    }
    Signal signal = new Signal();
    signal.kind = SignalKind.SCALING_ALARM;
    signal.node = node;
    signal.time = origin.time(AlarmTime.millis(state.path("timestamp")), "the alarm", events);
    signal.evidence = Evidence.SLOW;
    double period = Math.max(1, stat.path("period").asDouble(SECONDS_PER_MINUTE));
    boolean isSum = "Sum".equals(stat.path("stat").asText());
    signal.value = reason.path("threshold").asDouble() * SECONDS_PER_MINUTE / (isSum ? period : 1);
    boolean reads = stat.path("metric").path("name").asText().contains("Read");
    signal.dimensions.put(Signal.CAPACITY, reads ? Signal.READ : Signal.WRITE);
    signal.detail = name;
    signal.eventId = id;
    events.signal(signal);
  }

  private Node node(JsonNode metric, Origin origin) {
    MetricPoint point = new MetricPoint();
    point.namespace = metric.path("namespace").asText();
    point.name = metric.path("name").asText();
    metric
        .path("dimensions")
        .fields()
        .forEachRemaining(of -> point.dimensions.put(of.getKey(), of.getValue().asText()));
    KnownMetric known = KnownMetric.of(point);
    boolean consumed =
        known != null
            && (known.kind == SignalKind.CONSUMED_READ_UNITS
                || known.kind == SignalKind.CONSUMED_WRITE_UNITS);
    return consumed ? known.owner.node(point, origin.account(), origin.region(), nodes) : null;
  }

  /** Why it changed its state: JSON in a text. */
  private JsonNode reason(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return json.tree(bytes, 0, bytes.length);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
