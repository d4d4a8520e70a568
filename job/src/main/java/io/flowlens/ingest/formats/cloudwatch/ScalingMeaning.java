package io.flowlens.ingest.formats.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Times;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Evidence;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Application Auto Scaling reports to EventBridge: of a table or an index, a signal; of
 * anything else that it scales, nothing that is used.
 */
public final class ScalingMeaning {
  private static final Pattern TARGET = Pattern.compile("table/([^/]+)(?:/index/([^/]+))?");
  private static final Pattern DIMENSION =
      Pattern.compile("dynamodb:(?:table|index):(Read|Write)CapacityUnits");

  private final Nodes nodes;

  public ScalingMeaning(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Emits what the event's detail means.
   *
   * @throws Unusable if the capacity of a table was changed, and the time is missing
   */
  public void emit(JsonNode detail, String id, Origin origin, Events events) throws Unusable {
    Matcher target = TARGET.matcher(detail.path("resourceId").asText());
    Matcher dimension = DIMENSION.matcher(detail.path("scalableDimension").asText());
    JsonNode capacity = detail.path("newDesiredCapacity");
    boolean isChange =
        target.matches()
            && dimension.matches()
            && capacity.isNumber()
            && "Successful".equals(detail.path("statusCode").asText());
    if (!isChange || !events.wants(SignalKind.SCALING)) {
      events.ignored();
      return;
    }
    Signal signal =
        of(node(target.group(1), target.group(2), origin), dimension.group(1), capacity);
    long began = Times.millis(detail.path("startTime"), "startTime of the scaling activity");
    signal.time = origin.time(began, "the scaling activity", events);
    signal.dimensions.put(Signal.BY, Signal.AUTO_SCALING);
    if (detail.path("oldDesiredCapacity").isNumber()) {
      signal.dimensions.put(Signal.FORMER, detail.path("oldDesiredCapacity").asText());
    }
    signal.eventId = id;
    events.signal(signal);
  }

  /** A change of capacity, still without its time. */
  public static Signal of(Node node, String readOrWrite, JsonNode capacity) {
    Signal signal = new Signal();
    signal.kind = SignalKind.SCALING;
    signal.node = node;
    signal.evidence = Evidence.SLOW;
    signal.value = capacity.asDouble();
    signal.dimensions.put(Signal.CAPACITY, readOrWrite.equals("Read") ? Signal.READ : Signal.WRITE);
    return signal;
  }

  private Node node(String table, String index, Origin origin) {
    return index == null
        ? nodes.of(NodeKind.TABLE, origin.account(), origin.region(), table)
        : nodes.of(NodeKind.INDEX, origin.account(), origin.region(), table + '/' + index);
  }
}
