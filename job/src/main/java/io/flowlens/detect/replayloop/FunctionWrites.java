package io.flowlens.detect.replayloop;

import io.flowlens.detect.stats.Wilson;

/**
 * What a function wrote to a table, as far as evidence shows. Where its traces are sampled each
 * write stands for those left out, and what it wrote is known within bounds only: by how many of
 * its invocations were traced, or as what others did not make, where it is known from before how
 * many changes their traced writes stand for.
 */
final class FunctionWrites {
  /** The function's writes that were seen. */
  final long seen;

  /** Invocations that those were seen in: a trace is kept or dropped whole. */
  final long traces;

  /** Writes of others that were seen. */
  final long others;

  /** Changes of the table, by whoever made them. */
  final long changes;

  /** What the function wrote; estimated where it is sampled. */
  final long made;

  private final double estimate;
  private final double othersEstimate;
  private final OtherWriters otherWriters;

  /**
   * From what was counted over one span.
   *
   * @param seen the function's writes that were seen
   * @param leftOut those that their traces say were left out
   * @param traced its invocations that were traced; 0 where that is not known
   * @param allSeen writes of the function and of others that were seen
   * @param allLeftOut those that their traces say were left out
   * @param recorded changes of the table; 0 where there are no change records
   */
  FunctionWrites(
      long seen,
      long leftOut,
      long traced,
      long allSeen,
      long allLeftOut,
      long recorded,
      OtherWriters otherWriters) {
    this.seen = seen;
    this.otherWriters = otherWriters;
    traces = traced == 0 ? seen : Math.min(traced, seen);
    others = allSeen - seen;
    estimate = (double) seen + leftOut;
    othersEstimate = (double) others + allLeftOut - leftOut;
    changes = recorded == 0 ? Math.round(estimate + othersEstimate) : Math.max(recorded, allSeen);
    made = Math.max(seen, Math.round(isKnownByOthers() ? changes - byOthers() : byTraces()));
  }

  /** Whether the function's writes stand for others that were left out. */
  boolean isEstimate() {
    return estimate > seen;
  }

  /**
   * Whether it is known what others make: their traced writes are enough, now and before, and those
   * of the function may well be all the rest.
   */
  boolean isKnownByOthers() {
    return isEstimate() && otherWriters.suffice(others) && tracedAtMost() >= changes;
  }

  /** Changes that others made, by their traced writes and what those stood for before. */
  double byOthers() {
    return othersEstimate * otherWriters.changesPerWrite();
  }

  private double byTraces() {
    return estimate / Math.max(1, estimate + othersEstimate) * tracedAtMost();
  }

  /** What the function wrote, at least. */
  long atLeast(double z) {
    if (!isEstimate()) {
      return made;
    }
    if (isKnownByOthers()) {
      double byOthersAtMost = byOthers() * (1 + otherWriters.errorAtMost(others, z));
      return Math.max(tracedAtLeast(z), (long) (changes - byOthersAtMost));
    }
    return tracedAtLeast(z);
  }

  /**
   * What is drawn are its invocations and the writes of others: the bound is that of the share of
   * its invocations among these, in terms of what each stands for. Where others are not seen at all
   * they may not be traced, and the bound is that of the number of its invocations (Poisson, by the
   * same score test).
   */
  private long tracedAtLeast(double z) {
    if (others == 0) {
      double n = traces;
      double drawn = n + z * z / 2 - z * Math.sqrt(n + z * z / 4);
      return Math.max(seen, (long) (drawn / n * tracedAtMost()));
    }
    double drawn = Wilson.lower(traces, traces + others, z);
    double mine = drawn * estimate / traces;
    double theirs = (1 - drawn) * othersEstimate / others;
    return Math.max(seen, (long) (mine / (mine + theirs) * tracedAtMost()));
  }

  /**
   * Changes that the writers who are traced made. They made all, unless the traces show fewer by
   * more than two standard errors: then the rest is taken for that of writers who are not traced.
   */
  private double tracedAtMost() {
    double margin = isEstimate() && others > 0 ? 2 / Math.sqrt((double) traces) : 0;
    return Math.min((double) changes, (estimate + othersEstimate) * (1 + margin));
  }
}
