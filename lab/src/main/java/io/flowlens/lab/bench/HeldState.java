package io.flowlens.lab.bench;

import io.flowlens.config.Settings;
import io.flowlens.flow.FlowOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The units that the topology holds state for when {@link StateSize} measures it, counted from the
 * generated spans.
 *
 * @param edges distinct edges
 * @param edgeMinutes minutes of edges that are open for late spans
 * @param records records, for the deduplication
 * @param traces traces with client, server or local spans that wait for others
 */
record HeldState(int edges, long edgeMinutes, long records, long traces) {

  static HeldState of(long spans) {
    Set<String> edges = new HashSet<>();
    Map<EdgeMinute.Key, Long> minutes = new HashMap<>();
    Map<Long, Long> traces = new HashMap<>();
    Traffic traffic = new Traffic(spans);
    long arrival = 0;
    for (long left = spans - Corpus.BATCH; left > 0; left--) {
      Traffic.Delivered next = traffic.next();
      arrival = next.at();
      Span span = next.span();
      String edge = span.edge();
      if (edge != null) {
        long minute = span.endMillis() / Truth.MINUTE * Truth.MINUTE;
        edges.add(edge);
        minutes.put(new EdgeMinute.Key(edge, minute), minute + Truth.MINUTE);
      }
      if (span.isHalf()) {
        traces.merge(span.traceHigh(), span.endMillis(), Math::max);
      }
    }
    long watermark = arrival - Records.OUT_OF_ORDERNESS.toMillis();
    Settings settings = Settings.defaults();
    long lateness = settings.get(FlowOptions.LATENESS).toMillis();
    long wait = settings.get(FlowOptions.PAIR_WAIT).toMillis();
    return new HeldState(
        edges.size(),
        minutes.values().stream().filter(end -> end + lateness > watermark).count(),
        spans / Corpus.BATCH - 1,
        traces.values().stream().filter(end -> end + wait > watermark).count());
  }
}
