package io.flowlens.detect.consistencyconflict;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Varints;
import io.flowlens.model.ItemChanges.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The newest changes of a table's items, and which regions recorded each. Those that all recorded
 * were replicated as they were made; they are kept as long as the others, because a version that
 * comes back makes an item's history ambiguous.
 */
final class Steps {
  /** More than these are not kept; the items changed longest ago are dropped. */
  private static final int MOST = 4_096;

  private static final PackedForm FORM = new PackedForm("consistency-conflict steps", 1);

  private final int regions;
  private final Map<Long, List<Step>> byKey = new TreeMap<>();
  private int size;

  /** Changes that all regions recorded since it was unpacked. */
  long replicated;

  /** Changes that were forgotten since then without that. */
  long unmatched;

  Steps(int regions) {
    this.regions = regions;
  }

  /** What {@link #packed} packed, perhaps when fewer regions were known. */
  static Steps unpack(byte[] packed, int regions) {
    Steps steps = new Steps(regions);
    Varints in = FORM.reader(packed);
    int then = in.hasMore() ? (int) in.read() : 0;
    while (in.hasMore()) {
      Step step = Step.of(in.read(), in.read(), in.read(), regions);
      for (int i = 0; i < then; i++) {
        step.at[i] = in.read() - 1;
        step.at[i] = step.at[i] < 0 ? Step.NOT : step.at[i];
      }
      steps.keep(step);
    }
    return steps;
  }

  byte[] packed() {
    Varints out = FORM.writer();
    out.write(regions);
    for (List<Step> steps : byKey.values()) {
      for (Step step : steps) {
        out.write(step.key);
        out.write(step.before);
        out.write(step.after);
        for (long at : step.at) {
          out.write(at == Step.NOT ? 0 : at + 1);
        }
      }
    }
    return size == 0 ? new byte[0] : out.toByteArray();
  }

  private void keep(Step step) {
    byKey.computeIfAbsent(step.key, key -> new ArrayList<>()).add(step);
    size++;
  }

  /** Adds what a region recorded of an item. */
  void add(int region, long key, Change change) {
    for (Step step : of(key)) {
      if (step.isMark()) {
        return;
      }
      if (step.before == change.before && step.after == change.after) {
        record(step, region, change.time);
        return;
      }
    }
    Step step = Step.of(key, change.before, change.after, regions);
    step.at[region] = change.time;
    keep(step);
  }

  private void record(Step step, int region, long time) {
    if (!step.isIn(region)) {
      step.at[region] = time;
      replicated += step.isInAll() ? 1 : 0;
    } else if (step.at[region] != time) {
      mark(step.key, time);
    }
  }

  /** Nothing can be concluded about the item while this mark is kept. */
  void mark(long key, long time) {
    List<Step> dropped = byKey.remove(key);
    size -= dropped == null ? 0 : dropped.size();
    Step mark = Step.of(key, 0, 0, regions);
    mark.at[0] = time;
    keep(mark);
  }

  void drop(Step step) {
    List<Step> steps = of(step.key);
    size -= steps.remove(step) ? 1 : 0;
    if (steps.isEmpty()) {
      byKey.remove(step.key);
    }
  }

  /** The changes of an item. */
  List<Step> of(long key) {
    return byKey.getOrDefault(key, new ArrayList<>());
  }

  /** The items whose changes are kept. */
  List<Long> keys() {
    return new ArrayList<>(byKey.keySet());
  }

  /** Drops what is older, and what is too much. */
  void forget(long before) {
    List<Step> all = new ArrayList<>();
    byKey.values().forEach(all::addAll);
    all.sort(Comparator.comparingLong(Step::last));
    for (Step step : all) {
      if (step.last() < before || size > MOST) {
        drop(step);
        unmatched += step.isMark() || step.isInAll() ? 0 : 1;
      }
    }
  }
}
