package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.LookbackWindow;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.model.Counter;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a storm keeps itself going (metastable: Bronson et al., HotOS 2021). A callee that simply
 * stays broken looks the same in every single pane, so it takes an experiment that shows the same
 * load both borne and not borne. Two can be seen on the edge itself:
 *
 * <ul>
 *   <li>A surge of calls began it, the surge is over, and the storm goes on for three minutes.
 *   <li>It went on for three minutes at the usual load; then calls fell below half of it for two
 *       minutes at most, the failures ended within 90 s, and they did not come back with the calls.
 *       Not after throttling: a table saves up capacity while calls are few.
 * </ul>
 *
 * <p>Goes on means: no more calls come than usual, less than 70 % as many of them succeed, and more
 * than 30 % of attempts are retries, after failures as an overload makes them.
 */
public final class Metastability {
  private static final double SURGE = 1.5;
  private static final double NEVER_CARRIED = 1.1;
  private static final double NO_MORE = 1.1;
  private static final double NO_LESS = 0.8;
  private static final double GOODPUT = 0.7;
  private static final double RETRIES = 0.3;
  private static final double SHED = 0.5;
  private static final int BACK_PANES = 6;
  private static final int LEAST_CARRIED = 8;
  private static final long ENDS_WITHIN_MILLIS = 90_000;
  private static final int MOST_SHED_PANES = 12;

  private static final Set<ErrorClass> OVERLOAD =
      EnumSet.of(ErrorClass.THROTTLED, ErrorClass.TIMEOUT, ErrorClass.SERVER);

  /** Calls in the pane of the surge that began it; 0 where none did. */
  public int surge;

  /** Panes up to the newest in which it went on at no more than the usual load. */
  public int goesOn;

  /** Those of them up to the newest in which the load was no less either, and not throttled. */
  public int atUsualLoad;

  /** Start of the pane in which calls fell; 0 while they have not. */
  public long shedAt;

  /** Panes with few calls since, and the calls in them. */
  public int shedPanes;

  public int shedCalls;

  /** How many of these calls succeeded in panes without trouble. */
  public int carried;

  /** End of the last pane with trouble since; at first {@link #shedAt}. */
  public long troubleUntil;

  /** Panes up to the newest in which calls were back and well. */
  public int back;

  /** It outlived the surge that began it. */
  public boolean outlivedSurge;

  /** It ended with the load and did not come back with it. */
  public boolean endedByShedding;

  /** Start of the pane in which either was found; 0 while neither is. */
  public long foundAt;

  /** For Flink. */
  public Metastability() {}

  /** The storm begins: looks for a surge in the panes up to the onset, or just after. */
  void begin(PaneRings rings, long paneStart, long onset, Baseline baseline) {
    for (int age = 0; age < PaneRings.PANES && baseline.isKnown(); age++) {
      long calls = RetryStats.callsOfPane(rings, age);
      boolean early = paneStart - age * Pane.MILLIS <= onset + Pane.MILLIS;
      if (early && calls >= SURGE * baseline.calls && calls > NEVER_CARRIED * baseline.most) {
        surge = (int) Math.max(surge, calls);
      }
    }
  }

  /**
   * Takes in one pane of the storm, or after it.
   *
   * @param panes for how long it must go on
   */
  void go(Pane pane, PaneRings rings, Baseline baseline, double budget, long panes) {
    if (!baseline.isKnown() || isFound()) {
      return;
    }
    if (shedAt == 0 && atUsualLoad >= panes && pane.get(Counter.CALLS) < SHED * baseline.calls) {
      shed(pane.start);
    }
    RetryStats minute = RetryStats.of(rings, LookbackWindow.MINUTE);
    double usualCalls = baseline.calls * PaneRings.PANES;
    double chance = 2 * Math.sqrt(usualCalls);
    boolean on = isSick(minute, baseline) && minute.calls <= NO_MORE * usualCalls + chance;
    goesOn = on ? goesOn + 1 : 0;
    boolean full = minute.calls >= NO_LESS * usualCalls - chance;
    boolean throttled = minute.mainCause() == ErrorClass.THROTTLED;
    atUsualLoad = on && full && !throttled ? atUsualLoad + 1 : 0;
    outlivedSurge = surge > 0 && goesOn >= panes;
    if (shedAt != 0) {
      afterShedding(pane, baseline, budget);
    }
    foundAt = outlivedSurge || endedByShedding ? pane.start : 0;
  }

  private static boolean isSick(RetryStats minute, Baseline baseline) {
    double bearable = Math.min((double) minute.calls, baseline.calls * PaneRings.PANES);
    return minute.ok() < GOODPUT * baseline.ok / baseline.calls * bearable
        && minute.retries() > RETRIES * minute.attempts()
        && OVERLOAD.contains(minute.mainCause());
  }

  private void shed(long paneStart) {
    shedAt = paneStart;
    shedPanes = 0;
    shedCalls = 0;
    carried = 0;
    troubleUntil = paneStart;
    back = 0;
  }

  private void afterShedding(Pane pane, Baseline baseline, double budget) {
    RetryStats now = RetryStats.of(pane);
    boolean trouble = now.excess(budget / 2) > 0;
    boolean callsAreBack =
        pane.get(Counter.CALLS) >= NO_LESS * baseline.calls - Math.sqrt(baseline.calls);
    if (trouble) {
      troubleUntil = pane.start + Pane.MILLIS;
    }
    if (!callsAreBack) {
      shedPanes++;
      shedCalls += (int) pane.get(Counter.CALLS);
      carried += trouble ? 0 : (int) now.ok();
    }
    back = callsAreBack && !trouble ? back + 1 : 0;
    if (troubleUntil - shedAt > ENDS_WITHIN_MILLIS || shedPanes > MOST_SHED_PANES) {
      shedAt = 0;
    } else if (back >= BACK_PANES && carried >= LEAST_CARRIED) {
      endedByShedding = true;
    }
  }

  /** Whether calls have fallen and what becomes of it is still open. */
  boolean isWatching() {
    return shedAt != 0 && !isFound();
  }

  boolean isFound() {
    return foundAt != 0;
  }

  /** It came back before anything was found. */
  void stopWatching() {
    shedAt = isFound() ? shedAt : 0;
  }

  /** Keeps what was found of the wave before. */
  void join(Metastability former) {
    if (former.isFound() && !isFound()) {
      outlivedSurge = former.outlivedSurge;
      endedByShedding = former.endedByShedding;
      foundAt = former.foundAt;
      surge = former.surge;
      shedAt = former.shedAt;
      shedPanes = former.shedPanes;
      shedCalls = former.shedCalls;
      troubleUntil = former.troubleUntil;
    }
  }

  /** Calls while they were few, as a share of the usual. */
  double shedTo(Baseline baseline) {
    return shedCalls / (baseline.calls * Math.max(1, shedPanes));
  }

  /** How long after calls fell the last trouble was, in seconds. */
  double secondsToEnd() {
    return (troubleUntil - shedAt) / 1000.0;
  }
}
