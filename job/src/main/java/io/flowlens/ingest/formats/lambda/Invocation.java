package io.flowlens.ingest.formats.lambda;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;

/**
 * One invocation as Lambda reports it. It becomes signals at the function and no flow: the
 * function's own span tells of the same invocation, and only that knows who invoked it.
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
  void emit(long time, Origin origin, Nodes nodes, Events events) {
    signal(SignalKind.INVOCATION, time, durationMillis, origin, nodes, events);
    if (!Double.isNaN(initMillis)) {
      signal(SignalKind.COLD_START, time, initMillis, origin, nodes, events);
    }
    if (status != null && !status.equals("success")) {
      emitFailure(time, origin, nodes, events);
    }
  }

  /** Emits that the invocation failed. */
  void emitFailure(long time, Origin origin, Nodes nodes, Events events) {
    signal(SignalKind.INVOCATION_FAILED, time, 1, origin, nodes, events);
  }

  String requestId() {
    return requestId;
  }

  private void signal(
      SignalKind kind, long time, double value, Origin origin, Nodes nodes, Events events) {
    if (!events.wants(kind)) {
      return;
    }
    Signal signal = new Signal();
    signal.kind = kind;
    signal.node = nodes.of(NodeKind.FUNCTION, origin.account(), origin.region(), origin.function());
    signal.time = time;
    signal.evidence = origin.evidence();
    signal.value = value;
    if (status != null) {
      signal.dimensions.put(Signal.STATUS, status);
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
