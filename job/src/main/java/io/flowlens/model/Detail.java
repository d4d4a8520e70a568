package io.flowlens.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A part of a pane that is not a counter, with its own way of merging and its own stored form. Some
 * parts are shown in an edge's rows; the others exist for detectors, which name those that they
 * use.
 *
 * <p>A new detail is appended with the next free position. A position is part of the stored form:
 * it is never changed, and never used again after its detail is gone. The first seven, which
 * together take one byte, are those that most panes have.
 *
 * @param <D> the type of the part
 */
public final class Detail<D extends Mergeable<D>> implements Serializable {
  private static final List<Detail<?>> ALL = new ArrayList<>();

  /** Durations of the calls whose duration is known, seen from the client. */
  public static final Detail<LatencySketch> LATENCY = ofRows(0, "latency", LatencySketch::new);

  /** Calls by operation. */
  public static final Detail<Operations> OPERATIONS = ofRows(1, "operations", Operations::new);

  /** The flows worth a closer look, worst first. */
  public static final Detail<Exemplars> EXEMPLARS = ofRows(2, "exemplars", Exemplars::new);

  /** How many distinct keys were touched. */
  public static final Detail<KeySketch> KEYS = ofRows(3, "keys", KeySketch::new);

  /** Which instances called, and their first calls. */
  public static final Detail<FirstCalls> INSTANCES = ofDetectors(4, "instances", FirstCalls::new);

  /** Which keys were called, and their first calls. */
  public static final Detail<FirstCalls> CALLED_KEYS =
      ofDetectors(5, "calledKeys", FirstCalls::new);

  /** Durations of the calls that were exposed to something that may slow them down. */
  public static final Detail<ExposedLatency> EXPOSED_LATENCY =
      ofDetectors(6, "exposed", ExposedLatency::new);

  /** Batches that failed or were repeated. */
  public static final Detail<Batches> BATCHES = ofDetectors(7, "batches", Batches::new);

  /** What was added to items again and again. */
  public static final Detail<Repeats> REPEATS = ofDetectors(8, "repeats", Repeats::new);

  /** How long callers wait between attempts. */
  public static final Detail<Backoff> BACKOFF = ofDetectors(9, "backoff", Backoff::new);

  /** Which calls failed for good. */
  public static final Detail<FailedRequests> FAILED_REQUESTS =
      ofDetectors(10, "failedRequests", FailedRequests::new);

  /** How often writes to the same keys failed: their conditions, or because of another writer. */
  public static final Detail<Repeats> FAILED_KEYS = ofDetectors(13, "failedKeys", Repeats::new);

  /** Batches whose delivery succeeded, by their first record: one that comes again did not. */
  public static final Detail<Batches> DELIVERED_BATCHES =
      ofDetectors(20, "deliveredBatches", Batches::new);

  /** First calls of instances by operations that may carry many items. */
  public static final Detail<FirstCalls> BULK_CALLS = ofDetectors(21, "bulkCalls", FirstCalls::new);

  /** From which version to which items were changed. */
  public static final Detail<ItemChanges> ITEM_CHANGES =
      ofDetectors(23, "itemChanges", ItemChanges::new);

  /** The length of an array that has a place for each position. */
  static final int POSITIONS = highestPosition() + 1;

  /** The position in an array of details and in the stored form. */
  final int position;

  /** Whether an edge's row shows it. */
  final transient boolean inRows;

  private final transient String name;
  private final transient Supplier<D> empty;

  private Detail(int position, String name, boolean inRows, Supplier<D> empty) {
    this.position = position;
    this.name = name;
    this.inRows = inRows;
    this.empty = empty;
    ALL.add(this);
  }

  private static <D extends Mergeable<D>> Detail<D> ofRows(
      int position, String name, Supplier<D> empty) {
    return new Detail<>(position, name, true, empty);
  }

  private static <D extends Mergeable<D>> Detail<D> ofDetectors(
      int position, String name, Supplier<D> empty) {
    return new Detail<>(position, name, false, empty);
  }

  private static int highestPosition() {
    return ALL.stream().mapToInt(detail -> detail.position).max().orElseThrow();
  }

  /** All of them, in the order of their declaration. */
  public static List<Detail<?>> all() {
    return List.copyOf(ALL);
  }

  /** An empty part of this kind. */
  D empty() {
    return empty.get();
  }

  /** Each is there once, also in a detector that Flink sends to another machine. */
  private Object readResolve() {
    return ALL.stream().filter(detail -> detail.position == position).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }
}
