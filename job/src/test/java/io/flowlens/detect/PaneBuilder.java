package io.flowlens.detect;

import io.flowlens.model.Batch;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.Exemplar;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a pane from what happened in it. */
public final class PaneBuilder {
  /** Midnight, 25 November 2025, UTC. */
  public static final long MIDNIGHT = 1_764_028_800_000L;

  private final Pane pane = new Pane();
  private final List<Batch> batches = new ArrayList<>();

  private PaneBuilder() {}

  /** So many calls that succeeded at once. */
  public static PaneBuilder calls(long n) {
    PaneBuilder builder = new PaneBuilder();
    builder.pane.add(Counter.CALLS, n);
    builder.pane.add(Counter.OK, n);
    return builder;
  }

  /**
   * So many of the attempts failed and were tried again, each of another call if there are enough.
   */
  public PaneBuilder retried(long n, ErrorClass errorClass) {
    return retried(n, n, errorClass);
  }

  /** So many of the attempts failed and were tried again, all of so many calls. */
  public PaneBuilder retried(long n, long ofCalls, ErrorClass errorClass) {
    pane.add(Counter.RETRIES, n);
    retriedCalls(ofCalls);
    pane.add(Counter.of(errorClass), n);
    return this;
  }

  /** So many of the calls failed for good, with this last failure. */
  public PaneBuilder failed(long n, ErrorClass errorClass) {
    pane.add(Counter.OK, -n);
    pane.add(Counter.FAILED, n);
    pane.add(Counter.of(errorClass), n);
    return this;
  }

  /** So many of the calls were transactions that were cancelled, for good. */
  public PaneBuilder cancelled(long n, ErrorClass errorClass, Counter reason) {
    pane.add(reason, n);
    return failed(n, errorClass);
  }

  /** So many more writes that failed for good, all to this key. */
  public PaneBuilder failedOn(long key, int n, ErrorClass errorClass) {
    for (int i = 0; i < n; i++) {
      FlowEvent flow = new FlowEvent();
      flow.ok = false;
      flow.fail(errorClass, 1);
      flow.keyHash = key;
      pane.add(flow);
    }
    return this;
  }

  /** So many more writes that succeeded, each of so many milliseconds, all to this key. */
  public PaneBuilder writtenTo(long key, int n, long millis) {
    for (int i = 0; i < n; i++) {
      FlowEvent flow = new FlowEvent();
      flow.latencyMicros = 1_000 * millis;
      flow.keyHash = key;
      pane.add(flow);
    }
    return this;
  }

  /** So many of the calls tell the write units that they consumed. */
  public PaneBuilder writing(long n, double units) {
    pane.add(Counter.USEFUL_UNITS_MEASURED, n);
    pane.add(Counter.USEFUL_MILLI_UNITS, Math.round(1_000 * units));
    pane.add(Counter.WRITE_MILLI_UNITS, Math.round(1_000 * units));
    return this;
  }

  private void retriedCalls(long n) {
    long others = pane.get(Counter.CALLS) - pane.get(Counter.RETRIED);
    pane.add(Counter.RETRIED, Math.min(others, n));
  }

  /**
   * So many more calls that failed for good after so many attempts each. The last attempt of each
   * is known by a request id: these words and a number from 0.
   */
  public PaneBuilder lost(int n, int attempts, ErrorClass errorClass, String ids) {
    for (int i = 0; i < n; i++) {
      FlowEvent flow = new FlowEvent();
      flow.evidence = Evidence.FAST;
      flow.attempts = attempts;
      flow.ok = false;
      flow.fail(errorClass, attempts);
      flow.requestId = ids == null ? null : ids + i;
      pane.add(flow);
    }
    return this;
  }

  /** So many extra attempts that no failure preceded. */
  public PaneBuilder hedged(long n) {
    pane.add(Counter.RETRIES, n);
    retriedCalls(n);
    return this;
  }

  /** All of the calls show how often they were tried. */
  public PaneBuilder attemptsShown() {
    pane.add(Counter.ATTEMPTS_SHOWN, pane.get(Counter.CALLS));
    return this;
  }

  /** All of the calls come from sampled traces; how many were left out is not known. */
  public PaneBuilder sampled() {
    pane.add(Counter.SAMPLED, pane.get(Counter.CALLS));
    return this;
  }

  /** All of the calls come from traces of which one in so many was kept. */
  public PaneBuilder oneIn(long n) {
    pane.add(Counter.LEFT_OUT_MILLI, 1_000 * (n - 1) * pane.get(Counter.CALLS));
    return sampled();
  }

  /** Each of the calls takes about so many milliseconds. */
  public PaneBuilder taking(double millis) {
    long calls = pane.get(Counter.CALLS);
    for (long i = 0; i < calls; i++) {
      pane.get(Detail.LATENCY).add(Math.round(1_000 * millis * (0.9 + 0.2 * i / calls)));
    }
    return this;
  }

  /** What this pane holds. */
  public static PaneBuilder like(Pane pane) {
    PaneBuilder builder = new PaneBuilder();
    builder.pane.merge(pane);
    return builder;
  }

  /** So many more calls, for which the callee had to be started, took so many milliseconds. */
  public PaneBuilder started(long n, long millis) {
    for (long i = 0; i < n; i++) {
      FlowEvent flow = new FlowEvent();
      flow.latencyMicros = 1_000 * millis;
      flow.coldStart = true;
      pane.add(flow);
    }
    return this;
  }

  /** They touch so many keys, from this one on. */
  public PaneBuilder keys(int first, int n) {
    for (int key = first; key < first + n; key++) {
      pane.get(Detail.KEYS).add(new SplittableRandom(key).nextLong());
    }
    return this;
  }

  /** All of the calls are reads with strong consistency. */
  public PaneBuilder strong() {
    pane.add(Counter.STRONG_READS, pane.get(Counter.CALLS));
    return this;
  }

  /** They consume so many read units together. */
  public PaneBuilder reading(double units) {
    pane.add(Counter.READ_MILLI_UNITS, Math.round(1_000 * units));
    return this;
  }

  /** They carry so many records together. */
  public PaneBuilder records(long n) {
    pane.add(Counter.RECORDS, n);
    return this;
  }

  /** A delivery of this batch that failed, as a function's log tells it. */
  public PaneBuilder failedBatch(String shard, long first, int records) {
    return batch(shard, first, records, 0);
  }

  /** The same as the function's span tells it: only when the first of its records changed. */
  public PaneBuilder failedBatchSince(String time) {
    Batch batch = new Batch();
    batch.start = time;
    batch.failed = true;
    batches.add(batch);
    return this;
  }

  /** A delivery of this batch that succeeded, as a function's log tells it. */
  public PaneBuilder deliveredBatch(String shard, long first, int records) {
    batch(shard, first, records, 0);
    batches.get(batches.size() - 1).failed = false;
    return this;
  }

  /** Lambda's log shows so many invocations, of which so many failed. */
  public PaneBuilder invoked(long n, long failed) {
    pane.add(Counter.INVOCATIONS, n);
    pane.add(Counter.INVOCATIONS_FAILED, failed);
    return this;
  }

  /** Of so many deliveries the first record was so old. */
  public PaneBuilder aged(long deliveries, long seconds) {
    pane.add(Counter.OF_KNOWN_AGE, deliveries);
    pane.add(Counter.AGE_SECONDS, deliveries * seconds);
    return this;
  }

  /** So many items were left unprocessed and not sent again. */
  public PaneBuilder unprocessed(long items) {
    pane.add(Counter.UNPROCESSED, items);
    return this;
  }

  /** The batch was given up after so many invocations, as the service tells it. */
  public PaneBuilder gaveUp(String shard, long first, int records, int invocations) {
    return batch(shard, first, records, invocations);
  }

  private PaneBuilder batch(String shard, long first, int records, int invocations) {
    Batch batch = new Batch();
    batch.shardId = shard;
    batch.start = String.valueOf(first);
    batch.end = String.valueOf(first + records - 1);
    batch.records = records;
    batch.invokeCount = invocations;
    batch.failed = true;
    batches.add(batch);
    return this;
  }

  /** So many changes, of which so many do to an item what another did before. */
  public PaneBuilder adding(int changes, int repeated, long seed) {
    for (int i = 0; i < changes; i++) {
      boolean again = i < repeated;
      pane.get(Detail.REPEATS)
          .add(new SplittableRandom(again ? i % 3 : seed * 1_000 + i).nextLong());
    }
    return this;
  }

  /** So many changes, each of which adds one to one of so many counters. */
  public PaneBuilder counting(int changes, int counters, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < changes; i++) {
      pane.get(Detail.REPEATS).add(new SplittableRandom(random.nextInt(counters)).nextLong());
    }
    return this;
  }

  /** One of the calls by name. */
  public PaneBuilder exemplar(String traceId, int attempts, long millis, String outcome) {
    Exemplar exemplar = new Exemplar();
    exemplar.traceId = traceId;
    exemplar.attempts = attempts;
    exemplar.latencyMicros = millis * 1000;
    exemplar.outcome = outcome;
    pane.get(Detail.EXEMPLARS).add(exemplar);
    return this;
  }

  /** An item was changed from one version to another at this time of the day. */
  public PaneBuilder changed(long key, long before, long after, long epochMillis) {
    pane.get(Detail.ITEM_CHANGES).add(key, before, after, epochMillis);
    return this;
  }

  /** The pane of this edge that starts then; its exemplars end with it. */
  public Pane on(Edge edge, long start) {
    Pane made = new Pane();
    made.merge(pane);
    made.edge = edge;
    made.evidence = Evidence.FAST;
    made.start = start;
    for (Batch batch : batches) {
      FlowEvent supplement = new FlowEvent();
      supplement.calls = 0;
      supplement.attempts = 0;
      supplement.time = start + Pane.MILLIS - 1;
      supplement.batch = batch;
      made.add(supplement);
    }
    made.get(Detail.EXEMPLARS).all().forEach(exemplar -> exemplar.at = start + Pane.MILLIS - 1);
    return made;
  }

  /** This time of the test's day, epoch milliseconds. */
  public static long at(String time) {
    return MIDNIGHT + LocalTime.parse(time).toSecondOfDay() * 1000L;
  }

  /** The time of day, as {@code 10:00:00}. */
  public static String time(long epochMillis) {
    return LocalTime.ofSecondOfDay((epochMillis - MIDNIGHT) / 1000 % 86_400)
        .format(DateTimeFormatter.ISO_LOCAL_TIME);
  }
}
