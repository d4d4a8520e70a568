package io.flowlens.detect.coldcachespike;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One edge's slow calls over the last minutes, and what they come from. */
final class Window {
  /** Of two pauses that explain nearly the same, the longer one is named. */
  private static final double NEARLY = 0.95;

  private static final List<Set<Cause>> FIRST_USES = firstUses();

  /** The last minutes, the running one among them. */
  final int minutes;

  /** Calls that told how long they took. */
  final long calls;

  final long slow;
  final long sampled;

  /** Above one and a half times the usual median. */
  final long up;

  final Factor retried;
  final Factor manyItems;

  /** The cold factor that explains most. */
  final Factor cold;

  /** The share of instances that first uses are known of. */
  final double coverage;

  private final long millis;
  private final long slowMillis;
  private final Counts counts;

  Window(Counts counts, int minutes, double coverage) {
    this.counts = counts;
    this.minutes = minutes;
    this.coverage = coverage;
    calls = counts.sum(minutes, Counts.CALLS);
    slow = counts.sum(minutes, Counts.SLOW);
    sampled = counts.sum(minutes, Counts.SAMPLED);
    up = counts.sum(minutes, Counts.UP);
    millis = counts.sum(minutes, Counts.MILLIS);
    slowMillis = counts.sum(minutes, Counts.SLOW_MILLIS);
    retried = factor(EnumSet.of(Cause.RETRIED), 1);
    manyItems = factor(EnumSet.of(Cause.MANY_ITEMS), 1);
    Factor started = factor(EnumSet.of(Cause.STARTED), 1);
    Factor firstUse = firstUse();
    cold = started.attributable() > firstUse.attributable() ? started : firstUse;
  }

  /** New instances, with pauses of more and more lengths: the longest alone, and so on to all. */
  private static List<Set<Cause>> firstUses() {
    List<Set<Cause>> all = new ArrayList<>();
    Set<Cause> causes = EnumSet.of(Cause.NEW_INSTANCE);
    for (Cause cause : Cause.values()) {
      if (cause.pauseMillis > 0) {
        causes.add(cause);
        all.add(EnumSet.copyOf(causes));
      }
    }
    return all;
  }

  private Factor factor(Set<Cause> causes, double seen) {
    return new Factor(causes, counts, minutes, seen);
  }

  /** First uses, with the longest of the pauses that explain nearly as much as any. */
  private Factor firstUse() {
    Factor best = factor(FIRST_USES.get(0), coverage);
    for (Set<Cause> causes : FIRST_USES.subList(1, FIRST_USES.size())) {
      Factor more = factor(causes, coverage);
      if (best.attributable() < NEARLY * more.attributable()) {
        best = more;
      }
    }
    return best;
  }

  double slowShare() {
    return share((double) slow, calls);
  }

  /** The time that slow calls took, as a share of the time of all calls. */
  double slowTimeShare() {
    return share((double) slowMillis, millis);
  }

  /**
   * Slow calls that come from the cold factor: no more than those that neither retries nor size
   * explain, because where both could explain a call, being cold has to be shown by others.
   */
  double coldSlow() {
    return Math.min(cold.attributable(), unexplainedByOthers());
  }

  private double unexplainedByOthers() {
    return Math.max(0, slow - retried.attributable() - manyItems.attributable());
  }

  /** Those as a share of all calls. */
  double coldShare() {
    return share(coldSlow(), calls);
  }

  /** The time that those took, as a share of the time of all calls. */
  double coldTimeShare() {
    return slowTimeShare() * share(coldSlow(), slow);
  }

  /** Those as a share of the slow calls that neither retries nor size explain. */
  double coldFraction() {
    return coldSlow() == 0 ? 0 : coldSlow() / unexplainedByOthers();
  }

  double meanMillis() {
    return share((double) millis, calls);
  }

  double meanSlowMillis() {
    return share((double) slowMillis, slow);
  }

  /** Whether the median itself is up: then everything is slower, not a few calls. */
  boolean medianIsUp() {
    return 2 * up >= calls;
  }

  /** In how many of the last {@link Counts#MINUTES} minutes there were slow calls of this kind. */
  int minutesWithCold() {
    return counts.minutesWith(cold.causes);
  }

  Kind kind() {
    if (cold.causes.contains(Cause.STARTED)) {
      return Kind.CALLEE;
    }
    long ofNew = counts.slow(minutes, EnumSet.of(Cause.NEW_INSTANCE));
    return 2 * ofNew > cold.exposedSlow ? Kind.INSTANCE : Kind.CONNECTION;
  }

  /** The shortest pause after which a call is slow, in seconds. */
  long pauseSeconds() {
    return cold.causes.stream()
            .filter(cause -> cause.pauseMillis > 0)
            .mapToLong(cause -> cause.pauseMillis)
            .min()
            .orElse(0)
        / 1000;
  }

  private static double share(double part, long whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
