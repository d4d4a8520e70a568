package io.flowlens.detect.episode;

import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which evidence an episode shows: how it began and how it stands, half each, in the order of time.
 */
public final class EvidenceSelection {
  private static final int HALF = Explanation.MAX_EVIDENCE / 2;

  private static final Comparator<EvidenceItem> BY_TIME =
      Comparator.comparingLong((EvidenceItem item) -> item.at)
          .thenComparing(item -> text(item.traceId))
          .thenComparing(item -> text(item.requestId))
          .thenComparing(item -> text(item.eventId))
          .thenComparing(item -> text(item.shardId))
          .thenComparing(item -> text(item.sequence))
          .thenComparing(item -> text(item.note));

  private EvidenceSelection() {}

  /**
   * The evidence of both, the earliest and the latest of it.
   *
   * @param before null when there was none
   */
  public static List<EvidenceItem> merge(Explanation before, Explanation newest) {
    TreeSet<EvidenceItem> all = new TreeSet<>(BY_TIME);
    all.addAll(newest.evidence);
    if (before != null) {
      all.addAll(before.evidence);
    }
    List<EvidenceItem> kept = new ArrayList<>(all);
    int surplus = kept.size() - Explanation.MAX_EVIDENCE;
    if (surplus > 0) {
      kept.subList(HALF, HALF + surplus).clear();
    }
    return kept;
  }

  /** All of the first, which are few, and the earliest and the latest of the others. */
  public static List<EvidenceItem> with(List<EvidenceItem> first, List<EvidenceItem> others) {
    List<EvidenceItem> kept = new ArrayList<>(others);
    int surplus = first.size() + kept.size() - Explanation.MAX_EVIDENCE;
    if (surplus > 0) {
      int middle = (kept.size() - surplus) / 2;
      kept.subList(middle, middle + surplus).clear();
    }
    kept.addAll(first);
    kept.sort(BY_TIME);
    return kept;
  }

  private static String text(String part) {
    return part == null ? "" : part;
  }
}
