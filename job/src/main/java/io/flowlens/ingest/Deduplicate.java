package io.flowlens.ingest;

import io.flowlens.config.Settings;
import io.flowlens.model.RawRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a record through once within {@link IngestOptions#DEDUPLICATE_WINDOW} of its arrival, also
 * across a restart. Records without an arrival (plain files) are known until the input ends. Counts
 * {@code duplicates}.
 */
public final class Deduplicate extends KeyedProcessFunction<RecordId, RawRecord, RawRecord> {
  /** The last moment of event time, at which a bounded input's timers still fire. */
  private static final long END = Long.MAX_VALUE - 1;

  private final long windowMillis;

  private transient ValueState<Long> knownUntil;
  private transient Tally tally;

  public Deduplicate(Settings settings) {
    windowMillis = settings.get(IngestOptions.DEDUPLICATE_WINDOW).toMillis();
  }

  @Override
  public void open(OpenContext context) {
    knownUntil =
        getRuntimeContext().getState(new ValueStateDescriptor<>("known-until", Types.LONG));
    tally = new Tally(getRuntimeContext());
    tally.counter("duplicates");
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RawRecord> out)
      throws Exception {
    Long known = knownUntil.value();
    if (known != null && record.arrival <= known) {
      tally.add("duplicates", 1);
      return;
    }
    long until = record.arrival > 0 ? record.arrival + windowMillis : END;
    knownUntil.update(until);
    context.timerService().registerEventTimeTimer(until);
    out.collect(record);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RawRecord> out)
      throws Exception {
    Long known = knownUntil.value();
    if (known != null && timestamp >= known) {
      knownUntil.clear();
    }
  }
}
