package io.flowlens.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Ten seconds of one edge, as one kind of evidence tells it: counters, a latency sketch, exemplars,
 * and the detail that only detectors want. All statistics are made from panes. Merging is
 * commutative and associative to the last bit, so the order of arrival never shows.
 */
@TypeInfo(PaneSerializer.Info.class)
public final class Pane implements Cloneable {
  /** Length in milliseconds. */
  public static final long MILLIS = 10_000;

  private static final Exposure[] EXPOSURES = Exposure.values();

  public Edge edge;
  public Evidence evidence;

  /** Start, epoch milliseconds, a multiple of {@link #MILLIS}. */
  public long start;

  public long calls;
  public long attempts;
  public long ok;
  public long failed;

  /**
   * Calls that took more than one attempt; a further attempt told apart from its call counts as
   * one.
   */
  public long retried;

  /** Failed attempts by {@link ErrorClass#ordinal()}. */
  public long[] errors = new long[ErrorClass.COUNT];

  /** Calls by operation. */
  public Map<String, Long> operations = new TreeMap<>();

  /** Client-side durations of the calls that told one. */
  public LatencySketch latency = new LatencySketch();

  public long readMilliUnits;
  public long writeMilliUnits;
  public long wastedWriteMilliUnits;
  public long bytes;
  public long records;
  public long strongReads;
  public long eventualReads;
  public long coldStarts;
  public KeySketch keys = new KeySketch();

  /** The most telling flows, worst first; at most {@link Exemplars#MAX}. */
  public List<Exemplar> exemplars = new ArrayList<>();

  /** Calls whose evidence was sampled. */
  public long sampled;

  /** How many calls those stand for besides themselves, in thousandths. */
  public long leftOutMilli;

  /** Calls whose other half never came. */
  public long unpaired;

  /**
   * Calls that came after the lateness limit, so that no window counts them; booked where the edge
   * stood when they came.
   */
  public long late;

  /** Calls folded into this edge because the cap on edges was reached. */
  public long folded;

  /**
   * Client-side durations of the calls that were exposed to something, by {@link
   * Exposure#ordinal()}; null where there were none. Detail.
   */
  public LatencySketch[] exposed = new LatencySketch[Exposure.COUNT];

  /** How long callers wait between attempts; null where none was seen to. Detail. */
  public Backoff backoff;

  /** Which calls failed for good; null where none did. Detail. */
  public FailedRequests failedRequests;

  /** Which instances called, and their first calls. Detail. */
  public FirstCalls instances = new FirstCalls();

  /** Which keys were called, and their first calls; null where no call told its key. Detail. */
  public FirstCalls calledKeys;

  /** Batches that failed or were repeated. Detail. */
  public Batches batches = new Batches();

  /** What was added to items again and again. Detail. */
  public Repeats repeats = new Repeats();

  /** An empty pane. */
  public Pane() {}

  /** The start of the pane that holds this time. */
  public static long startOf(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS) * MILLIS;
  }

  /** The last millisecond of the pane that begins then: a watermark there closes it. */
  public static long endOf(long paneStart) {
    return paneStart + MILLIS - 1;
  }

  /** Adds one flow of this edge and pane. */
  public void add(FlowEvent flow) {
    attempts += flow.attempts;
    retried += flow.attempts > flow.calls ? 1 : 0;
    if (flow.errors != null) {
      for (int i = 0; i < flow.errors.length; i++) {
        errors[i] += flow.errors[i];
      }
    }
    records += flow.records;
    if (flow.batch != null) {
      batches.add(flow.batch, flow.time);
    }
    if (flow.gaps != null) {
      backoff().add(flow.gaps);
    }
    if (flow.calls == 0) {
      return;
    }
    calls += flow.calls;
    if (flow.ok) {
      ok += flow.calls;
    } else {
      failed += flow.calls;
      if (FailedRequests.mayHold(flow)) {
        failedRequests().add(flow);
      }
    }
    operations.merge(flow.operation == null ? "" : flow.operation, 1L, Long::sum);
    if (flow.latencyMicros >= 0) {
      addLatency(flow);
    }
    readMilliUnits += Math.max(0, flow.readMilliUnits);
    writeMilliUnits += Math.max(0, flow.writeMilliUnits);
    wastedWriteMilliUnits += flow.wastedWriteMilliUnits;
    bytes += flow.bytes;
    strongReads += flow.strongRead ? 1 : 0;
    eventualReads += flow.eventualRead ? 1 : 0;
    coldStarts += flow.coldStart ? 1 : 0;
    if (flow.keyHash != 0) {
      keys.add(flow.keyHash);
    }
    if (flow.deltaHash != 0) {
      repeats.add(flow.deltaHash);
    }
    sampled += flow.sampled ? 1 : 0;
    leftOutMilli += flow.leftOutMilli;
    unpaired += flow.unpaired ? 1 : 0;
    Exemplars.offer(exemplars, flow);
  }

  private void addLatency(FlowEvent flow) {
    latency.add(flow.latencyMicros);
    for (Exposure exposure : EXPOSURES) {
      if (exposure.of(flow)) {
        exposed(exposure).add(flow.latencyMicros);
      }
    }
    if (flow.instance != 0) {
      instances.add(flow.instance, flow.time, flow.latencyMicros);
    }
    if (flow.keyHash != 0) {
      calledKeys().add(flow.keyHash, flow.time, flow.latencyMicros);
    }
  }

  private LatencySketch exposed(Exposure exposure) {
    if (exposed[exposure.ordinal()] == null) {
      exposed[exposure.ordinal()] = new LatencySketch();
    }
    return exposed[exposure.ordinal()];
  }

  private FirstCalls calledKeys() {
    if (calledKeys == null) {
      calledKeys = new FirstCalls();
    }
    return calledKeys;
  }

  private Backoff backoff() {
    if (backoff == null) {
      backoff = new Backoff();
    }
    return backoff;
  }

  private FailedRequests failedRequests() {
    if (failedRequests == null) {
      failedRequests = new FailedRequests();
    }
    return failedRequests;
  }

  /** Adds all that the other pane holds; edge, evidence and start stay this pane's own. */
  public void merge(Pane other) {
    mergeCounts(other);
    for (Exposure exposure : EXPOSURES) {
      LatencySketch more = other.exposed[exposure.ordinal()];
      if (more != null) {
        exposed(exposure).merge(more);
      }
    }
    if (other.backoff != null) {
      backoff().merge(other.backoff);
    }
    if (other.failedRequests != null) {
      failedRequests().merge(other.failedRequests);
    }
    instances.merge(other.instances);
    if (other.calledKeys != null) {
      calledKeys().merge(other.calledKeys);
    }
    batches.merge(other.batches);
    repeats.merge(other.repeats);
  }

  /** Adds what the other pane holds, without the detail that only detectors want. */
  public void mergeCounts(Pane other) {
    calls += other.calls;
    attempts += other.attempts;
    ok += other.ok;
    failed += other.failed;
    retried += other.retried;
    for (int i = 0; i < errors.length; i++) {
      errors[i] += other.errors[i];
    }
    other.operations.forEach((operation, n) -> operations.merge(operation, n, Long::sum));
    latency.merge(other.latency);
    readMilliUnits += other.readMilliUnits;
    writeMilliUnits += other.writeMilliUnits;
    wastedWriteMilliUnits += other.wastedWriteMilliUnits;
    bytes += other.bytes;
    records += other.records;
    strongReads += other.strongReads;
    eventualReads += other.eventualReads;
    coldStarts += other.coldStarts;
    keys.merge(other.keys);
    Exemplars.merge(exemplars, other.exemplars);
    sampled += other.sampled;
    leftOutMilli += other.leftOutMilli;
    unpaired += other.unpaired;
    late += other.late;
    folded += other.folded;
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

  /** A pane with the same counts and of the detail only these parts, which both panes share. */
  public Pane with(Set<Detail> details) {
    Pane reduced;
    try {
      reduced = (Pane) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Pane is Cloneable", e);
    }
    for (Detail detail : Detail.values()) {
      if (!details.contains(detail)) {
        detail.dropFrom(reduced);
      }
    }
    return reduced;
  }

  /** Retries: attempts beyond the first of each call. */
  public long retries() {
    return attempts - calls;
  }

  /** Failed attempts of one class. */
  public long errors(ErrorClass errorClass) {
    return errors[errorClass.ordinal()];
  }
}
