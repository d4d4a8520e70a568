package io.flowlens.diagram;

import io.flowlens.schemas.EdgeTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row of the edge table, written as the outside contract says. */
final class Row {
  private final Map<String, AttributeValue> item = new LinkedHashMap<>();
  private final Map<String, AttributeValue> errors = new LinkedHashMap<>();
  private final List<AttributeValue> exemplars = new ArrayList<>();
  private final Instant windowStart;

  private Row(String from, String to, String access, Instant windowStart) {
    this.windowStart = windowStart;
    String id = from + "|" + to + "|" + access;
    item.put(EdgeTable.PK, text(EdgeTable.pk(id)));
    item.put(EdgeTable.SK, text(EdgeTable.sk(60, windowStart)));
    item.put(EdgeTable.WINDOW, text(EdgeTable.window(60, windowStart, EdgeTable.spreadOf(id))));
    item.put(EdgeTable.EXPIRES_AT, number(windowStart.getEpochSecond() + 86_400));
    item.put("edgeId", text(id));
    item.put("from", node(from));
    item.put("to", node(to));
    item.put("access", text(access));
    item.put("windowStart", text(windowStart.toString()));
    item.put("windowSeconds", number(60));
    item.put("final", AttributeValue.fromBool(false));
    item.put("crossRegion", AttributeValue.fromBool(crosses(from, to)));
    item.put(
        "complete",
        AttributeValue.fromM(
            Map.of(
                "sampled",
                number(0),
                "unpaired",
                number(0),
                "late",
                number(0),
                "folded",
                number(0))));
  }

  /** An edge between two node ids, such as {@code table:111122223333:us-east-1:Orders}. */
  static Row of(String from, String to, String access, Instant windowStart) {
    return new Row(from, to, access, windowStart);
  }

  Row closed() {
    item.put("final", AttributeValue.fromBool(true));
    return this;
  }

  Row calls(long calls, long attempts, long failed) {
    item.put("calls", number(calls));
    item.put("attempts", number(attempts));
    item.put("retries", number(attempts - calls));
    item.put("ok", number(calls - failed));
    item.put("failed", number(failed));
    return this;
  }

  Row error(String name, long count) {
    errors.put(name, number(count));
    return this;
  }

  Row latency(long count, double p50, double p99) {
    item.put(
        "latencyMs",
        AttributeValue.fromM(
            Map.of(
                "count", number(count),
                "mean", number(p50 * 1.2),
                "p50", number(p50),
                "p90", number((p50 + p99) / 2),
                "p99", number(p99),
                "p999", number(p99 * 1.3),
                "max", number(p99 * 1.5))));
    return this;
  }

  Row operation(String name, long calls) {
    item.put("operations", AttributeValue.fromM(Map.of(name, number(calls))));
    return this;
  }

  Row writes(long units, long wasted) {
    item.put("writeUnits", number(units));
    item.put("wastedWriteUnits", number(wasted));
    return this;
  }

  Row reads(double units) {
    item.put("readUnits", number(units));
    return this;
  }

  /** Of so many reads, so many with strong consistency. */
  Row consistency(long strong, long reads) {
    item.put("strongReads", number(strong));
    item.put("eventualReads", number(reads - strong));
    return this;
  }

  Row exemplar(String traceId, double latencyMs, String outcome, Instant at) {
    exemplars.add(
        AttributeValue.fromM(
            Map.of(
                "traceId", text(traceId),
                "latencyMs", number(latencyMs),
                "outcome", text(outcome),
                "at", text(at.toString()))));
    return this;
  }

  Instant windowStart() {
    return windowStart;
  }

  Map<String, AttributeValue> item() {
    item.put("errors", AttributeValue.fromM(errors));
    item.put("exemplars", AttributeValue.fromL(exemplars));
    return item;
  }

  private static boolean crosses(String from, String to) {
    String fromRegion = from.split(":", -1)[2];
    String toRegion = to.split(":", -1)[2];
    return !fromRegion.isEmpty() && !toRegion.isEmpty() && !fromRegion.equals(toRegion);
  }

  private static AttributeValue node(String id) {
    String[] parts = id.split(":", -1);
    return AttributeValue.fromM(
        Map.of(
            "kind", text(parts[0]),
            "account", text(parts[1]),
            "region", text(parts[2]),
            "name", text(parts[3])));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(Number value) {
    return AttributeValue.fromN(value.toString());
  }
}
