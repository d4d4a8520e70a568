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

  /** Batches whose deliveries succeeded, by their first record, with how often they came. */
  public RedeliveredBatch[] returning = new RedeliveredBatch[0];

  /** {@link Invocations}, packed. */
  public byte[] invocations = new byte[0];

  /** Since when most of them fail; 0 while they do not. */
  public long failingSince;

  /** How many have failed since then. */
  public long failures;

  /** When the newest of these failed. */
  public long failedAt;

  /** The busiest edge along which the function writes to the same table; null if it does not. */
  public Edge writes;

  /** {@link LoopTraffic}, packed; empty while it does not. */
  public byte[] traffic = new byte[0];

  /** Changes of the table since the newest pane with a delivery. */
  public long changesSince;

  /** Until when the function takes what has gathered while it was down; 0 if it was not. */
  public long catchingUpUntil;

  /** When its last outage ended, and how long that was; 0 if it was never seen to be down. */
  public long downUntil;

  public long downMillis;

  /** When it was last given records that were not old; 0 where their age is not known. */
  public long freshAt;

  /** How old records were when it was last known, and when that was; 0 where it never was. */
  public long ageSeconds;

  public long ageAt;

  /** What the active loop has done since it began; null while there is none. */
  public LoopTotals loop;

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
    stuck = limited(all, Comparator.comparingLong(old -> -old.lastAt));
    learnReturning(pane, now, silence);
  }

  /** Of many, those that came again are kept, and of the others always the same sample. */
  private void learnReturning(Pane pane, long now, long silence) {
    List<RedeliveredBatch> all = new ArrayList<>(List.of(returning));
    List<Delivered> more = pane == null ? List.of() : pane.get(Detail.DELIVERED_BATCHES).all();
    for (Delivered batch : more) {
      returningWith(batch, all, now).count(batch);
    }
    all.removeIf(old -> old.lastAt < now - silence);
    returning =
        limited(
            all,
            Comparator.comparingLong((RedeliveredBatch old) -> Math.min(2, old.deliveries))
                .reversed()
                .thenComparing(RedeliveredBatch::hash));
  }

  private static RedeliveredBatch[] limited(
      List<RedeliveredBatch> all, Comparator<RedeliveredBatch> first) {
    List<RedeliveredBatch> kept = new ArrayList<>(all);
    if (kept.size() > MAX_STUCK) {
      kept.sort(first);
      kept = kept.subList(0, MAX_STUCK);
    }
    kept.sort(
        Comparator.comparingLong((RedeliveredBatch one) -> one.firstPane)
            .thenComparing(one -> one.shardId)
            .thenComparing(one -> one.start));
    return kept.toArray(new RedeliveredBatch[0]);
  }

  private static RedeliveredBatch returningWith(
      Delivered batch, List<RedeliveredBatch> all, long pane) {
    for (RedeliveredBatch known : all) {
      if (known.start.equals(batch.start) && known.shardId.equals(batch.shardId)) {
        return known;
      }
    }
    RedeliveredBatch fresh = RedeliveredBatch.of(batch, pane);
    all.add(fresh);
    return fresh;
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
