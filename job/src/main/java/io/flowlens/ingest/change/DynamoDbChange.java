package io.flowlens.ingest.change;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Json;
import io.flowlens.ingest.Nodes;
import io.flowlens.ingest.Origin;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Symbols;
import io.flowlens.ingest.Tools;
import io.flowlens.ingest.Unusable;
import io.flowlens.model.Access;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.NodeKind;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * A change record of Kinesis Data Streams for DynamoDB: a flow from the table to its change stream.
 * The record names no account, so the input's holds.
 */
public final class DynamoDbChange implements Format {
  private static final Set<String> OPERATIONS = Set.of("INSERT", "MODIFY", "REMOVE");

  private final Json json;
  private final Nodes nodes;
  private final Symbols symbols;

  public DynamoDbChange(Tools tools) {
    json = tools.json();
    nodes = tools.nodes();
    symbols = tools.symbols();
  }

  @Override
  public String id() {
    return "dynamodb-change";
  }

  @Override
  public Set<String> marks() {
    return Set.of("recordFormat", "tableName");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    String region = null;
    String operation = null;
    String table = null;
    Change change = new Change();
    try (JsonParser parser = json.openObject(payload)) {
      for (String field; (field = parser.nextFieldName()) != null; ) {
        parser.nextToken();
        if (field.equals("awsRegion")) {
          region = symbol(parser);
        } else if (field.equals("eventName")) {
          operation = symbol(parser);
        } else if (field.equals("tableName")) {
          table = symbol(parser);
        } else if (field.equals("dynamodb")) {
          change.read(parser);
        }
        parser.skipChildren();
      }
      json.end(parser);
    }
    if (table == null || table.isEmpty()) {
      throw new Unusable(DeadLetterReason.MISSING_FIELD, "The change record has no tableName.");
    }
    if (operation == null || !OPERATIONS.contains(operation)) {
      throw new Unusable(
          DeadLetterReason.WRONG_TYPE,
          "The change record's eventName is not INSERT, MODIFY or REMOVE.");
    }
    emit(payload.origin().in(null, region), operation, table, change, events);
  }

  private void emit(Origin origin, String operation, String table, Change change, Events events)
      throws Unusable {
    FlowEvent flow = new FlowEvent();
    flow.evidence = origin.evidence();
    flow.time = origin.time(change.millis(), "the change", events);
    flow.edge =
        nodes.edge(
            nodes.of(NodeKind.TABLE, origin.account(), origin.region(), table),
            nodes.of(NodeKind.STREAM, origin.account(), origin.region(), table),
            Access.CHANGE);
    flow.operation = operation;
    flow.bytes = Math.max(0, change.sizeBytes);
    flow.records = 1;
    flow.keyHash = change.key.value();
    events.flow(flow);
  }

  private String symbol(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? symbols.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
        : null;
  }
}
