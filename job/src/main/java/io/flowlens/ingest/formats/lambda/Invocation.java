package io.flowlens.ingest.formats.lambda;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;

/**
 * One invocation as Lambda reports it. It becomes signals at the function and no call: the
 * function's own span tells of the same invocation, and only that knows who invoked it. Where the
 * settings say what feeds the function, it adds to the deliveries from there whether it failed.
 */
final class Invocation {
  private static final int LONGEST = 120;

  private final String requestId;

  /** How long the handler ran, milliseconds; NaN when unknown. */
  double durationMillis = Double.NaN;

  /** How long the function's start took before it, milliseconds; NaN when it was warm. */
  double initMillis = Double.NaN;

  /** {@code success}, {@code error}, {@code timeout}; null when unknown. */
  String status;

  /** May be null. */
  String errorType;

  Invocation(String requestId) {
    this.requestId = requestId;
  }

  /** Emits the invocation, the start before it, and its failure, as far as they are wanted. */
  void emit(long time, Origin origin, Tools tools, Events events) {
    boolean failed = status != null && !status.equals("success");
    signal(SignalKind.INVOCATION, time, durationMillis, origin, tools, events);
    if (!Double.isNaN(initMillis)) {
      signal(SignalKind.COLD_START, time, initMillis, origin, tools, events);
    }
    if (failed) {
      signal(SignalKind.INVOCATION_FAILED, time, 1, origin, tools, events);
    }
    delivery(1, failed ? 1 : 0, time, origin, tools, events);
  }

  /** Emits that an invocation failed that was emitted before. */
  void emitFailure(long time, Origin origin, Tools tools, Events events) {
    signal(SignalKind.INVOCATION_FAILED, time, 1, origin, tools, events);
    delivery(0, 1, time, origin, tools, events);
  }

  private void delivery(
      int invocations, int failed, long time, Origin origin, Tools tools, Events events) {
    Node function = function(origin, tools);
    Node source = tools.functionSources().of(function);
    if (source == null) {
      return;
    }
    FlowEvent flow = new FlowEvent();
    flow.evidence = origin.evidence();
    flow.time = time;
    flow.edge = tools.nodes().edge(source, function, Access.DELIVER);
    flow.calls = 0;
    flow.attempts = 0;
    flow.ok = failed == 0;
    flow.requestId = requestId.isEmpty() ? null : requestId;
    flow.add(Counter.INVOCATIONS, invocations);
    flow.add(Counter.INVOCATIONS_FAILED, failed);
    events.flow(flow);
  }

  private static Node function(Origin origin, Tools tools) {
    return tools
        .nodes()
        .of(NodeKind.FUNCTION, origin.account(), origin.region(), origin.function());
  }

  String requestId() {
    return requestId;
  }

  private void signal(
      SignalKind kind, long time, double value, Origin origin, Tools tools, Events events) {
    if (!events.wants(kind)) {
      return;
    }
    Signal signal = new Signal();
    signal.kind = kind;
    signal.node = function(origin, tools);
    signal.time = time;
    signal.evidence = origin.evidence();
    signal.value = value;
    if (status != null) {
      signal.dimensions.put(Signal.STATUS, status);
    }
    Node source = tools.functionSources().of(signal.node);
    if (source != null) {
      signal.dimensions.put(Signal.SOURCE_KIND, source.kind.name());
      signal.dimensions.put(Signal.SOURCE_NAME, source.name);
    }
    if (errorType != null) {
      signal.dimensions.put(Signal.ERROR_TYPE, cut(errorType));
    }
    signal.detail = "request " + cut(requestId);
    events.signal(signal);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + '…';
  }
}
