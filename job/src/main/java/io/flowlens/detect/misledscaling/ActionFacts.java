package io.flowlens.detect.misledscaling;

/** What was measured around one change of capacity. */
final class ActionFacts {
  ScalingAction action;
  ScalingTarget target;

  /** The highest two minutes before the change, by the capacity before it. */
  double use;

  /** From where on auto scaling adds capacity. */
  double share;

  /** When the load began that led to the change, epoch milliseconds. */
  long loadFrom;

  UsefulUse useful;

  /** Throttled calls of the ten minutes before it, and of the twenty. */
  Throttling before;

  Throttling longBefore;

  /** Those from the third to the tenth minute after it. */
  Throttling after;

  /** Changes of direction within the hour up to it. */
  int turns;

  /** In how many minutes the capacity before it was used beyond the share. */
  int loadMinutes;

  /** The most that useful writes may have used of the capacity before it. */
  double mostUseful() {
    return use * (1 - useful.leastWasted);
  }
}
