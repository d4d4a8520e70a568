package io.flowlens.emit;

import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.Anomaly;
import io.flowlens.model.EdgeAggregate;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;

/** Makes the edge table's rows and keeps back those that the table would refuse. */
final class CheckRow<T> extends KeyedProcessFunction<String, T, TableRow> {
  private final SerializableFunction<T, TableRow> form;

  private transient JobMetrics.Count deadLetters;

  private CheckRow(SerializableFunction<T, TableRow> form) {
    this.form = form;
  }

  static CheckRow<EdgeAggregate> ofEdges(Retention retention) {
    return new CheckRow<>(
        aggregate -> TableRow.of(aggregate, retention.of(aggregate.windowSeconds)));
  }

  static CheckRow<Anomaly> ofAnomalies(Duration retention) {
    return new CheckRow<>(anomaly -> TableRow.of(anomaly, retention));
  }

  @Override
  public void open(OpenContext context) {
    deadLetters = new JobMetrics(getRuntimeContext()).counter(JobMetric.DEAD_LETTERS);
  }

  @Override
  public void processElement(T result, Context context, Collector<TableRow> out) {
    TableRow row = form.apply(result);
    String fault = row.fault();
    if (fault == null) {
      out.collect(row);
    } else {
      deadLetters.add(1);
      String what = "The row " + row.pk + " " + row.sk;
      context.output(Refused.LETTERS, Refused.letter(what, fault, row.json));
    }
  }
}
