package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Exemplars;
import io.flowlens.model.LatencySketch;
import io.flowlens.model.Operations;
import io.flowlens.model.Pane;
import io.flowlens.schemas.EdgeAttributes;
import io.flowlens.schemas.SchemaVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An edge aggregate as {@code edge-aggregate.schema.json} describes it. */
final class EdgeJson implements JsonForm<EdgeAggregate> {
  /** Stands for an operation that the evidence does not name. */
  private static final String UNKNOWN_OPERATION = "unknown";

  private static final List<Counter> COUNTERS = List.of(Counter.values());

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
    latency(row.counts.get(Detail.LATENCY), json);
    load(row, json);
    LedgerJson.write(row, json);
    ContractJson.write(row, json);
    exemplars(row.counts.get(Detail.EXEMPLARS), json);
    object(EdgeAttributes.COMPLETE, Counter.Place.COMPLETE, row.counts, json);
    json.writeEndObject();
  }

  private static void outcomes(Pane counts, JsonGenerator json) throws IOException {
    json.writeNumberField(EdgeAttributes.CALLS, counts.get(Counter.CALLS));
    json.writeNumberField(EdgeAttributes.ATTEMPTS, counts.attempts());
    json.writeNumberField(EdgeAttributes.RETRIES, counts.get(Counter.RETRIES));
    json.writeNumberField(EdgeAttributes.ATTEMPTS_SHOWN, counts.get(Counter.ATTEMPTS_SHOWN));
    json.writeNumberField(EdgeAttributes.OK, counts.get(Counter.OK));
    json.writeNumberField(EdgeAttributes.FAILED, counts.get(Counter.FAILED));
    object(EdgeAttributes.ERRORS, Counter.Place.ERRORS, counts, json);
    json.writeObjectFieldStart(EdgeAttributes.OPERATIONS);
    for (Map.Entry<String, Long> operation : named(counts.get(Detail.OPERATIONS)).entrySet()) {
      json.writeNumberField(operation.getKey(), operation.getValue());
    }
    json.writeEndObject();
  }

  /** Sorted, and without the empty name that DynamoDB would refuse. */
  private static Map<String, Long> named(Operations operations) {
    Map<String, Long> named = new TreeMap<>();
    operations.forEach(
        (name, calls) -> named.merge(name.isEmpty() ? UNKNOWN_OPERATION : name, calls, Long::sum));
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
    counters(Counter.Place.LOAD, counts, json);
    json.writeBooleanField(EdgeAttributes.CROSS_REGION, row.edge.crossRegion());
    counters(Counter.Place.EVENTS, counts, json);
    json.writeNumberField(EdgeAttributes.DISTINCT_KEYS, counts.get(Detail.KEYS).distinct());
  }

  private static void exemplars(Exemplars exemplars, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(EdgeAttributes.EXEMPLARS);
    for (Exemplar exemplar : exemplars.all()) {
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

  private static void object(String field, Counter.Place place, Pane counts, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(field);
    counters(place, counts, json);
    json.writeEndObject();
  }

  private static void counters(Counter.Place place, Pane counts, JsonGenerator json)
      throws IOException {
    for (Counter counter : COUNTERS) {
      if (counter.place() == place) {
        counter(counter, counts.get(counter), json);
      }
    }
  }

  private static void counter(Counter counter, long n, JsonGenerator json) throws IOException {
    if (counter.unit() == Counter.Unit.THOUSANDTHS) {
      Fields.thousandths(counter.label(), n, json);
    } else {
      json.writeNumberField(counter.label(), n);
    }
  }
}
