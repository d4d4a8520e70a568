package io.flowlens.detect.consistencyconflict;

import java.util.ArrayList;
import java.util.List;

/**
 * A version of an item at which the histories of the regions meet again, and the way by which each
 * came to it.
 */
final class Meeting {
  private static final int LONGEST = 64;
  private static final long SECOND = 1_000;

  private final List<Step> steps;

  /** By the region's place: the step that led to the version; null where none is known. */
  private final Step[] into;

  private final long marginMillis;
  private boolean ambiguous;

  /**
   * The meeting at a version.
   *
   * @param steps all that is kept of the item
   */
  Meeting(List<Step> steps, long version, int regions, long marginMillis) {
    this.steps = steps;
    this.marginMillis = marginMillis;
    into = new Step[regions];
    for (Step step : steps) {
      for (int region = 0; region < regions && step.after == version; region++) {
        if (step.isIn(region)) {
          ambiguous |= into[region] != null;
          into[region] = step;
        }
      }
    }
  }

  /** Whether the history of the item cannot be followed: a version came back. */
  boolean isAmbiguous() {
    return ambiguous;
  }

  /** In how many regions the version is known. */
  int regions() {
    int n = 0;
    for (Step step : into) {
      n += step == null ? 0 : 1;
    }
    return n;
  }

  Step into(int region) {
    return into[region];
  }

  long at(int region) {
    return into[region].at[region];
  }

  /** The region that recorded the version first; -1 where none did. */
  int first() {
    int first = -1;
    for (int region = 0; region < into.length; region++) {
      if (into[region] != null && (first < 0 || at(region) < at(first))) {
        first = region;
      }
    }
    return first;
  }

  /** When the last of the regions that have it recorded the version. */
  long lastAt() {
    long last = Long.MIN_VALUE;
    for (int region = 0; region < into.length; region++) {
      last = into[region] == null ? last : Math.max(last, at(region));
    }
    return last;
  }

  /** Whether the regions' own times leave no doubt that the one recorded it before the other. */
  boolean isBefore(int one, int other) {
    boolean ofOnePrecision = isWholeSecond(at(one)) == isWholeSecond(at(other));
    return at(other) - at(one) >= marginMillis + (ofOnePrecision ? 0 : SECOND);
  }

  private static boolean isWholeSecond(long millis) {
    return millis % SECOND == 0;
  }

  /** The versions that the region went through before this one, newest first, as far as known. */
  List<Long> way(int region) {
    List<Long> way = new ArrayList<>();
    Step step = into[region];
    while (step != null) {
      if (way.contains(step.before) || way.size() == LONGEST) {
        ambiguous = true;
        break;
      }
      way.add(step.before);
      step = stepTo(step.before, region);
    }
    return way;
  }

  private Step stepTo(long version, int region) {
    Step found = null;
    for (Step step : steps) {
      if (step.after == version && step.isIn(region)) {
        ambiguous |= found != null;
        found = step;
      }
    }
    return found;
  }

  /** Whether the region is known to have had the version at any time. */
  boolean had(int region, long version) {
    return steps.stream()
        .anyMatch(step -> step.isIn(region) && (step.before == version || step.after == version));
  }
}
