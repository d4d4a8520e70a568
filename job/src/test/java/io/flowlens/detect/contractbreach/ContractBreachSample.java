package io.flowlens.detect.contractbreach;

import io.flowlens.model.Edge;

/** A value of each field of the detector's state. */
public final class ContractBreachSample {
  private ContractBreachSample() {}

  /** Of a program with one promised edge, whose contract is broken. */
  public static ReporterState state(Edge edge, long at) {
    Breach breach = new Breach();
    breach.since = at - 600_000;
    breach.lastBad = at;
    breach.reported = true;
    breach.stopped = true;
    breach.counted = 1_000;
    breach.failed = 20;
    breach.timed = 990;
    breach.slow = 30;
    PromisedEdge promised = new PromisedEdge();
    promised.edge = edge;
    promised.since = at - 7_200_000;
    promised.lastCall = at - 10_000;
    promised.hourlyRate = 240;
    promised.calls = new byte[] {1, 2, 3};
    promised.usual = new byte[] {4, 5};
    promised.missed = 7_000;
    promised.learned = 999_000;
    promised.breach = breach;
    ReporterState state = new ReporterState();
    state.edges = new PromisedEdge[] {promised};
    state.pooled = new String[] {"checkout"};
    state.usualMilli = 12_000;
    return state;
  }
}
