package io.flowlens.model;

import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Ten seconds of one edge from one kind of evidence: counters, and other parts such as the latency
 * sketch. All statistics are made from panes. Merging is commutative and associative to the last
 * bit, so results do not depend on the order of arrival.
 */
@TypeInfo(PaneSerializer.Info.class)
public final class Pane {
  /** Length in milliseconds. */
  public static final long MILLIS = 10_000;

  private static final Exposure[] EXPOSURES = Exposure.values();
  private static final ErrorClass[] ERRORS = ErrorClass.values();
  private static final Detail<?>[] DETAILS = Detail.all().toArray(new Detail<?>[0]);

  public Edge edge;
  public Evidence evidence;

  /** Start, epoch milliseconds, a multiple of {@link #MILLIS}. */
  public long start;

  /** By {@link Counter#position}. */
  private final long[] counts;

  /** By {@link Detail#position}; null where there is none. */
  private final Mergeable<?>[] details;

  /** An empty pane. */
  public Pane() {
    this(new long[Counter.POSITIONS], new Mergeable<?>[Detail.POSITIONS]);
  }

  private Pane(long[] counts, Mergeable<?>[] details) {
    this.counts = counts;
    this.details = details;
  }

  /** The start of the pane that holds this time. */
  public static long startOf(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS) * MILLIS;
  }

  /** The last millisecond of the pane that begins then: a watermark there closes it. */
  public static long endOf(long paneStart) {
    return paneStart + MILLIS - 1;
  }

  /** What a counter has counted. */
  public long get(Counter counter) {
    return counts[counter.position];
  }

  /** Counts more. */
  public void add(Counter counter, long n) {
    counts[counter.position] += n;
  }

  /** Attempts: first tries plus retries. */
  public long attempts() {
    return get(Counter.CALLS) + get(Counter.RETRIES);
  }

  /** Failed attempts of one class. */
  public long errors(ErrorClass errorClass) {
    return get(Counter.of(errorClass));
  }

  /** Failed attempts by {@link ErrorClass#ordinal()}; the array is the caller's. */
  public long[] errors() {
    long[] errors = new long[ErrorClass.COUNT];
    for (ErrorClass errorClass : ERRORS) {
      errors[errorClass.ordinal()] = errors(errorClass);
    }
    return errors;
  }

  /** Whether this part holds anything. */
  public boolean has(Detail<?> detail) {
    Mergeable<?> part = details[detail.position];
    return part != null && !part.isEmpty();
  }

  /** The part, to read or to add to; an empty one where there was none. */
  @SuppressWarnings("unchecked")
  public <D extends Mergeable<D>> D get(Detail<D> detail) {
    Mergeable<?> part = details[detail.position];
    if (part == null) {
      part = detail.empty();
      details[detail.position] = part;
    }
    return (D) part;
  }

  /** Adds one flow of this edge and pane. */
  public void add(FlowEvent flow) {
    add(Counter.RETRIES, (long) flow.attempts - flow.calls);
    add(Counter.RETRIED, flow.attempts > flow.calls ? 1 : 0);
    if (flow.errors != null) {
      for (ErrorClass errorClass : ERRORS) {
        add(Counter.of(errorClass), flow.errors[errorClass.ordinal()]);
      }
    }
    add(Counter.RECORDS, flow.records);
    for (int i = 0; flow.counts != null && i < counts.length; i++) {
      counts[i] += flow.counts[i];
    }
    if (flow.batch != null) {
      get(flow.batch.isRepeated() ? Detail.BATCHES : Detail.DELIVERED_BATCHES)
          .add(flow.batch, flow.time);
    }
    if (flow.gaps != null) {
      get(Detail.BACKOFF).add(flow.gaps);
    }
    if (flow.keyHash != 0 && WriteLedger.mayCollide(flow)) {
      get(Detail.FAILED_KEYS).add(flow.keyHash);
    }
    if (flow.calls > 0) {
      addCall(flow);
    }
  }

  private void addCall(FlowEvent flow) {
    add(Counter.CALLS, flow.calls);
    add(flow.ok ? Counter.OK : Counter.FAILED, flow.calls);
    add(Counter.ATTEMPTS_SHOWN, flow.attemptsShown ? flow.calls : 0);
    if (!flow.ok && FailedRequests.mayHold(flow)) {
      get(Detail.FAILED_REQUESTS).add(flow);
    }
    get(Detail.OPERATIONS).add(flow.operation == null ? "" : flow.operation, 1);
    if (flow.latencyMicros >= 0) {
      addLatency(flow);
    }
    add(Counter.READ_MILLI_UNITS, Math.max(0, flow.readMilliUnits));
    add(Counter.WRITE_MILLI_UNITS, Math.max(0, flow.writeMilliUnits));
    add(Counter.WASTED_WRITE_MILLI_UNITS, flow.wastedWriteMilliUnits);
    add(Counter.BYTES, flow.bytes);
    add(Counter.STRONG_READS, flow.strongRead ? 1 : 0);
    add(Counter.EVENTUAL_READS, flow.eventualRead ? 1 : 0);
    add(Counter.COLD_STARTS, flow.coldStart ? 1 : 0);
    WriteLedger.addUnits(flow, this);
    if (flow.keyHash != 0) {
      get(Detail.KEYS).add(flow.keyHash);
    }
    if (flow.deltaHash != 0) {
      get(Detail.REPEATS).add(flow.deltaHash);
    }
    if (flow.versionAfter != 0) {
      get(Detail.ITEM_CHANGES).add(flow.keyHash, flow.versionBefore, flow.versionAfter, flow.time);
    }
    add(Counter.SAMPLED, flow.sampled ? 1 : 0);
    add(Counter.LEFT_OUT_MILLI, flow.leftOutMilli);
    add(Counter.UNPAIRED, flow.unpaired ? 1 : 0);
    get(Detail.EXEMPLARS).offer(flow);
  }

  private void addLatency(FlowEvent flow) {
    get(Detail.LATENCY).add(flow.latencyMicros);
    for (Exposure exposure : EXPOSURES) {
      if (exposure.of(flow)) {
        get(Detail.EXPOSED_LATENCY).add(exposure, flow.latencyMicros);
      }
    }
    if (flow.instance != 0) {
      get(Detail.INSTANCES).add(flow.instance, flow.time, flow.latencyMicros);
      if (Exposure.BULK.of(flow)) {
        get(Detail.BULK_CALLS).add(flow.instance, flow.time, flow.latencyMicros);
      }
    }
    if (flow.keyHash != 0) {
      get(Detail.CALLED_KEYS).add(flow.keyHash, flow.time, flow.latencyMicros);
    }
  }

  /** Adds all that the other pane holds; edge, evidence and start stay this pane's own. */
  public void merge(Pane other) {
    mergeCounters(other);
    for (Detail<?> detail : DETAILS) {
      merge(detail, other);
    }
  }

  /** Adds what an edge's row shows of the other pane, without the parts that only detectors use. */
  public void mergeCounts(Pane other) {
    mergeCounters(other);
    for (Detail<?> detail : DETAILS) {
      if (detail.inRows) {
        merge(detail, other);
      }
    }
  }

  private void mergeCounters(Pane other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  private <D extends Mergeable<D>> void merge(Detail<D> detail, Pane other) {
    if (other.details[detail.position] != null) {
      get(detail).merge(other.get(detail));
    }
  }

  /** A pane with the same edge, evidence, start and counts that shares nothing with this one. */
  public Pane copy() {
    Pane copy = new Pane();
    copy.edge = edge;
    copy.evidence = evidence;
    copy.start = start;
    copy.merge(this);
    return copy;
  }

  /**
   * A pane with the same counts, all parts that rows show, and of the other parts only these; both
   * panes share counts and parts.
   */
  public Pane with(Set<Detail<?>> wanted) {
    Mergeable<?>[] kept = details.clone();
    for (Detail<?> detail : DETAILS) {
      if (!detail.inRows && !wanted.contains(detail)) {
        kept[detail.position] = null;
      }
    }
    Pane reduced = new Pane(counts, kept);
    reduced.edge = edge;
    reduced.evidence = evidence;
    reduced.start = start;
    return reduced;
  }

  /** The counters by their positions, as stored. */
  long[] counts() {
    return counts;
  }
}
