package io.flowlens.ingest.dedup;

import io.flowlens.config.Settings;
import io.flowlens.ingest.IngestOptions;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.RawRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a record through once within {@link IngestOptions#DEDUPLICATE_WINDOW} of its arrival, also
 * across a restart. Records without an arrival (plain files) are known until the input ends.
 */
public final class Deduplicate extends KeyedProcessFunction<Integer, RawRecord, RawRecord> {
  /** The last moment of event time, at which a bounded input's timers still fire. */
  private static final long END = Long.MAX_VALUE - 1;

  private final long windowMillis;

  private transient ValueState<KnownRecords> buckets;
  private transient JobMetrics.Count duplicates;
  private transient EventTimeLag lag;

  public Deduplicate(Settings settings) {
    windowMillis = settings.get(IngestOptions.DEDUPLICATE_WINDOW).toMillis();
  }

  @Override
  public void open(OpenContext context) {
    buckets =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("known", KnownRecordsSerializer.INFO));
    JobMetrics metrics = new JobMetrics(getRuntimeContext());
    duplicates = metrics.counter(JobMetric.DUPLICATES);
    lag = new EventTimeLag();
    metrics.gauge(JobMetric.JUDGING_LAG, lag::millis);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RawRecord> out)
      throws Exception {
    KnownRecords known = buckets.value();
    if (known == null) {
      known = new KnownRecords();
    }
    long watermark = context.timerService().currentWatermark();
    lag.at(record.arrival, watermark);
    known.forget(watermark);
    RecordId id = RecordId.of(record.data);
    if (record.arrival <= known.until(id)) {
      duplicates.add(1);
    } else {
      known.put(id, record.arrival > 0 ? record.arrival + windowMillis : END);
      out.collect(record);
    }
    update(known, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RawRecord> out)
      throws Exception {
    KnownRecords known = buckets.value();
    if (known != null) {
      known.timer = Long.MIN_VALUE;
      known.forget(timestamp);
      update(known, context);
    }
  }

  /** Keeps the bucket, with a timer for the time when all that is in it now will be forgotten. */
  private void update(KnownRecords known, Context context) throws Exception {
    if (known.length == 0) {
      buckets.clear();
      return;
    }
    if (known.timer == Long.MIN_VALUE) {
      known.timer = known.last();
      context.timerService().registerEventTimeTimer(known.timer);
    }
    buckets.update(known);
  }
}
