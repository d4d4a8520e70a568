package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.cloudwatch.ScalingMeaning;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.List;

/** The capacity of a table and its indexes that an {@code UpdateTable} changes. */
final class Capacity {
  private static final String THROUGHPUT = "provisionedThroughput";

  private final Nodes nodes;

  Capacity(Nodes nodes) {
    this.nodes = nodes;
  }

  void emit(JsonNode record, Signal change, Principal principal, Events events) {
    if (!change.dimension(Signal.OPERATION).equals("UpdateTable")
        || !events.wants(SignalKind.SCALING)) {
      return;
    }
    JsonNode request = Fields.get(record, "requestParameters");
    JsonNode answer = Fields.get(Fields.get(record, "responseElements"), "tableDescription");
    emit(
        change.node,
        Fields.get(request, THROUGHPUT),
        Fields.get(answer, THROUGHPUT),
        change,
        principal,
        events);
    for (JsonNode index : Fields.get(request, "globalSecondaryIndexUpdates")) {
      JsonNode update = Fields.get(index, "update");
      String name = Fields.text(update, "indexName");
      emit(
          nodes.of(
              NodeKind.INDEX,
              change.node.account,
              change.node.region,
              change.node.name + '/' + name),
          Fields.get(update, THROUGHPUT),
          Fields.get(named(Fields.get(answer, "globalSecondaryIndexes"), name), THROUGHPUT),
          change,
          principal,
          events);
    }
  }

  private static void emit(
      Node node,
      JsonNode asked,
      JsonNode before,
      Signal change,
      Principal principal,
      Events events) {
    for (String access : List.of("Read", "Write")) {
      String field = access.equals("Read") ? "readCapacityUnits" : "writeCapacityUnits";
      JsonNode capacity = Fields.get(asked, field);
      JsonNode former = Fields.get(before, field);
      boolean stays = former.isNumber() && former.asDouble() == capacity.asDouble();
      if (capacity.isNumber() && !stays) {
        Signal signal = ScalingMeaning.of(node, access, capacity);
        signal.time = change.time;
        signal.eventId = change.eventId;
        signal.detail = principal.name();
        signal.dimensions.put(
            Signal.BY, principal.isServiceRole() ? Signal.AUTO_SCALING : principal.name());
        if (former.isNumber()) {
          signal.dimensions.put(Signal.FORMER, former.asText());
        }
        events.signal(signal);
      }
    }
  }

  private static JsonNode named(JsonNode indexes, String name) {
    for (JsonNode index : indexes) {
      if (Fields.text(index, "indexName").equals(name)) {
        return index;
      }
    }
    return indexes.path(-1);
  }
}
