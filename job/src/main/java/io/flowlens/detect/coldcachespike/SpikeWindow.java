package io.flowlens.detect.coldcachespike;

import io.flowlens.model.Edge;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.util.EnumSet;
import java.util.Set;

/** One edge's slow calls over the last minutes, and what they come from. */
final class SpikeWindow {
  /** So many minutes between two slow calls are no end of it. */
  private static final int CHANCE_MINUTES = 2;

  /** Slow calls after pauses from which on they are compared with others. */
  private static final long MIN_SLOW_PAUSES = 3;

  private static final Set<CallExposure> NEW = EnumSet.of(CallExposure.NEW_INSTANCE);
  private static final Set<CallExposure> COLD_KEY = EnumSet.of(CallExposure.COLD_KEY);
  private static final Set<CallExposure> WARM_KEY = EnumSet.of(CallExposure.WARM_KEY);

  private static final Set<CallExposure> ALIVE = EnumSet.of(CallExposure.ALIVE);
  private static final Set<CallExposure> BULK = EnumSet.of(CallExposure.BULK);
  private static final Set<CallExposure> BULK_LEFT_OUT = EnumSet.of(CallExposure.BULK_LEFT_OUT);
  private static final Set<CallExposure> ITEM = EnumSet.of(CallExposure.ITEM);

  private static final Set<CallExposure> UNSEEN = EnumSet.of(CallExposure.UNSEEN_60_SECONDS);

  private static final double LEAST_COVERAGE = 0.1;

  private static final double PANE_SECONDS = Pane.MILLIS / 1000.0;

  /** Of an instance that calls twice in ten seconds hardly any pane goes without. */
  private static final long CALLS_OF_SEEN = 2;

  /** So many new ones, none of which lives longer than that, are no deploy. */
  private static final long RESTARTED_INSTANCES = 10;

  private static final double RESTARTED_SECONDS = 300;

  /** The last minutes, the running one among them. */
  final int minutes;

  /** Calls of known duration. */
  final long calls;

  final long slow;
  final long sampled;

  /** The share of all calls that were seen, where sampled traces record it; else 1. */
  final double seen;

  /** Above one and a half times the usual median. */
  final long up;

  final ExposureEffect retried;
  final ExposureEffect manyItems;

  /** The cold factor that explains most, beside keys. */
  final ExposureEffect coldOrigin;

  /** Keys that had not been called; held against calls of keys that had. */
  final ExposureEffect coldKey;

  /** The cold factor that is named; a key only if it explains more than anything else could. */
  final ExposureEffect cold;

  private final long millis;
  private final long slowMillis;
  private final ExposureCounts counts;

  SpikeWindow(ExposureCounts counts, int minutes) {
    this.counts = counts;
    this.minutes = minutes;
    calls = counts.sum(minutes, ExposureCounts.CALLS);
    slow = counts.sum(minutes, ExposureCounts.SLOW);
    sampled = counts.sum(minutes, ExposureCounts.SAMPLED);
    seen = calls == 0 ? 1 : (double) calls / (calls + counts.sum(minutes, ExposureCounts.LEFT_OUT));
    up = counts.sum(minutes, ExposureCounts.UP);
    millis = counts.sum(minutes, ExposureCounts.MILLIS);
    slowMillis = counts.sum(minutes, ExposureCounts.SLOW_MILLIS);
    retried = factor(EnumSet.of(CallExposure.RETRIED));
    manyItems = factor(EnumSet.of(CallExposure.MANY_ITEMS));
    ExposureEffect started = factor(EnumSet.of(CallExposure.STARTED));
    ExposureEffect firstUse = FirstUses.factor(counts, minutes);
    coldOrigin = started.attributable() > firstUse.attributable() ? started : firstUse;
    coldKey = ExposureEffect.seen(COLD_KEY, counts.keyCoverage(minutes), WARM_KEY, counts, minutes);
    double origins = Math.max(started.attributableAtMost(), firstUse.attributableAtMost());
    cold = coldKey.attributable() > origins ? coldKey : coldOrigin;
  }

  private ExposureEffect factor(Set<CallExposure> causes) {
    return ExposureEffect.of(causes, counts, minutes);
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

  /** Slow calls that come from the cold factor, with those that sampling left out. */
  double coldSlowWithUnseen() {
    return coldSlow() / seen;
  }

  /**
   * In how many of the last {@link ExposureCounts#MINUTES} minutes there were slow calls of this
   * kind.
   */
  int minutesWithCold() {
    return counts.minutesWith(cold.causes);
  }

  /**
   * For how many of them it went on: where traces are sampled, a minute or two without one between
   * two with are chance.
   */
  int minutesOfCold() {
    return counts.minutesWithin(cold.causes, sampled > 0 ? CHANCE_MINUTES : 0);
  }

  /**
   * How many instances are new: those that were not known, of which none had paused if all call all
   * the time; where not all are followed, as many more.
   */
  long newInstances() {
    double coverage = Math.max(LEAST_COVERAGE, counts.coverage(minutes));
    return Math.round((counts.exposed(minutes, NEW) + counts.exposed(minutes, UNSEEN)) / coverage);
  }

  /**
   * How long instances live, in seconds: as many as call at once, for each that is new in a time
   * (Little's law). NaN where not all that call at once are known, or they call too seldom to be
   * seen all the time.
   */
  double lifetimeSeconds() {
    long alive = counts.exposed(minutes, ALIVE);
    boolean known = counts.slow(minutes, ALIVE) == 0 && sampled == 0;
    return known && newInstances() > 0 && calls >= CALLS_OF_SEEN * alive
        ? PANE_SECONDS * alive / newInstances()
        : Double.NaN;
  }

  /** Whether the new instances are those of a service that is restarted again and again. */
  boolean isCrashLoop(Edge edge) {
    return kind() == ColdKind.INSTANCE
        && edge.from.kind != NodeKind.FUNCTION
        && newInstances() >= RESTARTED_INSTANCES
        && lifetimeSeconds() <= RESTARTED_SECONDS;
  }

  /** Calls that may carry many items and were left out. */
  long leftOutBulk() {
    return counts.exposed(minutes, BULK_LEFT_OUT);
  }

  /** Whether anything says how many items calls carried. */
  boolean knowsItems() {
    return counts.exposed(minutes, ITEM) > 0;
  }

  /** Whether some of the calls may carry many items. */
  boolean hasBulk() {
    return counts.exposed(minutes, BULK) > 0;
  }

  /** Whether the keys of calls are known. */
  boolean knowsKeys() {
    return counts.exposed(minutes, COLD_KEY) + counts.exposed(minutes, WARM_KEY) > 0;
  }

  ColdKind kind() {
    if (cold == coldKey) {
      return ColdKind.KEY;
    }
    if (cold.causes.contains(CallExposure.STARTED)) {
      return ColdKind.CALLEE;
    }
    return isMostlyNew() && !pausesSuffice() ? ColdKind.INSTANCE : ColdKind.CONNECTION;
  }

  /** Whether most slow first calls are those of instances that were not known. */
  boolean isMostlyNew() {
    return counts.slow(minutes, NEW) >= counts.slow(minutes, paused());
  }

  /**
   * Whether calls after a pause are slow nearly as often as those of instances that were not known:
   * then those may have paused for longer than is remembered, or called unseen.
   */
  private boolean pausesSuffice() {
    ExposureEffect afterPause = factor(paused());
    return afterPause.exposedSlow >= MIN_SLOW_PAUSES
        && afterPause.response() >= factor(NEW).response() / 2;
  }

  private Set<CallExposure> paused() {
    Set<CallExposure> pauses = EnumSet.copyOf(cold.causes);
    pauses.removeIf(cause -> cause.pauseMillis == 0);
    return pauses;
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
