package io.flowlens.detect.stats;

import io.flowlens.model.Pane;

/**
 * How far back pane counters are summed, shortest first. Every window ends with the newest pane.
 */
public enum LookbackWindow {
  /** The pane just closed: 10 s. */
  PANE("10 s"),
  /** The last six panes. */
  MINUTE("1 min"),
  /** The running minute and the four before it. */
  FIVE_MINUTES("5 min"),
  /** The running minute and the fourteen before it. */
  FIFTEEN_MINUTES("15 min");

  private static final long MINUTE_MILLIS = 60_000;

  private final String label;

  LookbackWindow(String label) {
    this.label = label;
  }

  /** As text, for example {@code 5 min}. */
  public String label() {
    return label;
  }

  /**
   * How many calendar minutes the window touches.
   *
   * @param newestPane its start, epoch milliseconds
   */
  public int calendarMinutes(long newestPane) {
    switch (this) {
      case PANE:
        return 1;
      case MINUTE:
        return Math.floorMod(newestPane + Pane.MILLIS, MINUTE_MILLIS) == 0 ? 1 : 2;
      case FIVE_MINUTES:
        return 5;
      default:
        return 15;
    }
  }
}
