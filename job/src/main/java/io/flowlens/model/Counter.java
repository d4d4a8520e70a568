package io.flowlens.model;

import io.flowlens.schemas.EdgeAttributes;
import java.util.Arrays;

/**
 * A number that a pane counts and an edge's row shows. Counters only grow, and panes are merged by
 * adding them.
 *
 * <p>A new counter is appended with the next free position. A position is part of the stored form:
 * it is never changed, and never used again after its counter is gone.
 */
public enum Counter {
  /** Logical calls. */
  CALLS(0, EdgeAttributes.CALLS, Unit.COUNT, Place.OUTCOME),
  /** Attempts beyond the first of each call. */
  RETRIES(1, EdgeAttributes.RETRIES, Unit.COUNT, Place.OUTCOME),
  /** Calls that succeeded in the end. */
  OK(2, EdgeAttributes.OK, Unit.COUNT, Place.OUTCOME),
  /** Calls that failed in the end. */
  FAILED(3, EdgeAttributes.FAILED, Unit.COUNT, Place.OUTCOME),
  /** Calls of more than one attempt; an attempt reported apart from its call counts as one. */
  RETRIED(4, "retried", Unit.COUNT, Place.DETECTORS),

  READ_MILLI_UNITS(5, EdgeAttributes.READ_UNITS, Unit.THOUSANDTHS, Place.LOAD),
  WRITE_MILLI_UNITS(6, EdgeAttributes.WRITE_UNITS, Unit.THOUSANDTHS, Place.LOAD),
  /** Write capacity that failed attempts consumed. */
  WASTED_WRITE_MILLI_UNITS(7, EdgeAttributes.WASTED_WRITE_UNITS, Unit.THOUSANDTHS, Place.LOAD),
  /** Payload. */
  BYTES(8, EdgeAttributes.BYTES, Unit.COUNT, Place.LOAD),
  /** Records or items carried. */
  RECORDS(9, EdgeAttributes.RECORDS, Unit.COUNT, Place.LOAD),
  STRONG_READS(10, EdgeAttributes.STRONG_READS, Unit.COUNT, Place.LOAD),
  EVENTUAL_READS(11, EdgeAttributes.EVENTUAL_READS, Unit.COUNT, Place.LOAD),
  /** Calls for which the callee started cold. */
  COLD_STARTS(12, EdgeAttributes.COLD_STARTS, Unit.COUNT, Place.EVENTS),

  /** Calls whose evidence was sampled. */
  SAMPLED(13, "sampled", Unit.COUNT, Place.COMPLETE),
  /** Calls whose other half never came. */
  UNPAIRED(14, "unpaired", Unit.COUNT, Place.COMPLETE),
  /**
   * Calls that came after the lateness limit, so that no window counts them; counted where the edge
   * was when they came.
   */
  LATE(15, "late", Unit.COUNT, Place.COMPLETE),
  /** Calls folded into this edge because the cap on edges was reached. */
  FOLDED(16, "folded", Unit.COUNT, Place.COMPLETE),
  /** How many calls the sampled ones stand for besides themselves. */
  LEFT_OUT_MILLI(17, "leftOut", Unit.THOUSANDTHS, Place.DETECTORS),

  // Failed attempts by class.
  THROTTLED(18, ErrorClass.THROTTLED),
  CONFLICT(19, ErrorClass.CONFLICT),
  CONDITIONAL(20, ErrorClass.CONDITIONAL),
  TIMEOUT(21, ErrorClass.TIMEOUT),
  SERVER(22, ErrorClass.SERVER),
  CLIENT(23, ErrorClass.CLIENT),
  OTHER(24, ErrorClass.OTHER),

  /**
   * Calls whose source shows how often they were tried. Where it is 0 while calls are counted,
   * retries cannot be seen: clients may retry, and {@link #RETRIES} is 0 all the same. A source
   * that writes down failed attempts only shows it for no other calls, so a part of the calls is
   * enough.
   */
  ATTEMPTS_SHOWN(25, EdgeAttributes.ATTEMPTS_SHOWN, Unit.COUNT, Place.OUTCOME),

  // What the ledger of writes knows beyond the classes of errors: see WriteLedger.
  /** Successful writes whose consumed capacity is told. */
  USEFUL_UNITS_MEASURED(28, "usefulMeasured", Unit.COUNT, Place.LEDGER),
  USEFUL_MILLI_UNITS(29, "useful", Unit.THOUSANDTHS, Place.LEDGER),
  /** Transactions cancelled because another one held an item; among {@link #CONFLICT}. */
  CANCELLED_CONFLICT(30, "cancelledByConflict", Unit.COUNT, Place.LEDGER),
  /** Transactions cancelled by a condition; among {@link #CONDITIONAL}. */
  CANCELLED_CONDITION(31, "cancelledByCondition", Unit.COUNT, Place.LEDGER),
  /** Transactions cancelled for want of capacity; among {@link #THROTTLED}. */
  CANCELLED_THROTTLED(32, "cancelledByThrottling", Unit.COUNT, Place.LEDGER),
  /** Transactions cancelled by an item of another table; among {@link #OTHER}. */
  CANCELLED_ELSEWHERE(33, "cancelledByOtherTable", Unit.COUNT, Place.LEDGER),
  /** Transactions cancelled without a reason that is known; among {@link #OTHER}. */
  CANCELLED_UNEXPLAINED(34, "cancelledUnexplained", Unit.COUNT, Place.LEDGER),
  /** Writes that another region's write refused; among {@link #CONFLICT}. */
  REPLICATED_CONFLICT(35, "replicatedConflicts", Unit.COUNT, Place.LEDGER),
  /** Successful writes that did what an earlier attempt had done already. */
  DUPLICATES(36, "duplicates", Unit.COUNT, Place.LEDGER),
  /** Failed attempts, other than throttled ones, whose consumed capacity is told. */
  FAILED_UNITS_MEASURED(37, "failedMeasured", Unit.COUNT, Place.LEDGER),
  CONDITION_MILLI_UNITS(38, "failedConditions", Unit.THOUSANDTHS, Place.LEDGER),
  CONFLICT_MILLI_UNITS(39, "conflicts", Unit.THOUSANDTHS, Place.LEDGER),
  CANCELLED_MILLI_UNITS(40, "cancelled", Unit.THOUSANDTHS, Place.LEDGER),
  DUPLICATE_MILLI_UNITS(41, "duplicates", Unit.THOUSANDTHS, Place.LEDGER),

  /** Of a delivery to a function: invocations in Lambda's own log, which spans may show as well. */
  INVOCATIONS(42, "invocations", Unit.COUNT, Place.DETECTORS),
  /** Of these, those that failed. */
  INVOCATIONS_FAILED(43, "invocationsFailed", Unit.COUNT, Place.DETECTORS),
  /** Of a delivery: how many told how old its first record was. */
  OF_KNOWN_AGE(44, "ofKnownAge", Unit.COUNT, Place.DETECTORS),
  /** How old the first records of these were when they were delivered, summed up. */
  AGE_SECONDS(45, "ageSeconds", Unit.COUNT, Place.DETECTORS),
  /** Items that batch writes left undone for good although they succeeded. */
  UNPROCESSED(46, "unprocessed", Unit.COUNT, Place.DETECTORS),
  /** Attempts throttled because a key range had too much, as the answer says. */
  THROTTLED_KEY_RANGE(47, "throttledKeyRange", Unit.COUNT, Place.DETECTORS),
  /** Attempts throttled for want of provisioned capacity, as the answer says. */
  THROTTLED_PROVISIONED(48, "throttledProvisioned", Unit.COUNT, Place.DETECTORS);

  /** How an amount is counted and shown. */
  public enum Unit {
    /** A whole number. */
    COUNT,
    /** Counted in thousandths, shown as a decimal number. */
    THOUSANDTHS
  }

  /** Where a row shows a counter. */
  public enum Place {
    /** At the top: how calls ended. */
    OUTCOME,
    /** In the object {@code errors}. */
    ERRORS,
    /** At the top: what was moved and consumed. */
    LOAD,
    /** At the top: what happened to some calls. */
    EVENTS,
    /** In the object {@code complete}. */
    COMPLETE,
    /** In the object {@code ledger}, which {@link WriteLedger} makes of it. */
    LEDGER,
    /** Nowhere: only detectors use it. */
    DETECTORS
  }

  /** The stored form has one bit for each position. */
  private static final int MOST_POSITIONS = Long.SIZE - 1;

  private static final Counter[] BY_ERROR_CLASS = byErrorClass();

  /** The length of an array that has a place for each position. */
  static final int POSITIONS = highestPosition() + 1;

  /** The position in an array of counters and in the stored form. */
  final int position;

  private final String label;
  private final Unit unit;
  private final Place place;
  private final ErrorClass errorClass;

  Counter(int position, String label, Unit unit, Place place) {
    this(position, label, unit, place, null);
  }

  Counter(int position, ErrorClass errorClass) {
    this(position, errorClass.label(), Unit.COUNT, Place.ERRORS, errorClass);
  }

  Counter(int position, String label, Unit unit, Place place, ErrorClass errorClass) {
    this.position = position;
    this.label = label;
    this.unit = unit;
    this.place = place;
    this.errorClass = errorClass;
  }

  private static Counter[] byErrorClass() {
    Counter[] counters = new Counter[ErrorClass.COUNT];
    for (Counter counter : values()) {
      if (counter.errorClass != null) {
        counters[counter.errorClass.ordinal()] = counter;
      }
    }
    return counters;
  }

  private static int highestPosition() {
    int highest = Arrays.stream(values()).mapToInt(counter -> counter.position).max().orElse(0);
    if (highest >= MOST_POSITIONS) {
      throw new IllegalStateException("position " + highest + " needs a new stored form of panes");
    }
    return highest;
  }

  /** The counter of the failed attempts of this class. */
  public static Counter of(ErrorClass errorClass) {
    return BY_ERROR_CLASS[errorClass.ordinal()];
  }

  /** The name in a row. */
  public String label() {
    return label;
  }

  /** How it is counted. */
  public Unit unit() {
    return unit;
  }

  /** Where a row shows it. */
  public Place place() {
    return place;
  }
}
