package io.flowlens.detect.replayloop;

import io.flowlens.model.Batches.Delivered;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is remembered of one function that works on the table's changes. */
public final class FunctionDelivery {
  /** More stuck batches than this are not followed; those silent for longest are dropped. */
  private static final int MAX_STUCK = 64;

  /** From the stream to the function. */
  public Edge edge;

  /** Batches that failed lately, by when they were first seen. */
  public RedeliveredBatch[] stuck = new RedeliveredBatch[0];

  /** The busiest edge along which the function writes to the same table; null if it does not. */
  public Edge writes;

  /** {@link LoopTraffic}, packed; empty while it does not. */
  public byte[] traffic = new byte[0];

  /** Changes of the table since the newest pane with a delivery. */
  public long changesSince;

  /** Until when the function takes what has gathered while it was down; 0 if it was not. */
  public long catchingUpUntil;

  /** Start of the newest pane with a delivery. */
  public long lastPane;

  /** Whether the active loop has been running away. */
  public boolean ranAway;

  /** Whether one of its judgements was anything but clear. */
  public boolean active;

  /** For Flink. */
  public FunctionDelivery() {}

  /**
   * Counts the pane's failed batches, and forgets those that have been silent for so long. A
   * function's span and its log name the same batch differently: the log's name is used, and the
   * span's only where no log names the batch.
   *
   * @param pane null when nothing was delivered
   */
  void learn(Pane pane, long now, long silence) {
    List<RedeliveredBatch> all = new ArrayList<>(List.of(stuck));
    for (Delivered batch : pane == null ? List.<Delivered>of() : pane.get(Detail.BATCHES).all()) {
      stuckWith(batch, all, now).count(batch);
    }
    all.removeIf(old -> old.lastAt < now - silence);
    if (all.stream().anyMatch(RedeliveredBatch::isKnownBySequence)) {
      all.removeIf(RedeliveredBatch::isKnownByTime);
    }
    if (all.size() > MAX_STUCK) {
      all.sort(Comparator.comparingLong(old -> -old.lastAt));
      all = all.subList(0, MAX_STUCK);
    }
    all.sort(
        Comparator.comparingLong((RedeliveredBatch one) -> one.firstPane)
            .thenComparing(one -> one.shardId)
            .thenComparing(one -> one.start));
    stuck = all.toArray(new RedeliveredBatch[0]);
  }

  private static RedeliveredBatch stuckWith(
      Delivered batch, List<RedeliveredBatch> all, long pane) {
    for (RedeliveredBatch known : all) {
      if (known.holds(batch)) {
        return known;
      }
    }
    RedeliveredBatch fresh = RedeliveredBatch.of(batch, pane);
    all.add(fresh);
    return fresh;
  }
}
