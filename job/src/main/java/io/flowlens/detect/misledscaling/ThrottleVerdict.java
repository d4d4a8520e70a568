package io.flowlens.detect.misledscaling;

/** Why the calls of a minute were throttled. */
enum ThrottleVerdict {
  /** One key range had more than a partition can take, whatever the capacity. */
  HOT_KEY("one key range had more than a partition can take", false),
  /** An index could not take the writes, and so the table refused them. */
  INDEX_BACK_PRESSURE("an index of the table could not take the writes", false),
  /** More was asked for than the capacity, minute after minute. */
  UNDER_PROVISIONED("the capacity was too small", true),
  /** The capacity is enough on average; a peak used up what had been saved. */
  BURST_EXHAUSTED("a peak used up the burst capacity", true),
  /** A table without provisioned capacity took more than twice its previous peak. */
  NEW_PEAK("it was more than twice the peak of the half hour before", false),
  /** The account may have no more. */
  ACCOUNT_LIMIT("the account's limit was reached", false),
  /** The maximum that was set for on-demand capacity was reached. */
  MAX_ON_DEMAND("the maximum set for on-demand capacity was reached", false),
  /** Neither is known. */
  UNKNOWN("the cause is not known", true);

  /** As a part of a sentence. */
  final String words;

  /** Whether more capacity of this table or index may mend it. */
  final boolean mendedByCapacity;

  ThrottleVerdict(String words, boolean mendedByCapacity) {
    this.words = words;
    this.mendedByCapacity = mendedByCapacity;
  }
}
