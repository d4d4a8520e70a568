package io.flowlens.detect.coldcachespike;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** First calls of instances: of new ones, and of those that had paused for long enough. */
final class FirstUses {
  /** Of two pauses that are nearly as likely, the longer one is named. */
  private static final double NEARLY = 0.95;

  private static final Set<CallExposure> UNSEEN = EnumSet.of(CallExposure.UNSEEN_60_SECONDS);
  private static final List<Set<CallExposure>> ALL = all();

  private FirstUses() {}

  /** New instances, with pauses of more and more lengths: the longest alone, and so on to all. */
  private static List<Set<CallExposure>> all() {
    List<Set<CallExposure>> all = new ArrayList<>();
    Set<CallExposure> causes = EnumSet.of(CallExposure.NEW_INSTANCE);
    for (CallExposure cause : CallExposure.values()) {
      if (cause.pauseMillis > 0) {
        causes.add(cause);
        if (cause == CallExposure.PAUSED_60_SECONDS) {
          causes.add(CallExposure.UNSEEN_60_SECONDS);
        }
        all.add(EnumSet.copyOf(causes));
      }
    }
    return all;
  }

  /**
   * First uses, with the longest of the pauses that are nearly as likely to part slow calls from
   * others as any. Where not all instances are followed for long, pauses of more than a minute are
   * not distinguished.
   */
  static ExposureEffect factor(ExposureCounts counts, int minutes) {
    double coverage = counts.coverage(minutes);
    boolean distinguished = coverage == 1 && counts.exposed(minutes, UNSEEN) == 0;
    List<Set<CallExposure>> candidates = distinguished ? ALL : ALL.subList(1, ALL.size());
    ExposureEffect best = factor(candidates.get(0), coverage, counts, minutes);
    for (Set<CallExposure> causes : candidates.subList(1, candidates.size())) {
      ExposureEffect more = factor(causes, coverage, counts, minutes);
      if (best.z() < NEARLY * more.z()) {
        best = more;
      }
    }
    return best;
  }

  private static ExposureEffect factor(
      Set<CallExposure> causes, double coverage, ExposureCounts counts, int minutes) {
    return coverage == 1
        ? ExposureEffect.of(causes, counts, minutes)
        : ExposureEffect.seen(causes, coverage, otherUses(causes), counts, minutes);
  }

  private static Set<CallExposure> otherUses(Set<CallExposure> causes) {
    Set<CallExposure> others = EnumSet.range(CallExposure.PAUSED_300_SECONDS, CallExposure.WARM);
    others.removeAll(causes);
    return others;
  }
}
