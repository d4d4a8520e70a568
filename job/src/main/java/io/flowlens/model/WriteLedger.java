package io.flowlens.model;

/**
 * Where the attempts to write along one edge went: entries that exclude each other and add up to
 * all attempts, and the write capacity of those that tell it.
 */
public final class WriteLedger {
  /** What became of an attempt. */
  public enum Entry {
    /** It wrote, for the first time. */
    USEFUL("useful"),
    /** Refused for want of capacity; it consumed none. */
    THROTTLED("throttled"),
    /** Its condition was not met; that consumes the units of a write. */
    FAILED_CONDITION("failedConditions"),
    /** Another writer held the item. */
    CONFLICT("conflicts"),
    /** A write in another region to the same item came first (strong global tables). */
    REPLICATED_CONFLICT("replicatedConflicts"),
    /** A transaction, cancelled by a condition on an item of this table. */
    CANCELLED_CONDITION("cancelledByCondition"),
    /** A transaction, cancelled because another writer held an item of this table. */
    CANCELLED_CONFLICT("cancelledByConflict"),
    /** A transaction, cancelled for want of this table's capacity. */
    CANCELLED_THROTTLED("cancelledByThrottling"),
    /** A transaction, cancelled by an item of another table. */
    CANCELLED_ELSEWHERE("cancelledByOtherTable"),
    /** A transaction, cancelled without a reason that is known. */
    CANCELLED_UNEXPLAINED("cancelledUnexplained"),
    /** It wrote what an earlier attempt had written already. */
    DUPLICATE("duplicates"),
    /** No answer, or the service failed: whether it wrote is not known. */
    UNKNOWN("unknown"),
    /** The request was wrong. */
    REJECTED("rejected");

    private final String label;

    Entry(String label) {
      this.label = label;
    }

    /** The name in a row's {@code ledger}. */
    public String label() {
      return label;
    }
  }

  private final Pane pane;

  private WriteLedger(Pane pane) {
    this.pane = pane;
  }

  /** The ledger of what the pane counts; it goes on with the pane. */
  public static WriteLedger of(Pane pane) {
    return new WriteLedger(pane);
  }

  /** Attempts of this kind, at least 0. */
  public long attempts(Entry entry) {
    switch (entry) {
      case USEFUL:
        return pane.attempts() - failed() - pane.get(Counter.DUPLICATES);
      case THROTTLED:
        return pane.get(Counter.THROTTLED) - pane.get(Counter.CANCELLED_THROTTLED);
      case FAILED_CONDITION:
        return pane.get(Counter.CONDITIONAL) - pane.get(Counter.CANCELLED_CONDITION);
      case CONFLICT:
        return pane.get(Counter.CONFLICT)
            - pane.get(Counter.CANCELLED_CONFLICT)
            - pane.get(Counter.REPLICATED_CONFLICT);
      case UNKNOWN:
        return pane.get(Counter.TIMEOUT)
            + pane.get(Counter.SERVER)
            + pane.get(Counter.OTHER)
            - pane.get(Counter.CANCELLED_ELSEWHERE)
            - pane.get(Counter.CANCELLED_UNEXPLAINED);
      default:
        return pane.get(counter(entry));
    }
  }

  private static Counter counter(Entry entry) {
    switch (entry) {
      case REPLICATED_CONFLICT:
        return Counter.REPLICATED_CONFLICT;
      case CANCELLED_CONDITION:
        return Counter.CANCELLED_CONDITION;
      case CANCELLED_CONFLICT:
        return Counter.CANCELLED_CONFLICT;
      case CANCELLED_THROTTLED:
        return Counter.CANCELLED_THROTTLED;
      case CANCELLED_ELSEWHERE:
        return Counter.CANCELLED_ELSEWHERE;
      case CANCELLED_UNEXPLAINED:
        return Counter.CANCELLED_UNEXPLAINED;
      case DUPLICATE:
        return Counter.DUPLICATES;
      case REJECTED:
        return Counter.CLIENT;
      default:
        throw new IllegalArgumentException(entry + " has no counter of its own");
    }
  }

  private long failed() {
    long failed = 0;
    for (long errors : pane.errors()) {
      failed += errors;
    }
    return failed;
  }

  /** Whether every attempt was useful. */
  public boolean isClean() {
    return attempts(Entry.USEFUL) == pane.attempts();
  }

  /** Measured write units that no entry of their own takes, in thousandths: of several causes. */
  public long otherMilliUnits() {
    return pane.get(Counter.WASTED_WRITE_MILLI_UNITS)
        - pane.get(Counter.CONDITION_MILLI_UNITS)
        - pane.get(Counter.CONFLICT_MILLI_UNITS)
        - pane.get(Counter.CANCELLED_MILLI_UNITS);
  }

  /** Whether the flow met another writer, or what another writer left. */
  static boolean mayCollide(FlowEvent flow) {
    return flow.errors != null
        && flow.errors[ErrorClass.CONDITIONAL.ordinal()]
                + flow.errors[ErrorClass.CONFLICT.ordinal()]
            > 0;
  }

  /** Books the write units that a call tells. */
  static void addUnits(FlowEvent flow, Pane pane) {
    if (flow.ok && flow.writeMilliUnits >= 0) {
      boolean again = flow.get(Counter.DUPLICATES) > 0;
      pane.add(
          again ? Counter.DUPLICATE_MILLI_UNITS : Counter.USEFUL_MILLI_UNITS, flow.writeMilliUnits);
      pane.add(Counter.USEFUL_UNITS_MEASURED, again ? 0 : 1);
    }
    long wasted = flow.wastedWriteMilliUnits;
    if (wasted > 0 && flow.errors != null) {
      Counter cause = cause(flow);
      if (cause != null) {
        pane.add(cause, wasted);
      }
      pane.add(Counter.FAILED_UNITS_MEASURED, consuming(flow));
    }
  }

  /** Failed attempts that may have consumed something. */
  private static long consuming(FlowEvent flow) {
    long consuming = -flow.errors[ErrorClass.THROTTLED.ordinal()];
    for (int n : flow.errors) {
      consuming += n;
    }
    return consuming;
  }

  /** Where the wasted units of a call go; null where its attempts failed in several ways. */
  private static Counter cause(FlowEvent flow) {
    long cancelled =
        flow.get(Counter.CANCELLED_CONDITION)
            + flow.get(Counter.CANCELLED_CONFLICT)
            + flow.get(Counter.CANCELLED_ELSEWHERE)
            + flow.get(Counter.CANCELLED_UNEXPLAINED);
    long all = consuming(flow);
    if (all <= 0) {
      return null;
    }
    if (cancelled > 0) {
      return cancelled == all ? Counter.CANCELLED_MILLI_UNITS : null;
    }
    if (flow.errors[ErrorClass.CONDITIONAL.ordinal()] == all) {
      return Counter.CONDITION_MILLI_UNITS;
    }
    return flow.errors[ErrorClass.CONFLICT.ordinal()] == all ? Counter.CONFLICT_MILLI_UNITS : null;
  }
}
