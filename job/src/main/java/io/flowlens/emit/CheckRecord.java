package io.flowlens.emit;

import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.Anomaly;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Makes the anomaly stream's records and keeps back those that Kinesis would refuse. */
final class CheckRecord extends KeyedProcessFunction<String, Anomaly, PutRecord> {
  private transient JobMetrics.Count deadLetters;

  @Override
  public void open(OpenContext context) {
    deadLetters = new JobMetrics(getRuntimeContext()).counter(JobMetric.DEAD_LETTERS);
  }

  @Override
  public void processElement(Anomaly anomaly, Context context, Collector<PutRecord> out) {
    PutRecord record = PutRecord.of(anomaly);
    String fault = record.fault();
    if (fault == null) {
      out.collect(record);
    } else {
      deadLetters.add(1);
      String what = "The anomaly " + anomaly.id;
      context.output(Refused.LETTERS, Refused.letter(what, fault, record.data));
    }
  }
}
