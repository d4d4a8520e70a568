package io.flowlens.detect.contractbreach;

import io.flowlens.detect.api.Round;
import io.flowlens.model.Contract;
import io.flowlens.model.Counter;
import io.flowlens.model.Pane;

/** One edge in one round: what is remembered of it, unpacked, with the newest calls. */
final class JudgedEdge {
  final PromisedEdge edge;
  final Contract contract;

  /** Null where the edge was silent. */
  final Pane pane;

  final Round round;
  final CallRings rings;

  JudgedEdge(PromisedEdge edge, Contract contract, Pane pane, Round round) {
    this.edge = edge;
    this.contract = contract;
    this.pane = pane;
    this.round = round;
    rings = CallRings.unpack(edge.calls, contract);
    rings.advance(round.start());
    if (pane != null) {
      rings.add(pane);
    }
  }

  long calls() {
    return pane == null ? 0 : pane.get(Counter.CALLS);
  }

  /** How long it has been known. */
  long knownMillis() {
    return round.end() - edge.since;
  }

  /** What it spends by itself. */
  Spending spending(Promise promise) {
    return new Spending(promise.allowed(contract), contract.windowMillis)
        .add(rings, promise, knownMillis());
  }

  /** Whether it is reported already. */
  boolean isReported() {
    return edge.breach != null && edge.breach.reported;
  }
}
