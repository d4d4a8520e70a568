package io.flowlens.detect.coldcachespike;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** First calls of instances: of new ones, and of those that had paused for long enough. */
final class FirstUses {
  /** Of two pauses that are nearly as likely, the longer one is named. */
  private static final double NEARLY = 0.95;

  private static final Set<Cause> UNSEEN = EnumSet.of(Cause.UNSEEN_60_SECONDS);
  private static final List<Set<Cause>> ALL = all();

  private FirstUses() {}

  /** New instances, with pauses of more and more lengths: the longest alone, and so on to all. */
  private static List<Set<Cause>> all() {
    List<Set<Cause>> all = new ArrayList<>();
    Set<Cause> causes = EnumSet.of(Cause.NEW_INSTANCE);
    for (Cause cause : Cause.values()) {
      if (cause.pauseMillis > 0) {
        causes.add(cause);
        if (cause == Cause.PAUSED_60_SECONDS) {
          causes.add(Cause.UNSEEN_60_SECONDS);
        }
        all.add(EnumSet.copyOf(causes));
      }
    }
    return all;
  }

  /**
   * First uses, with the longest of the pauses that are nearly as likely to part slow calls from
   * others as any. Where not all instances are followed for long, pauses of more than a minute are
   * not told apart.
   */
  static Factor factor(Counts counts, int minutes) {
    double coverage = counts.coverage(minutes);
    boolean toldApart = coverage == 1 && counts.exposed(minutes, UNSEEN) == 0;
    List<Set<Cause>> candidates = toldApart ? ALL : ALL.subList(1, ALL.size());
    Factor best = factor(candidates.get(0), coverage, counts, minutes);
    for (Set<Cause> causes : candidates.subList(1, candidates.size())) {
      Factor more = factor(causes, coverage, counts, minutes);
      if (best.z() < NEARLY * more.z()) {
        best = more;
      }
    }
    return best;
  }

  private static Factor factor(Set<Cause> causes, double coverage, Counts counts, int minutes) {
    return coverage == 1
        ? Factor.of(causes, counts, minutes)
        : Factor.seen(causes, coverage, otherUses(causes), counts, minutes);
  }

  private static Set<Cause> otherUses(Set<Cause> causes) {
    Set<Cause> others = EnumSet.range(Cause.PAUSED_300_SECONDS, Cause.WARM);
    others.removeAll(causes);
    return others;
  }
}
