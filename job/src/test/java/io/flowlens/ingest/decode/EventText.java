package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.model.Batch;
import io.flowlens.model.Counter;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Signal;
import io.flowlens.model.SpanHalf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events as text that a person can check: the form of the golden files. */
final class EventText {
  private EventText() {}

  /** One line for each event, in the order they were emitted, then the counts that are not 0. */
  static List<String> of(Events events) {
    List<String> lines = new ArrayList<>();
    events.flows().forEach(flow -> lines.add("flow " + flow.edge.id() + tail(flow)));
    events.halves().forEach(half -> lines.add(of(half)));
    events.signals().forEach(signal -> lines.add(of(signal)));
    events.faults().forEach(fault -> lines.add("dead-letter " + fault));
    count(lines, "ignored", events.ignoredCount());
    count(lines, "control-messages", events.controlMessageCount());
    count(lines, "function-lines.text", events.textLineCount());
    count(lines, "function-lines.unknown-json", events.unknownLineCount());
    count(lines, "skewed", events.skewedCount());
    return lines;
  }

  static String of(SpanHalf half) {
    String ids = " span=" + half.spanId + " parent=" + half.parentId;
    return "half "
        + half.role
        + (half.node == null ? "" : " " + half.node.id())
        + (half.peer == null ? "" : " -> " + half.peer.id())
        + ids
        + (half.flow == null
            ? " " + Instant.ofEpochMilli(half.time) + " trace=" + half.traceId
            : tail(half.flow));
  }

  static String of(Signal signal) {
    return "signal "
        + signal.node.id()
        + " "
        + signal.kind
        + " "
        + Instant.ofEpochMilli(signal.time)
        + " "
        + signal.value
        + " "
        + signal.kind.unit()
        + " "
        + signal.dimensions
        + " "
        + signal.detail
        + (signal.eventId.isEmpty() ? "" : " (event " + signal.eventId + ")");
  }

  private static String tail(FlowEvent flow) {
    StringBuilder text = new StringBuilder();
    text.append(' ').append(flow.operation);
    text.append(' ').append(Instant.ofEpochMilli(flow.time));
    text.append(flow.ok ? " ok" : " failed");
    text.append(" attempts=").append(flow.attempts);
    for (ErrorClass errorClass : ErrorClass.values()) {
      int n = flow.errors == null ? 0 : flow.errors[errorClass.ordinal()];
      add(text, errorClass.label(), n, n > 0);
    }
    for (Counter counter : Counter.values()) {
      boolean ofLedger = counter.place() == Counter.Place.LEDGER;
      add(text, counter.label(), flow.get(counter), ofLedger && flow.get(counter) > 0);
    }
    add(text, "calls", flow.calls, flow.calls != 1);
    add(text, "us", flow.latencyMicros, flow.latencyMicros >= 0);
    add(text, "read", flow.readMilliUnits + "m", flow.readMilliUnits >= 0);
    add(text, "write", flow.writeMilliUnits + "m", flow.writeMilliUnits >= 0);
    add(text, "bytes", flow.bytes, flow.bytes > 0);
    add(text, "records", flow.records, flow.records > 0);
    add(text, "strong", true, flow.strongRead);
    add(text, "eventual", true, flow.eventualRead);
    add(text, "cold", true, flow.coldStart);
    add(text, "sampled", true, flow.sampled);
    add(text, "left-out", flow.leftOutMilli + "m", flow.leftOutMilli > 0);
    add(text, "key", String.format("%016x", flow.keyHash), flow.keyHash != 0);
    add(text, "delta", String.format("%016x", flow.deltaHash), flow.deltaHash != 0);
    add(text, "instance", String.format("%016x", flow.instance), flow.instance != 0);
    if (flow.get(Counter.OF_KNOWN_AGE) > 0) {
      add(text, "age", flow.get(Counter.AGE_SECONDS) + "s", true);
    }
    if (flow.batch != null) {
      add(text, "batch", of(flow.batch), true);
    }
    add(text, "trace", flow.traceId, flow.traceId != null);
    add(text, "request", flow.requestId, flow.requestId != null);
    add(text, "evidence", flow.evidence, true);
    return text.toString();
  }

  private static String of(Batch batch) {
    return (batch.shardId == null ? "" : batch.shardId + "/")
        + batch.start
        + (batch.end == null ? "" : ".." + batch.end)
        + (batch.records == 0 ? "" : ",records:" + batch.records)
        + (batch.invokeCount == 0 ? "" : ",invokes:" + batch.invokeCount)
        + (batch.failed ? ",failed" : "");
  }

  private static void add(StringBuilder text, String name, Object value, boolean shown) {
    if (shown) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  private static void count(List<String> lines, String name, long n) {
    if (n > 0) {
      lines.add(name + " " + n);
    }
  }
}
