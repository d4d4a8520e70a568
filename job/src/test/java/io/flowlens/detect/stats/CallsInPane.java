package io.flowlens.detect.stats;

import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.function.ObjLongConsumer;

/** A pane in which each of these calls, or is called, once and for 100 ms. */
final class CallsInPane {
  private CallsInPane() {}

  /** The pane; {@code named} says in a call who it is of. */
  static Pane of(long start, ObjLongConsumer<FlowEvent> named, long... names) {
    Pane pane = new Pane();
    pane.start = start;
    for (long name : names) {
      FlowEvent flow = new FlowEvent();
      named.accept(flow, name);
      flow.time = start + 2_000;
      flow.latencyMicros = 100_000;
      pane.add(flow);
    }
    return pane;
  }
}
