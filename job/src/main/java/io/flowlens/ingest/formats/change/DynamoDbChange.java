package io.flowlens.ingest.formats.change;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import io.flowlens.ingest.naming.Arn;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.ItemChanges;
import io.flowlens.model.NodeKind;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * A change record: a flow from the table to its change stream. It comes in two forms.
 *
 * <ul>
 *   <li>Kinesis Data Streams for DynamoDB names the table and the region. It names no account, so
 *       the input's holds.
 *   <li>DynamoDB Streams, through a pipe or a function, names all three in the ARN of the stream.
 *       As its API answers, a record has no ARN; then the input's settings name the table.
 * </ul>
 */
public final class DynamoDbChange implements Format {
  private static final Set<String> OPERATIONS = Set.of("INSERT", "MODIFY", "REMOVE");
  private static final String TABLE = "table/";
  private static final String DYNAMODB = "dynamodb.amazonaws.com";

  /** What a REMOVE is called that DynamoDB made when the item's time to live had run out. */
  private static final String EXPIRE = "EXPIRE";

  private final Cursor cursor;
  private final Nodes nodes;

  public DynamoDbChange(Tools tools) {
    cursor = tools.cursor();
    nodes = tools.nodes();
  }

  @Override
  public String id() {
    return "dynamodb-change";
  }

  @Override
  public Set<String> marks() {
    return Set.of("dynamodb", "recordFormat", "tableName");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    String region = null;
    String operation = null;
    String table = null;
    String stream = null;
    boolean byTimeToLive = false;
    Change change = new Change();
    payload.openObject(cursor);
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "awsRegion":
          region = cursor.symbol();
          break;
        case "eventName":
          operation = cursor.symbol();
          break;
        case "tableName":
          table = cursor.symbol();
          break;
        case "eventSourceARN":
          stream = cursor.symbol();
          break;
        case "userIdentity":
          byTimeToLive = isTimeToLive(cursor);
          break;
        case "dynamodb":
          change.read(cursor);
          break;
        default:
          cursor.skip();
          break;
      }
    }
    payload.close(cursor);
    if (operation == null || !OPERATIONS.contains(operation)) {
      throw new Unusable(
          DeadLetterReason.WRONG_TYPE,
          "The change record's eventName is not INSERT, MODIFY or REMOVE.");
    }
    if (operation.equals("REMOVE") && byTimeToLive) {
      operation = EXPIRE;
    }
    if (table != null && !table.isEmpty()) {
      Origin origin = payload.origin().in(null, region);
      emit(origin, operation, table, change, time(change, origin, false), events);
      return;
    }
    String configured = stream == null ? configured(payload.origin()) : null;
    if (configured != null) {
      Origin origin = payload.origin().in(null, region);
      emit(origin, operation, configured, change, time(change, origin, true), events);
      return;
    }
    Arn arn = arn(stream);
    Origin origin = payload.origin().in(arn.account(), arn.region());
    emit(origin, operation, arn.nameAfter(TABLE), change, time(change, origin, true), events);
  }

  /** Whether DynamoDB itself made the change, because the item's time to live had run out. */
  private boolean isTimeToLive(Cursor identity) throws NotJson {
    boolean byDynamoDb = false;
    if (!identity.object()) {
      identity.skip();
      return false;
    }
    while (identity.nextField()) {
      boolean principal = identity.name().equalsIgnoreCase("principalId");
      String value = identity.text();
      byDynamoDb |= principal && DYNAMODB.equals(value);
    }
    return byDynamoDb;
  }

  private String configured(Origin origin) {
    return nodes.tableOf(origin.account(), origin.region(), origin.stream());
  }

  /** When the change was made; for a record without a time, when it arrived. */
  private static long time(Change change, Origin origin, boolean seconds) throws Unusable {
    if (change.hasNoTime() && origin.arrival() > 0) {
      return origin.arrival();
    }
    return seconds ? change.millisOfSeconds() : change.millis();
  }

  private static Arn arn(String stream) throws Unusable {
    if (stream == null) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD,
          "The change record has neither a tableName nor an eventSourceARN. Set the input's"
              + " `table` where the stream carries the changes of one table.");
    }
    Arn arn = Arn.of(stream);
    if (arn == null || !arn.service().equals("dynamodb") || arn.nameAfter(TABLE) == null) {
      throw new Unusable(
          DeadLetterReason.WRONG_TYPE,
          "The change record's eventSourceARN is not the ARN of a table's stream.");
    }
    return arn;
  }

  private void emit(
      Origin origin, String operation, String table, Change change, long millis, Events events)
      throws Unusable {
    FlowEvent flow = new FlowEvent();
    flow.evidence = origin.evidence();
    flow.time = origin.time(millis, "the change", events);
    flow.edge =
        nodes.edge(
            nodes.of(NodeKind.TABLE, origin.account(), origin.region(), table),
            nodes.of(NodeKind.CHANGE_STREAM, origin.account(), origin.region(), table),
            Access.CHANGE);
    flow.operation = operation;
    flow.bytes = Math.max(0, change.sizeBytes);
    flow.records = 1;
    flow.keyHash = change.key.value();
    flow.deltaHash = change.added();
    versions(flow, change);
    events.flow(flow);
  }

  /** From which version to which, where the record shows both; a deletion leads to none. */
  private static void versions(FlowEvent flow, Change change) {
    boolean isNew = flow.operation.equals("INSERT");
    long before = isNew ? ItemChanges.ABSENT : change.before.hash();
    long after = flow.operation.equals("REMOVE") ? 0 : change.now.hash();
    if (flow.keyHash != 0 && before != 0 && after != 0 && before != after) {
      flow.versionBefore = before;
      flow.versionAfter = after;
    }
  }
}
