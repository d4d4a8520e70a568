package io.flowlens.ingest.lambda;

import io.flowlens.ingest.Events;
import io.flowlens.ingest.Nodes;
import io.flowlens.ingest.Origin;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Signal;

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

  /**
   * Emits {@code Invocation} with its duration, {@code ColdStart} with the time it took, and {@code
   * InvocationFailed}.
   */
  void emit(long time, Origin origin, Nodes nodes, Events events) {
    signal("Invocation", time, durationMillis, origin, nodes, events);
    if (!Double.isNaN(initMillis)) {
      signal("ColdStart", time, initMillis, origin, nodes, events);
    }
    if (status != null && !status.equals("success")) {
      signal("InvocationFailed", time, Double.NaN, origin, nodes, events);
    }
  }

  private void signal(
      String name, long time, double value, Origin origin, Nodes nodes, Events events) {
    Signal signal = new Signal();
    signal.node = nodes.of(NodeKind.FUNCTION, origin.account(), origin.region(), origin.function());
    signal.name = name;
    signal.time = time;
    signal.value = value;
    signal.unit = Double.isNaN(value) ? "" : "ms";
    signal.detail =
        "request "
            + cut(requestId)
            + (status == null ? "" : ": " + status)
            + (errorType == null ? "" : ", " + cut(errorType));
    events.signal(signal);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + '…';
  }
}
