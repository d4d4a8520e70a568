package io.flowlens.ingest.formats.flowevent;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Times;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.naming.InstanceHash;
import io.flowlens.ingest.naming.KeyHash;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.Batch;
import io.flowlens.model.FlowEvent;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * flowlens's own event ({@code flow-event.schema.json}): one passage along an edge, as the program
 * that saw it tells. A Kinesis record of its own, or a log line.
 */
public final class FlowEventFormat implements Format {
  private static final String VERSION = "flow/1";

  /** A day, the longest duration that is believed. */
  private static final long LONGEST_MILLIS = 86_400_000;

  private static final long MOST_UNITS = 1_000_000_000;
  private static final int MOST = Integer.MAX_VALUE;

  private static final Set<String> FIELDS =
      Set.of(
          "flowlens",
          "from",
          "to",
          "access",
          "time",
          "operation",
          "calls",
          "attempts",
          "ok",
          "errors",
          "cancelled",
          "replicatedConflicts",
          "duplicate",
          "latencyMs",
          "readUnits",
          "writeUnits",
          "wastedWriteUnits",
          "bytes",
          "records",
          "unprocessed",
          "ageSeconds",
          "batch",
          "consistency",
          "coldStart",
          "key",
          "instance",
          "traceId",
          "requestId",
          "sampled");

  private static final Set<String> BATCH_FIELDS = Set.of("shardId", "startSequence", "endSequence");

  private final Json json;
  private final Nodes nodes;
  private final Ends ends;

  public FlowEventFormat(Tools tools) {
    json = tools.json();
    nodes = tools.nodes();
    ends = new Ends(nodes);
  }

  @Override
  public String id() {
    return "flow-event";
  }

  @Override
  public Set<String> marks() {
    return Set.of("flowlens");
  }

  @Override
  public boolean isLoggedByFunctions() {
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    Fields event = Fields.of(payload.tree(json), "", FIELDS);
    event.require(VERSION.equals(event.get("flowlens").textValue()), "flowlens", VERSION);
    FlowEvent flow = new FlowEvent();
    flow.evidence = payload.origin().evidence();
    flow.time =
        payload
            .origin()
            .time(Times.millis(event.get("time"), "flow event's time"), "the flow event", events);
    flow.edge =
        nodes.edge(
            ends.read(event, "from", payload.origin()),
            ends.read(event, "to", payload.origin()),
            access(event));
    Outcome.fill(flow, event);
    measures(flow, event);
    identity(flow, event);
    flow.batch = batch(event, flow);
    events.flow(flow);
  }

  private static Access access(Fields event) throws Unusable {
    String label = event.text("access", "");
    for (Access access : Access.values()) {
      if (access.label().equals(label)) {
        return access;
      }
    }
    throw Fields.wrong("The flow event has no known access.");
  }

  private static void measures(FlowEvent flow, Fields event) throws Unusable {
    flow.operation = event.text("operation", null);
    flow.latencyMicros = event.milli("latencyMs", LONGEST_MILLIS, -1);
    flow.readMilliUnits = event.milli("readUnits", MOST_UNITS, -1);
    flow.writeMilliUnits = event.milli("writeUnits", MOST_UNITS, -1);
    flow.wastedWriteMilliUnits = event.milli("wastedWriteUnits", MOST_UNITS, 0);
    flow.bytes = event.whole("bytes", 0, Long.MAX_VALUE, 0);
    flow.records = (int) event.whole("records", 0, MOST, 0);
    Backlog.fill(flow, event);
    String consistency = event.text("consistency", "strong|eventual", "strong or eventual", "");
    flow.strongRead = consistency.equals("strong");
    flow.eventualRead = consistency.equals("eventual");
    flow.coldStart = event.flag("coldStart", false);
    flow.sampled = event.flag("sampled", false);
  }

  private static void identity(FlowEvent flow, Fields event) throws Unusable {
    flow.traceId = event.text("traceId", "[0-9a-f]{32}", "32 hexadecimal digits", null);
    flow.requestId = event.text("requestId", null);
    flow.instance = InstanceHash.of(event.text("instance", null));
    if (event.has("key")) {
      KeyHash key = new KeyHash();
      key.add("", event.text("key", ""));
      flow.keyHash = key.value();
    }
  }

  private static Batch batch(Fields event, FlowEvent flow) throws Unusable {
    Fields fields = event.object("batch", BATCH_FIELDS);
    if (fields == null) {
      return null;
    }
    Batch batch = new Batch();
    batch.shardId = fields.text("shardId", null);
    batch.start = fields.text("startSequence", ".+", "text", null);
    batch.end = fields.text("endSequence", null);
    if (batch.start == null) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD, "The flow event's batch has no startSequence.");
    }
    batch.records = flow.records;
    batch.failed = !flow.ok;
    return batch;
  }
}
