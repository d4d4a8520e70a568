package io.flowlens.detect.contractbreach;

import io.flowlens.model.Contract;
import io.flowlens.model.Pane;

/** Calls of one edge since its budget began to be spent too fast, or since its last call. */
public final class Breach {
  /** When it began, epoch milliseconds. */
  public long since;

  /** End of the newest pane that had a bad call. */
  public long lastBad;

  /** Whether it was reported. */
  public boolean reported;

  /** Whether the flow has stopped. */
  public boolean stopped;

  /** Calls that count for availability, and those of them that failed. */
  public long counted;

  public long failed;

  /** Calls that count for timing, and those of them that were slow. */
  public long timed;

  public long slow;

  /** For Flink. */
  public Breach() {}

  void add(Pane pane, Contract contract, long end) {
    long slowNow = Promise.TIMING.isOf(contract) ? contract.slow(pane) : 0;
    lastBad = Contract.failed(pane) + slowNow > 0 ? end : lastBad;
    counted += Contract.counted(pane);
    failed += Contract.failed(pane);
    timed += Contract.timed(pane);
    slow += slowNow;
  }

  long counted(Promise promise) {
    return promise == Promise.AVAILABILITY ? counted : timed;
  }

  long bad(Promise promise) {
    return promise == Promise.AVAILABILITY ? failed : slow;
  }
}
