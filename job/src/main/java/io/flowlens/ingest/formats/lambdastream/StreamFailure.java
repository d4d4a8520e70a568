package io.flowlens.ingest.formats.lambdastream;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.lambda.InvocationRecord;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.naming.Arn;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.Batch;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * What the event source mapping of a stream sends to its on-failure destination when it gives up a
 * batch. The deliveries themselves were told by the function's spans; this adds which batch it was
 * and how often it was tried.
 */
public final class StreamFailure implements Format {
  private static final String DYNAMODB = "DDBStreamBatchInfo";
  private static final String KINESIS = "KinesisBatchInfo";

  private final Json json;
  private final Nodes nodes;

  public StreamFailure(Tools tools) {
    json = tools.json();
    nodes = tools.nodes();
  }

  @Override
  public String id() {
    return "lambda-stream-failure";
  }

  @Override
  public Set<String> marks() {
    return Set.of(DYNAMODB, KINESIS);
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode failure = payload.tree(json);
    InvocationRecord record = InvocationRecord.of(failure, payload.origin(), nodes, events);
    JsonNode info = failure.path(failure.has(DYNAMODB) ? DYNAMODB : KINESIS);
    FlowEvent flow = new FlowEvent();
    flow.evidence = payload.origin().evidence();
    flow.time = record.time();
    flow.edge = nodes.edge(stream(info), record.function(), Access.DELIVER);
    flow.calls = 0;
    flow.attempts = 0;
    flow.ok = false;
    flow.requestId = record.requestId();
    flow.batch = batch(info, record);
    events.flow(flow);
  }

  private Node stream(JsonNode info) throws Unusable {
    Arn arn = Arn.of(info.path("streamArn").asText());
    String table = arn == null ? null : arn.nameAfter("table/");
    if (table != null) {
      return nodes.of(NodeKind.CHANGE_STREAM, arn.account(), arn.region(), table);
    }
    String stream = arn == null ? null : arn.nameAfter("stream/");
    if (stream != null) {
      return nodes.kinesis(arn.account(), arn.region(), stream);
    }
    throw new Unusable(
        DeadLetterReason.MISSING_FIELD, "The failure record has no ARN of a stream.");
  }

  private static Batch batch(JsonNode info, InvocationRecord record) throws Unusable {
    Batch batch = new Batch();
    batch.start = info.path("startSequenceNumber").asText("");
    if (batch.start.isEmpty()) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD, "The failure record has no startSequenceNumber.");
    }
    batch.shardId = info.path("shardId").asText(null);
    batch.end = info.path("endSequenceNumber").asText(null);
    batch.records = Math.max(0, info.path("batchSize").asInt(0));
    batch.invokeCount = record.invokeCount();
    batch.failed = true;
    return batch;
  }
}
