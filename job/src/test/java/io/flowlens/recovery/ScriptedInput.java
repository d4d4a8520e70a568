package io.flowlens.recovery;

import io.flowlens.ingest.source.Input;
import io.flowlens.model.RawRecord;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Records in memory, one after the other, with a watermark behind each as a shard has it. On demand
 * it fails once, in its middle third, when checkpoints have been completed there.
 */
final class ScriptedInput implements Input {
  /** The records; in a static field because the tasks run in this process. */
  private static volatile List<RawRecord> records;

  private static volatile boolean failureDue;
  private static volatile boolean failed;
  private static volatile long resumedAt;

  @SuppressWarnings(
      "StaticAssignmentInConstructor") // one input at a time, read by tasks of this process
  ScriptedInput(List<RawRecord> records, boolean failsOnce) {
    ScriptedInput.records = records;
    ScriptedInput.failureDue = failsOnce;
    ScriptedInput.failed = false;
    ScriptedInput.resumedAt = -1;
  }

  /** The first record that was read after the failure; -1 when there was none. */
  static long resumedAt() {
    return resumedAt;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public DataStream<RawRecord> open(StreamExecutionEnvironment env) {
    WatermarkStrategy<Long> arrivals =
        WatermarkStrategy.<Long>forGenerator(context -> new Arrivals())
            .withTimestampAssigner((index, ignored) -> arrival(index));
    return env.fromSource(
            new NumberSequenceSource(0, records.size() - 1), arrivals, "numbers of records")
        .setParallelism(1)
        .uid("ingest.scripted")
        .map(new Read())
        .returns(RawRecord.class)
        .setParallelism(1)
        .uid("ingest.scripted.read");
  }

  private static long arrival(long index) {
    return records.get((int) index).arrival;
  }

  private static final class Arrivals implements WatermarkGenerator<Long> {
    @Override
    public void onEvent(Long index, long arrival, WatermarkOutput output) {
      output.emitWatermark(new Watermark(arrival - ShopTraffic.OUT_OF_ORDER_MILLIS));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static final class Read extends RichMapFunction<Long, RawRecord>
      implements CheckpointListener {
    private boolean middle;
    private int completed;

    @Override
    public RawRecord map(Long index) throws Exception {
      if (failed && resumedAt < 0) {
        resumedAt = index;
      }
      double done = (double) index / records.size();
      middle = done > 1 / 3.0;
      if (failureDue && middle) {
        Thread.sleep(done < 0.5 ? 1 : 20);
        fail();
      } else if (done > 0.9) {
        // The records beyond the lateness limit are here: let event time keep up with them.
        Thread.sleep(1);
      }
      return records.get(index.intValue());
    }

    private void fail() {
      if (completed >= 2) {
        failureDue = false;
        failed = true;
        throw new IllegalStateException("the failure that this test asks for");
      }
    }

    @Override
    public void notifyCheckpointComplete(long id) {
      completed += middle ? 1 : 0;
    }
  }
}
