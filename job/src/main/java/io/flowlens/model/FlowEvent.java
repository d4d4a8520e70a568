package io.flowlens.model;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One observed passage along an edge: a call with its attempts, a change record, a delivery.
 *
 * <p>A call that succeeds on the third attempt is one flow with {@code attempts} 3, {@code ok} true
 * and its two failed attempts counted in {@code errors}.
 */
@TypeInfo(FlowEventSerializer.Info.class)
public final class FlowEvent implements Cloneable {
  public Edge edge;
  public Evidence evidence;

  /** When the flow ended (the call's end, the change's creation), epoch milliseconds. */
  public long time;

  /**
   * The API operation, such as {@code PutItem}, or for a change {@code INSERT}, {@code MODIFY},
   * {@code REMOVE}, {@code EXPIRE} (removed when its time to live had run out).
   */
  public String operation;

  /**
   * Logical calls: 1, or 0 for a supplement that adds attempts, errors, records or a batch to a
   * call already counted.
   */
  public int calls;

  /** First try plus retries; at least 1, for a supplement at least 0. */
  public int attempts;

  /**
   * Whether the evidence shows how often the call was tried; where it does not, {@link #attempts}
   * is a lower bound.
   */
  public boolean attemptsShown;

  public boolean ok;

  /** Failed attempts by {@link ErrorClass#ordinal()}; null when none failed. */
  public int[] errors;

  /**
   * Microseconds from each failed attempt's end to the next attempt's end, in their order; 0 where
   * unknown. Null when no attempt failed, or none told its time.
   */
  public int[] gaps;

  /** Client-side duration in microseconds; -1 when unknown. */
  public long latencyMicros;

  /** Consumed read capacity in thousandths of a unit; -1 when unknown. */
  public long readMilliUnits;

  /** Consumed write capacity in thousandths of a unit; -1 when unknown. */
  public long writeMilliUnits;

  /**
   * Write capacity that failed attempts consumed, in thousandths of a unit; 0 when none or unknown.
   */
  public long wastedWriteMilliUnits;

  /** Payload bytes; 0 when unknown. */
  public long bytes;

  /** Records or items carried; at least 1 for a delivery or change, 0 when unknown. */
  public int records;

  /** Counted besides the fields here, by {@link Counter#position}; null when nothing was. */
  long[] counts;

  /** Whether this was a read with strong consistency. */
  public boolean strongRead;

  /** Whether this was a read with eventual consistency. */
  public boolean eventualRead;

  /** Whether the callee started cold for this flow. */
  public boolean coldStart;

  /** A 64-bit hash of the item's key; 0 when the evidence carries none. */
  public long keyHash;

  /**
   * For a change that added to numbers of an item: a 64-bit hash of the item and of what was added;
   * 0 for any other change.
   */
  public long deltaHash;

  /**
   * For a change whose record shows the item before and after it: 64-bit hashes of the two, the
   * first {@link ItemChanges#ABSENT} where there was none. Both 0 for any other flow.
   */
  public long versionBefore;

  public long versionAfter;

  /** A 64-bit hash that names the instance of the caller (a process, a container); 0 if unknown. */
  public long instance;

  /** For a delivery, what it carried; null when unknown. */
  public Batch batch;

  public String traceId;
  public String requestId;

  /** Whether the evidence is a sample of the traffic, so that counts are lower bounds. */
  public boolean sampled;

  /**
   * How many calls this one stands for besides itself, in thousandths: 19,000 where one trace in
   * twenty is kept. 0 where none was left out, or nobody says how many.
   */
  public int leftOutMilli;

  /** Whether the flow's other half (server or client span) never came. */
  public boolean unpaired;

  /** For Flink; a flow of one successful attempt whose measures are unknown. */
  public FlowEvent() {
    calls = 1;
    attempts = 1;
    ok = true;
    latencyMicros = -1;
    readMilliUnits = -1;
    writeMilliUnits = -1;
  }

  /** A flow that shares nothing with this one that may change. */
  public FlowEvent copy() {
    try {
      FlowEvent copy = (FlowEvent) clone();
      copy.errors = errors == null ? null : errors.clone();
      copy.counts = counts == null ? null : counts.clone();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts something that has no field here. */
  public void add(Counter counter, long n) {
    if (counts == null) {
      counts = new long[Counter.POSITIONS];
    }
    counts[counter.position] += n;
  }

  /** What was counted with {@link #add}. */
  public long get(Counter counter) {
    return counts == null ? 0 : counts[counter.position];
  }

  /** Counts {@code n} failed attempts of this class. */
  public void fail(ErrorClass errorClass, int n) {
    if (errors == null) {
      errors = new int[ErrorClass.COUNT];
    }
    errors[errorClass.ordinal()] += n;
  }
}
