package io.flowlens.ingest.source;

import io.flowlens.model.RawRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The event time of the shards that one thread reads: that of the shard which is least far. A shard
 * has come as far as its latest arrival, less the wait for what happened before; so no payload's
 * clock can move event time.
 *
 * <p>A shard that shows nothing for a while holds nothing back. After a start no shard has shown
 * anything yet, and the first to do so would move event time past what the others still have to
 * show. So event time stands for that while from the thread's first record on, and not from its
 * start: after a restore on a busy machine a thread may need long until it reads. A thread that
 * reads nothing holds the others back for {@value #START_PATIENCE} times that while.
 */
final class ShardTime implements WatermarkGenerator<RawRecord> {
  /** A thread that is blocked for longer than this cannot have read what was there. */
  private static final long LONGEST_TURN_MILLIS = 1_000;

  static final int START_PATIENCE = 3;

  private static final long NEVER = -1;

  private final long waitMillis;
  private final long idleMillis;
  private final LongSupplier nanos;
  private final Map<String, Shard> shards = new HashMap<>();
  private long lastTurn;
  private long readingMillis;
  private long firstRecordAt = NEVER;

  /**
   * Begins now.
   *
   * @param wait how long after it happened a record may arrive
   * @param idleAfter for how long a shard that shows nothing is waited for
   * @param nanos the time that passes
   */
  ShardTime(Duration wait, Duration idleAfter, LongSupplier nanos) {
    this.waitMillis = wait.toMillis();
    this.idleMillis = idleAfter.toMillis();
    this.nanos = nanos;
    this.lastTurn = nanos.getAsLong();
  }

  @Override
  public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
    if (firstRecordAt == NEVER) {
      firstRecordAt = readingMillis;
      output.markActive();
    }
    Shard shard = shards.computeIfAbsent(record.shardId, any -> new Shard());
    shard.latestArrival = Math.max(shard.latestArrival, record.arrival);
    shard.shownAt = readingMillis;
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = nanos.getAsLong();
    readingMillis += Math.min((now - lastTurn) / 1_000_000, LONGEST_TURN_MILLIS);
    lastTurn = now;
    if (firstRecordAt == NEVER) {
      if (readingMillis >= START_PATIENCE * idleMillis) {
        output.markIdle();
      }
      return;
    }
    if (readingMillis - firstRecordAt < idleMillis) {
      return;
    }
    // Shards that fall silent in this turn count once more: after a start they may all do so at
    // once.
    emit(output);
    shards.values().removeIf(shard -> readingMillis - shard.shownAt >= idleMillis);
    if (shards.isEmpty()) {
      output.markIdle();
    } else {
      emit(output);
    }
  }

  private void emit(WatermarkOutput output) {
    shards.values().stream()
        .mapToLong(shard -> shard.latestArrival)
        .min()
        .ifPresent(least -> output.emitWatermark(new Watermark(least - waitMillis)));
  }

  private static final class Shard {
    private long latestArrival = Long.MIN_VALUE;
    private long shownAt;
  }
}
