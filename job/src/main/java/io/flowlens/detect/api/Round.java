package io.flowlens.detect.api;

import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.List;

/** Ten seconds of one scope, as far as one detector has asked for them. */
public final class Round {
  private final long start;
  private final List<Pane> panes;
  private final List<Pane> slowMinutes;
  private final List<Signal> signals;

  /**
   * A round.
   *
   * @param start epoch milliseconds, a multiple of {@link Pane#MILLIS}
   * @param panes in the order of their edges' ids
   * @param slowMinutes in the order of their edges' ids
   * @param signals in the order of time
   */
  public Round(long start, List<Pane> panes, List<Pane> slowMinutes, List<Signal> signals) {
    this.start = start;
    this.panes = panes;
    this.slowMinutes = slowMinutes;
    this.signals = signals;
  }

  /** Epoch milliseconds. */
  public long start() {
    return start;
  }

  /** Where the next one begins, epoch milliseconds. */
  public long end() {
    return start + Pane.MILLIS;
  }

  /**
   * What fast evidence shows of the scope's edges in this time, in the order of their ids. Silent
   * edges are missing, except the one of {@link Scope#EDGE}, whose pane is then empty.
   */
  public List<Pane> panes() {
    return panes;
  }

  /**
   * The pane of the one edge of {@link Scope#EDGE}.
   *
   * @throws IndexOutOfBoundsException in a round of any other scope without panes
   */
  public Pane pane() {
    return panes.get(0);
  }

  /** Minutes of slow evidence that have come due: those whose {@code Flow/slow.wait} is over. */
  public List<Pane> slowMinutes() {
    return slowMinutes;
  }

  /** Signals at the scope's nodes that have come due, in the order of time. */
  public List<Signal> signals() {
    return signals;
  }
}
