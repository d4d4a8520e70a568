package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.dynamodb.Operations;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.schemas.DeadLetterReason;
import java.util.Set;

/**
 * Says what a CloudTrail record means: a data event of DynamoDB is a flow, a change to a table or a
 * function a signal. Other services, AWS working for itself, and what only looks are known, but not
 * used.
 */
public final class CloudTrailMeaning {
  /** Asking a table's change stream: how streams are read, which other evidence tells better. */
  private static final Set<String> STREAM_OPERATIONS = Set.of("GetRecords", "GetShardIterator");

  private final DataEvent dataEvent;
  private final Change change;

  public CloudTrailMeaning(Nodes nodes) {
    dataEvent = new DataEvent(nodes);
    change = new Change(nodes);
  }

  /**
   * Emits what the record means.
   *
   * @throws Unusable if it lacks what every record has
   */
  public void emit(JsonNode record, Origin origin, Events events) throws Unusable {
    if (record.has("insightDetails")) {
      events.ignored();
      return;
    }
    String operation = Fields.text(record, "eventName");
    if (operation.isEmpty()) {
      throw new Unusable(DeadLetterReason.MISSING_FIELD, "The CloudTrail record has no eventName.");
    }
    Principal principal = Principal.of(record);
    boolean management =
        Fields.get(record, "managementEvent").asBoolean(false)
            || "Management".equals(Fields.text(record, "eventCategory"))
            || Operations.isControl(operation);
    String source = Fields.text(record, "eventSource");
    boolean ofTables = Change.TABLES.equals(source);
    boolean ofFunctions = Change.FUNCTIONS.equals(source) && management;
    if (!(ofTables || ofFunctions) || STREAM_OPERATIONS.contains(operation)) {
      events.ignored();
      return;
    }
    if (management) {
      change.emit(record, principal, origin, events);
    } else if (principal.isServiceRole()) {
      events.ignored();
    } else {
      long time = CloudTrailTime.of(record, origin, events);
      dataEvent.emit(record, principal, time, origin, events);
    }
  }
}
