package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.naming.Arn;
import io.flowlens.ingest.naming.FunctionSources;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.ingest.naming.TableName;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A management event that changes a table or a function, such as {@code UpdateTable}: a signal at
 * it. One that only looks, failed, or names neither is not used.
 */
final class Change {
  static final String TABLES = "dynamodb.amazonaws.com";
  static final String FUNCTIONS = "lambda.amazonaws.com";

  /** Lambda names the version of its interface, as in {@code UpdateFunctionCode20150331v2}. */
  private static final Pattern VERSION = Pattern.compile("\\d{8}(v\\d+)?$");

  /** {@code name}, {@code name:version} or {@code account:function:name}. */
  private static final Pattern FUNCTION =
      Pattern.compile("(?:\\d{12}:function:)?([A-Za-z0-9_-]{1,140})(?::[A-Za-z0-9$_-]+)?");

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

  private final Nodes nodes;
  private final Capacity capacity;

  Change(Nodes nodes) {
    this.nodes = nodes;
    capacity = new Capacity(nodes);
  }

  void emit(JsonNode record, Principal principal, Origin origin, Events events) throws Unusable {
    String operation = VERSION.matcher(Fields.text(record, "eventName")).replaceFirst("");
    Node changed =
        FUNCTIONS.equals(Fields.text(record, "eventSource"))
            ? function(record, origin)
            : table(record, origin);
    boolean looks =
        Fields.get(record, "readOnly").asBoolean(false)
            || operation.startsWith("Describe")
            || operation.startsWith("List");
    if (looks || changed == null || !Fields.text(record, "errorCode").isEmpty()) {
      events.ignored();
      return;
    }
    Signal signal = new Signal();
    signal.kind = SignalKind.CONFIGURATION_CHANGE;
    signal.node = changed;
    signal.time = CloudTrailTime.of(record, origin, events);
    signal.evidence = origin.evidence();
    signal.value = 1;
    signal.dimensions.put(Signal.OPERATION, operation);
    String replicas = replicas(record);
    if (!replicas.isEmpty()) {
      signal.dimensions.put(Signal.REPLICAS, replicas);
    }
    source(record, signal);
    String asked = RequestText.of(Fields.get(record, "requestParameters"));
    signal.detail = asked.isEmpty() ? principal.name() : principal.name() + ": " + asked;
    signal.eventId = Fields.text(record, "eventID");
    events.signal(signal);
    capacity.emit(record, signal, principal, events);
  }

  /**
   * The regions of a global table's replicas, as the request asks for them or the answer lists
   * them.
   */
  private static String replicas(JsonNode record) {
    JsonNode request = Fields.get(record, "requestParameters");
    JsonNode answer = Fields.get(Fields.get(record, "responseElements"), "tableDescription");
    TreeSet<String> regions = new TreeSet<>();
    for (JsonNode update : Fields.get(request, "replicaUpdates")) {
      regions.add(Fields.text(Fields.get(update, "create"), "regionName"));
    }
    for (JsonNode replica : Fields.get(request, "replicationGroup")) {
      regions.add(Fields.text(replica, "regionName"));
    }
    for (JsonNode replica : Fields.get(answer, "replicas")) {
      regions.add(Fields.text(replica, "regionName"));
    }
    regions.removeIf(region -> !REGION.matcher(region).matches());
    return String.join(",", regions);
  }

  /** Of an event source mapping: what feeds the function, as far as the record names it. */
  private void source(JsonNode record, Signal signal) {
    JsonNode answer = Fields.get(record, "responseElements");
    String asked = Fields.text(Fields.get(record, "requestParameters"), "eventSourceArn");
    Arn arn = Arn.of(asked.isEmpty() ? Fields.text(answer, "eventSourceArn") : asked);
    Node source = arn == null ? null : FunctionSources.source(arn, nodes);
    String state = Fields.text(answer, "state");
    if (signal.dimension(Signal.OPERATION).endsWith("EventSourceMapping")
        && (state.startsWith("Delet") || state.startsWith("Disabl"))) {
      signal.dimensions.put(Signal.SOURCE_KIND, Signal.NO_SOURCE);
    } else if (source != null) {
      signal.dimensions.put(Signal.SOURCE_KIND, source.kind.name());
      signal.dimensions.put(Signal.SOURCE_NAME, source.name);
    }
  }

  private Node table(JsonNode record, Origin origin) {
    String asked = Fields.text(Fields.get(record, "requestParameters"), "tableName");
    String table =
        asked.isEmpty()
            ? Fields.text(
                Fields.get(Fields.get(record, "responseElements"), "tableDescription"), "tableName")
            : asked;
    return table.isEmpty() ? null : Where.of(record, origin).table(nodes, TableName.of(table));
  }

  /**
   * The function by the ARN in the answer, which is complete whatever was asked with; else as the
   * request names it: by name, by ARN, or by a part of the ARN, with or without a version.
   */
  private Node function(JsonNode record, Origin origin) {
    Arn answered = Arn.of(Fields.text(Fields.get(record, "responseElements"), "functionArn"));
    String asked = Fields.text(Fields.get(record, "requestParameters"), "functionName");
    Arn arn = answered != null ? answered : Arn.of(asked);
    String name = arn == null ? null : arn.nameAfter("function:");
    if (name != null) {
      return nodes.of(NodeKind.FUNCTION, arn.account(), arn.region(), name);
    }
    Matcher named = FUNCTION.matcher(asked);
    return named.matches() ? Where.of(record, origin).function(nodes, named.group(1)) : null;
  }
}
