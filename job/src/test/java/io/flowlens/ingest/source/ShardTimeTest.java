package io.flowlens.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ShardTimeTest {
  private static final long NOTHING = Long.MIN_VALUE;

  private final Output output = new Output();
  private final ShardTime time =
      new ShardTime(Duration.ofSeconds(30), Duration.ofSeconds(10), () -> output.nanos);

  @Test
  void eventTimeFollowsTheLatestArrivalAndNeverGoesBack() {
    started();
    arrived("a", 100_000);
    turn();
    assertThat(output.watermark).isEqualTo(70_000);
    arrived("a", 90_000);
    turn();
    assertThat(output.watermark).isEqualTo(70_000);
  }

  @Test
  void theShardThatIsLeastFarDecides() {
    started();
    arrived("a", 100_000);
    arrived("b", 80_000);
    turn();
    assertThat(output.watermark).isEqualTo(50_000);
  }

  @Test
  void afterAStartEventTimeStandsUntilEachShardCouldShowItsFirstRecord() {
    arrived("a", 500_000);
    pass(9);
    assertThat(output.watermark).as("of the first alone").isEqualTo(NOTHING);
    assertThat(output.idle).isFalse();
    arrived("b", 100_000);
    pass(1);
    assertThat(output.watermark).as("of both").isEqualTo(70_000);
  }

  @Test
  void aShardThatShowsNothingForAWhileHoldsNothingBack() {
    started();
    arrived("a", 100_000);
    arrived("b", 80_000);
    pass(9);
    assertThat(output.watermark).isEqualTo(50_000);
    arrived("a", 110_000);
    pass(1);
    assertThat(output.watermark).isEqualTo(80_000);
  }

  @Test
  void aThreadThatBeginsToReadLateWaitsForItsOtherShardsAllTheSame() {
    pass(18);
    arrived("a", 500_000);
    pass(9);
    assertThat(output.watermark).as("of the first alone").isEqualTo(NOTHING);
    assertThat(output.idle).isFalse();
    arrived("b", 100_000);
    pass(1);
    assertThat(output.watermark).as("of both").isEqualTo(70_000);
  }

  @Test
  void whatCameAtOnceBeforeSilenceMovesEventTimeToo() {
    arrived("a", 500_000);
    arrived("b", 100_000);
    pass(10);
    assertThat(output.watermark).isEqualTo(70_000);
    assertThat(output.idle).isTrue();
  }

  @Test
  void whereNothingComesAtAllTheOtherInputsAreNotHeldBackForLong() {
    pass(29);
    assertThat(output.idle).isFalse();
    pass(1);
    assertThat(output.idle).isTrue();
    arrived("a", 100_000);
    assertThat(output.idle).as("the first record after that").isFalse();
    pass(5);
    arrived("a", 101_000);
    pass(5);
    assertThat(output.watermark).isEqualTo(71_000);
  }

  @Test
  void whileTheThreadIsBlockedNoShardGoesSilent() {
    started();
    arrived("a", 100_000);
    arrived("b", 80_000);
    output.nanos += Duration.ofMinutes(5).toNanos();
    turn();
    assertThat(output.watermark).isEqualTo(50_000);
  }

  /** Past the time after the first record in which event time stands. */
  private void started() {
    arrived("first", 0);
    pass(10);
  }

  private void pass(int seconds) {
    for (int i = 0; i < 5 * seconds; i++) {
      turn();
    }
  }

  /** Watermarks are asked for five times a second. */
  private void turn() {
    output.nanos += Duration.ofMillis(200).toNanos();
    time.onPeriodicEmit(output);
  }

  private void arrived(String shard, long millis) {
    RawRecord record = new RawRecord();
    record.shardId = shard;
    record.arrival = millis;
    time.onEvent(record, millis, output);
  }

  private static final class Output implements WatermarkOutput {
    private long nanos;
    private long watermark = NOTHING;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark mark) {
      watermark = Math.max(watermark, mark.getTimestamp());
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
