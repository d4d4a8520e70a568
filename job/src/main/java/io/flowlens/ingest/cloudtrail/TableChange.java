package io.flowlens.ingest.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Nodes;
import io.flowlens.ingest.Origin;
import io.flowlens.ingest.dynamodb.TableName;
import io.flowlens.model.Signal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A management event that changes a table, such as {@code UpdateTable}: a signal at that table. One
 * that only looks, failed, or names no table is not used.
 */
final class TableChange {
  private static final int LONGEST_DETAIL = 500;

  private final Nodes nodes;

  TableChange(Nodes nodes) {
    this.nodes = nodes;
  }

  void emit(JsonNode record, Principal principal, long time, Origin origin, Events events) {
    String operation = Fields.text(record, "eventName");
    String table = table(record);
    boolean looks =
        Fields.get(record, "readOnly").asBoolean(false)
            || operation.startsWith("Describe")
            || operation.startsWith("List");
    if (looks || table.isEmpty() || !Fields.text(record, "errorCode").isEmpty()) {
      events.ignored();
      return;
    }
    Signal signal = new Signal();
    signal.node = Where.of(record, origin).table(nodes, TableName.of(table));
    signal.name = operation;
    signal.time = time;
    signal.value = Double.NaN;
    signal.unit = "";
    signal.detail = detail(principal, Fields.get(record, "requestParameters"));
    signal.eventId = Fields.text(record, "eventID");
    events.signal(signal);
  }

  private static String table(JsonNode record) {
    String asked = Fields.text(Fields.get(record, "requestParameters"), "tableName");
    return asked.isEmpty()
        ? Fields.text(
            Fields.get(Fields.get(record, "responseElements"), "tableDescription"), "tableName")
        : asked;
  }

  /** Who asked for what, such as {@code ops: provisionedThroughput.writeCapacityUnits=25}. */
  private static String detail(Principal principal, JsonNode request) {
    Map<String, String> asked = new TreeMap<>();
    flatten("", request, asked);
    String text =
        asked.entrySet().stream()
            .filter(field -> !field.getKey().equalsIgnoreCase("tableName"))
            .map(field -> field.getKey() + '=' + field.getValue())
            .collect(Collectors.joining(", ", principal.name() + ": ", ""));
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + '…';
  }

  private static void flatten(String path, JsonNode node, Map<String, String> fields) {
    if (node.isValueNode()) {
      fields.put(path, node.asText());
    }
    int i = 0;
    for (JsonNode element : node.isArray() ? node : MissingNode.getInstance()) {
      flatten(path + '[' + i++ + ']', element, fields);
    }
    node.fields()
        .forEachRemaining(
            field ->
                flatten(
                    path.isEmpty() ? field.getKey() : path + '.' + field.getKey(),
                    field.getValue(),
                    fields));
  }
}
