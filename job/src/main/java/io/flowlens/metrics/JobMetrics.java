package io.flowlens.metrics;

import io.flowlens.metrics.JobMetric.Kind;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of one subtask, in the group that Managed Flink sends to CloudWatch. Counters that a
 * replay's summary shows are counted a second time, as accumulators, which a bounded job's result
 * holds.
 */
public final class JobMetrics {
  /** The group whose metrics Managed Flink sends to CloudWatch. */
  public static final String GROUP = "kinesisanalytics";

  /** The dimension of {@link JobMetric#RECORDS}. */
  public static final String FORMAT = "Format";

  private final RuntimeContext context;
  private final MetricGroup group;

  /** Of this subtask. */
  public JobMetrics(RuntimeContext context) {
    this.context = context;
    this.group = context.getMetricGroup().addGroup(GROUP);
  }

  /** Registers a counter, at zero. Once for each subtask. */
  public Count counter(JobMetric metric) {
    return counter(metric, group, "");
  }

  /** Registers {@link JobMetric#RECORDS} of one format, at zero. Once for each subtask. */
  public Count recordsOf(String format) {
    return counter(JobMetric.RECORDS, group.addGroup(FORMAT, format), format);
  }

  private Count counter(JobMetric metric, MetricGroup in, String value) {
    check(metric, Kind.COUNTER);
    LongCounter accumulator = new LongCounter();
    if (metric.summaryName() != null) {
      context.addAccumulator(metric.summaryName() + value, accumulator);
    }
    return new Count(in.counter(metric.metricName()), accumulator);
  }

  /**
   * Registers a gauge.
   *
   * @param value asked by another thread whenever metrics are reported
   */
  public void gauge(JobMetric metric, LongSupplier value) {
    check(metric, Kind.GAUGE);
    group.gauge(metric.metricName(), (Gauge<Long>) value::getAsLong);
  }

  private static void check(JobMetric metric, Kind kind) {
    if (metric.kind() != kind) {
      throw new IllegalArgumentException(metric + " is a " + metric.kind());
    }
  }

  /** A counter of this subtask. */
  public static final class Count {
    private final Counter metric;
    private final LongCounter accumulator;

    private Count(Counter metric, LongCounter accumulator) {
      this.metric = metric;
      this.accumulator = accumulator;
    }

    /** Adds {@code n}, 0 or more. */
    public void add(long n) {
      if (n > 0) {
        metric.inc(n);
        accumulator.add(n);
      }
    }
  }
}
