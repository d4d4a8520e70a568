package io.flowlens.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts the same thing twice: as a metric, in the group that Managed Flink sends to CloudWatch,
 * and as an accumulator, which a bounded job's result holds.
 */
public final class Tally {
  private static final String METRIC_GROUP = "kinesisanalytics";

  private final RuntimeContext context;
  private final MetricGroup metrics;
  private final Map<String, Both> counters = new HashMap<>();

  private static final class Both {
    final LongCounter accumulator = new LongCounter();
    final Counter metric;

    Both(Counter metric) {
      this.metric = metric;
    }
  }

  /** Counts for this subtask. */
  public Tally(RuntimeContext context) {
    this.context = context;
    this.metrics = context.getMetricGroup().addGroup(METRIC_GROUP);
  }

  /** Makes the counter known, at zero. */
  public void counter(String name) {
    counters.computeIfAbsent(name, this::create);
  }

  /** Adds to the counter, which becomes known by it. */
  public void add(String name, long n) {
    Both known = counters.get(name);
    Both both = known == null ? counters.computeIfAbsent(name, this::create) : known;
    if (n > 0) {
      both.accumulator.add(n);
      both.metric.inc(n);
    }
  }

  private Both create(String name) {
    Both both = new Both(metrics.counter(name));
    context.addAccumulator(name, both.accumulator);
    return both;
  }
}
