package io.flowlens.ingest.formats.cloudwatch;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Evidence;
import io.flowlens.model.Node;
import io.flowlens.model.Signal;

/**
 * Makes a signal of a metric that is used; others are counted. A metric is slow evidence whatever
 * its input: it comes minutes after its period.
 */
public final class MetricMeaning {
  private final Nodes nodes;

  public MetricMeaning(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Emits what the point means.
   *
   * @throws Unusable if it is used, and its time is none
   */
  public void emit(MetricPoint point, Origin input, Events events) throws Unusable {
    KnownMetric metric = KnownMetric.of(point);
    Origin origin = input.in(point.account, point.region);
    Node node =
        metric == null || !events.wants(metric.kind)
            ? null
            : metric.owner.node(point, origin.account(), origin.region(), nodes);
    double value = node == null ? Double.NaN : metric.statistic.of(point);
    if (!Double.isFinite(value) || value < 0) {
      events.ignored();
      return;
    }
    Signal signal = new Signal();
    signal.kind = metric.kind;
    signal.node = node;
    signal.time = origin.time(point.start, "the metric", events);
    signal.evidence = Evidence.SLOW;
    signal.value = value;
    long seconds = point.seconds > 0 ? point.seconds : metric.seconds();
    signal.dimensions.put(Signal.PERIOD, Long.toString(seconds));
    if (!metric.cause().isEmpty()) {
      signal.dimensions.put(Signal.CAUSE, metric.cause());
    }
    metric.owner.describe(point, signal);
    events.signal(signal);
  }
}
