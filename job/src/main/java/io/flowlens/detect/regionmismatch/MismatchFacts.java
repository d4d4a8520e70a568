package io.flowlens.detect.regionmismatch;

import io.flowlens.model.Severity;

/** One mismatch with what is known of its nearer region: all that an explanation is made from. */
final class MismatchFacts {
  /** From this share of a caller's calls on, somebody should look today. */
  private static final double WARNING_SHARE = 0.2;

  final Mismatch mismatch;
  final Story story;
  final long now;

  /** Whether the nearer table is known to be a replica of the one called. */
  final boolean proven;

  /** Whether the nearer region answers somebody now. */
  final boolean answers;

  /** Whether the caller asked the nearer region before. */
  final boolean leftNearer;

  /** The share of the table's writes that the nearer region takes, 0 to 1; NaN without any. */
  final double writeShare;

  MismatchFacts(Mismatch mismatch, Story story, TableTraffic traffic) {
    Failover failover = new Failover(mismatch, traffic.state);
    long writes = ReplicaWrites.ofAll(traffic.state, traffic.now);
    this.mismatch = mismatch;
    this.story = story;
    this.now = traffic.now;
    this.proven = mismatch.isProven(traffic.state);
    this.answers = failover.answers(traffic.now);
    this.leftNearer = failover.leftNearer();
    this.writeShare =
        mismatch.missingReplica() || writes == 0
            ? Double.NaN
            : (double) ReplicaWrites.of(mismatch.near, traffic.now) / writes;
  }

  /**
   * A warning where the advice is sure to be right: calls that used to go to a replica nearby,
   * which answers, go elsewhere; or nobody ended a failover. What has always been so may be meant.
   */
  Severity severity() {
    boolean sure =
        story == Story.FAILBACK_FORGOTTEN || (story == Story.MISROUTED && answers && leftNearer);
    return sure && proven && mismatch.shareOfAll() >= WARNING_SHARE
        ? Severity.WARNING
        : Severity.INFO;
  }

  /** How sure it is that this is what it says. */
  double confidence() {
    if (story == Story.MOVED || (!mismatch.missingReplica() && !proven)) {
      return 0.7;
    }
    return Double.isNaN(mismatch.traffic.lowMillis()) ? 0.8 : 0.95;
  }

  /** When it began, as a sentence names it. */
  String since() {
    return Moment.of(mismatch.route.strays.firstBegan, now);
  }
}
