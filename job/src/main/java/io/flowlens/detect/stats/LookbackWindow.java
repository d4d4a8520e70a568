package io.flowlens.detect.stats;

/** The lengths of time over which pane counters are summed, shortest first. */
public enum Span {
  /** The pane just closed: 10 s. */
  PANE("10 s"),
  /** The last six panes. */
  MINUTE("1 min"),
  /** The running minute and the four before it. */
  FIVE_MINUTES("5 min"),
  /** The running minute and the fourteen before it. */
  FIFTEEN_MINUTES("15 min");

  private final String label;

  Span(String label) {
    this.label = label;
  }

  /** As a sentence says it, for example {@code 5 min}. */
  public String label() {
    return label;
  }
}
