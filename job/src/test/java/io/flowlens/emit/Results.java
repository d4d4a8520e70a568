package io.flowlens.emit;

import io.flowlens.model.Access;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Counter;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.Edge;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Measure;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import io.flowlens.model.Subject;
import java.time.Instant;
import java.util.List;

/** Results that tests write. */
final class Results {
  static final Node CHECKOUT = Node.of(NodeKind.SERVICE, "111122223333", "us-east-1", "check out");
  static final Node ORDERS = Node.of(NodeKind.TABLE, "111122223333", "eu-west-1", "Orders");
  static final Edge WRITES = Edge.of(CHECKOUT, ORDERS, Access.WRITE);

  private Results() {}

  static long at(String time) {
    return Instant.parse("2026-11-24T" + time + "Z").toEpochMilli();
  }

  /** One minute of writes, one of them throttled twice. */
  static EdgeAggregate writes() {
    Pane counts = new Pane();
    counts.edge = WRITES;
    counts.add(write(at("10:00:01.500"), 4_512, 1_500, "t1"));
    FlowEvent retried = write(at("10:00:02"), 230_114, 1_000, "t2");
    retried.attempts = 3;
    retried.fail(ErrorClass.THROTTLED, 2);
    counts.add(retried);
    return aggregate(counts);
  }

  private static FlowEvent write(long time, long micros, long milliUnits, String traceId) {
    FlowEvent flow = new FlowEvent();
    flow.edge = WRITES;
    flow.time = time;
    flow.operation = "PutItem";
    flow.latencyMicros = micros;
    flow.writeMilliUnits = milliUnits;
    flow.traceId = traceId;
    flow.keyHash = micros * 0x9E3779B97F4A7C15L;
    return flow;
  }

  /** Seven attempts of which one was useful. */
  static EdgeAggregate wasted(Access access) {
    Pane counts = new Pane();
    counts.edge = Edge.of(CHECKOUT, ORDERS, access);
    counts.add(write(at("10:00:01"), 4_000, 1_500, "t1"));
    FlowEvent refused = write(at("10:00:02"), 4_000, -1, "t2");
    refused.ok = false;
    refused.attempts = 2;
    refused.fail(ErrorClass.CONDITIONAL, 2);
    refused.wastedWriteMilliUnits = 2_000;
    counts.add(refused);
    FlowEvent again = write(at("10:00:03"), 4_000, 1_000, "t3");
    again.attempts = 4;
    again.fail(ErrorClass.CONFLICT, 1);
    again.add(Counter.REPLICATED_CONFLICT, 1);
    again.fail(ErrorClass.OTHER, 1);
    again.add(Counter.CANCELLED_ELSEWHERE, 1);
    again.fail(ErrorClass.TIMEOUT, 1);
    again.add(Counter.DUPLICATES, 1);
    counts.add(again);
    return aggregate(counts);
  }

  /** One call of which nothing but that it happened is known. */
  static EdgeAggregate bare() {
    Pane counts = new Pane();
    counts.edge = Edge.of(CHECKOUT, Node.of(NodeKind.UNKNOWN, null, null, null), Access.CALL);
    FlowEvent flow = new FlowEvent();
    flow.unpaired = true;
    counts.add(flow);
    return aggregate(counts);
  }

  static EdgeAggregate aggregate(Pane counts) {
    EdgeAggregate row = new EdgeAggregate();
    row.edge = counts.edge;
    row.windowStart = at("10:00:00");
    row.windowSeconds = 60;
    row.isFinal = true;
    row.counts = counts;
    return row;
  }

  static Anomaly storm() {
    Anomaly anomaly = new Anomaly();
    anomaly.id = "retry-cascade-9f86d081";
    anomaly.type = "retry-cascade";
    anomaly.revision = 1;
    anomaly.status = Anomaly.Status.OPEN;
    anomaly.startedAt = at("10:00:40");
    anomaly.detectedAt = at("10:01:00");
    anomaly.updatedAt = at("10:01:00");
    anomaly.root = Subject.of(WRITES);
    anomaly.path = List.of(WRITES);
    anomaly.explanation = explanation();
    return anomaly;
  }

  private static Explanation explanation() {
    Explanation explanation = new Explanation();
    explanation.severity = Severity.WARNING;
    explanation.confidence = 2.0 / 3;
    explanation.summary = "3.2 attempts for each write.";
    explanation.findings = List.of("RETRY_BUDGET_EXCEEDED");
    explanation.measures =
        List.of(
            Measure.of("attempts-per-call", "attempts", 1280.0 / 399, Double.NaN, 1.1, 399),
            Measure.of("bytes", "bytes", 123_456_789, 0, Double.NaN, 399));
    EvidenceItem item = new EvidenceItem();
    item.traceId = "5f6c2b9e8a1d4c7f9b3e0a6d2c8f4e1b";
    item.at = at("10:00:41.207");
    item.note = "8 attempts";
    explanation.evidence = List.of(item);
    explanation.counterEvidence = List.of("The callers' rate did not rise.");
    explanation.recommendations = List.of(Recommendation.of("Set a retry budget", "SDK", "…"));
    return explanation;
  }

  static DeadLetter letter(byte[] data) {
    DeadLetter letter = new DeadLetter();
    letter.reason = "bad-json";
    letter.detail = "The JSON ends early.";
    letter.stream = "orders-changes";
    letter.shardId = "shardId-000000000001";
    letter.sequence = "4954";
    letter.arrival = at("10:00:02.317");
    letter.data = data;
    return letter;
  }
}
