package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Exemplar;
import io.flowlens.model.LatencySketch;
import io.flowlens.model.Pane;
import io.flowlens.schemas.EdgeAttributes;
import io.flowlens.schemas.SchemaVersion;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** An edge aggregate as {@code edge-aggregate.schema.json} describes it. */
final class EdgeJson implements JsonForm<EdgeAggregate> {
  /** Stands for an operation that the evidence does not name. */
  private static final String UNKNOWN_OPERATION = "unknown";

  @Override
  public void write(EdgeAggregate row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField(EdgeAttributes.SCHEMA_VERSION, SchemaVersion.EDGE_AGGREGATE);
    json.writeStringField(EdgeAttributes.EDGE_ID, row.edge.id());
    Fields.ends(row.edge, json);
    Fields.time(EdgeAttributes.WINDOW_START, row.windowStart, json);
    json.writeNumberField(EdgeAttributes.WINDOW_SECONDS, row.windowSeconds);
    json.writeBooleanField(EdgeAttributes.FINAL, row.isFinal);
    outcomes(row.counts, json);
    latency(row.counts.latency, json);
    load(row, json);
    exemplars(row.counts, json);
    complete(row.counts, json);
    json.writeEndObject();
  }

  private static void outcomes(Pane counts, JsonGenerator json) throws IOException {
    json.writeNumberField(EdgeAttributes.CALLS, counts.calls);
    json.writeNumberField(EdgeAttributes.ATTEMPTS, counts.attempts);
    json.writeNumberField(EdgeAttributes.RETRIES, counts.retries());
    json.writeNumberField(EdgeAttributes.OK, counts.ok);
    json.writeNumberField(EdgeAttributes.FAILED, counts.failed);
    json.writeObjectFieldStart(EdgeAttributes.ERRORS);
    for (ErrorClass errorClass : ErrorClass.values()) {
      json.writeNumberField(errorClass.label(), counts.errors(errorClass));
    }
    json.writeEndObject();
    json.writeObjectFieldStart(EdgeAttributes.OPERATIONS);
    for (Map.Entry<String, Long> operation : named(counts.operations).entrySet()) {
      json.writeNumberField(operation.getKey(), operation.getValue());
    }
    json.writeEndObject();
  }

  /** Sorted, and without the empty name that DynamoDB would refuse. */
  private static Map<String, Long> named(Map<String, Long> operations) {
    Map<String, Long> named = new TreeMap<>(operations);
    Long unnamed = named.remove("");
    if (unnamed != null) {
      named.merge(UNKNOWN_OPERATION, unnamed, Long::sum);
    }
    return named;
  }

  private static void latency(LatencySketch latency, JsonGenerator json) throws IOException {
    if (latency.count() == 0) {
      return;
    }
    json.writeObjectFieldStart(EdgeAttributes.LATENCY_MS);
    json.writeNumberField("count", latency.count());
    Fields.millis("mean", latency.meanMillis(), json);
    Fields.millis("p50", latency.quantileMillis(0.5), json);
    Fields.millis("p90", latency.quantileMillis(0.9), json);
    Fields.millis("p99", latency.quantileMillis(0.99), json);
    Fields.millis("p999", latency.quantileMillis(0.999), json);
    Fields.thousandths("max", latency.maxMicros(), json);
    json.writeEndObject();
  }

  private static void load(EdgeAggregate row, JsonGenerator json) throws IOException {
    Pane counts = row.counts;
    Fields.thousandths(EdgeAttributes.READ_UNITS, counts.readMilliUnits, json);
    Fields.thousandths(EdgeAttributes.WRITE_UNITS, counts.writeMilliUnits, json);
    Fields.thousandths(EdgeAttributes.WASTED_WRITE_UNITS, counts.wastedWriteMilliUnits, json);
    json.writeNumberField(EdgeAttributes.BYTES, counts.bytes);
    json.writeNumberField(EdgeAttributes.RECORDS, counts.records);
    json.writeNumberField(EdgeAttributes.STRONG_READS, counts.strongReads);
    json.writeNumberField(EdgeAttributes.EVENTUAL_READS, counts.eventualReads);
    json.writeBooleanField(EdgeAttributes.CROSS_REGION, row.edge.crossRegion());
    json.writeNumberField(EdgeAttributes.COLD_STARTS, counts.coldStarts);
    json.writeNumberField(EdgeAttributes.DISTINCT_KEYS, counts.keys.distinct());
  }

  private static void exemplars(Pane counts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(EdgeAttributes.EXEMPLARS);
    for (Exemplar exemplar : counts.exemplars) {
      json.writeStartObject();
      Fields.textIfKnown("traceId", exemplar.traceId, json);
      Fields.textIfKnown("requestId", exemplar.requestId, json);
      if (exemplar.latencyMicros >= 0) {
        Fields.thousandths("latencyMs", exemplar.latencyMicros, json);
      }
      json.writeStringField("outcome", exemplar.outcome);
      Fields.time("at", exemplar.at, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void complete(Pane counts, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(EdgeAttributes.COMPLETE);
    json.writeNumberField("sampled", counts.sampled);
    json.writeNumberField("unpaired", counts.unpaired);
    json.writeNumberField("late", counts.late);
    json.writeNumberField("folded", counts.folded);
    json.writeEndObject();
  }
}
