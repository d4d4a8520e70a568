package io.flowlens.detect.consistencyconflict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the histories of items in the regions of a table, and finds updates that were
 * overwritten. The definition stands in the package's description.
 */
final class Histories {
  private final Steps steps;
  private final int regions;
  private final long marginMillis;
  private final long settleMillis;
  private final List<Overwrite> overwrites = new ArrayList<>();

  /** Meetings of histories of which it is not known whether anything was lost. */
  long undecided;

  /** Changes that a comparison explained. */
  long explained;

  Histories(Steps steps, int regions, long marginMillis, long settleMillis) {
    this.steps = steps;
    this.regions = regions;
    this.marginMillis = marginMillis;
    this.settleMillis = settleMillis;
  }

  /** Compares what can be compared by now. */
  List<Overwrite> compare(long now) {
    for (long key : steps.keys()) {
      Set<Long> versions = new LinkedHashSet<>();
      for (Step step : steps.of(key)) {
        if (!step.isMark() && !step.isInAll()) {
          versions.add(step.after);
        }
      }
      for (long version : versions) {
        Meeting meeting = new Meeting(List.copyOf(steps.of(key)), version, regions, marginMillis);
        if (meeting.isAmbiguous()) {
          undecided++;
          steps.mark(key, now);
          break;
        }
        if (isDue(meeting, now) && !compare(key, meeting)) {
          undecided++;
          steps.mark(key, now);
          break;
        }
      }
    }
    return overwrites;
  }

  /** Once all regions have the version, and had time to record the same change. */
  private boolean isDue(Meeting meeting, long now) {
    return meeting.regions() == regions && now - meeting.lastAt() >= settleMillis;
  }

  /** Whether the item's history could be followed. */
  private boolean compare(long key, Meeting meeting) {
    int first = meeting.first();
    List<Long> firstWay = meeting.way(first);
    Set<Long> lost = new HashSet<>();
    List<Overwrite> found = new ArrayList<>();
    Set<Long> passed = new HashSet<>();
    for (int region = 0; region < regions; region++) {
      if (meeting.into(region) == null || meeting.into(region) == meeting.into(first)) {
        continue;
      }
      List<Long> way = meeting.way(region);
      if (meeting.isAmbiguous()) {
        return false;
      }
      int own = parting(way, firstWay);
      if (own < 0) {
        undecided++;
        continue;
      }
      int others = firstWay.indexOf(way.get(own));
      passed.addAll(way.subList(0, own));
      passed.addAll(firstWay.subList(0, others));
      Overwrite overwrite = overwrite(key, meeting, region, way.subList(0, own), others, lost);
      if (overwrite != null) {
        found.add(overwrite);
      }
    }
    overwrites.addAll(found);
    drop(key, meeting, passed);
    return true;
  }

  /** How many versions back the two ways part; -1 where that is not known. */
  private static int parting(List<Long> way, List<Long> other) {
    for (int i = 0; i < way.size(); i++) {
      if (other.contains(way.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** What the region lost of its own versions to the one that had the version first. */
  private Overwrite overwrite(
      long key, Meeting meeting, int region, List<Long> own, int others, Set<Long> lost) {
    int first = meeting.first();
    boolean isOrdered = meeting.isBefore(first, region);
    boolean byVersions = !own.isEmpty() && others > 0;
    if (!isOrdered && !(byVersions && regions == 2)) {
      undecided += own.isEmpty() && others == 0 ? 0 : 1;
      return null;
    }
    if (own.stream().anyMatch(version -> meeting.had(first, version))) {
      return null;
    }
    int updates = 0;
    for (long version : own) {
      updates += lost.add(version) ? 1 : 0;
    }
    if (updates == 0) {
      return null;
    }
    return new Overwrite(
        key,
        first,
        region,
        isOrdered ? updates : Math.min(updates, others),
        byVersions,
        meeting.at(region),
        meeting.at(region) - meeting.at(first));
  }

  /** Both ways are explained, so they are not needed any more. */
  private void drop(long key, Meeting meeting, Set<Long> passed) {
    for (Step step : List.copyOf(steps.of(key))) {
      boolean isLast = false;
      for (int region = 0; region < regions; region++) {
        isLast |= step == meeting.into(region);
      }
      if (isLast || passed.contains(step.after)) {
        steps.drop(step);
        explained++;
      }
    }
  }
}
