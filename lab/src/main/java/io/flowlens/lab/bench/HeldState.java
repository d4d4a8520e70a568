package io.flowlens.lab.bench;

import io.flowlens.config.Settings;
import io.flowlens.flow.FlowOptions;
import java.util.HashSet;
import java.util.Set;

/**
 * What the topology has to remember at the moment at which {@link StateSize} looks, counted from
 * the generated spans.
 *
 * @param edges distinct edges
 * @param records records, for the deduplication
 * @param traces traces with client, server or local spans that wait for others
 */
record HeldState(int edges, long records, int traces) {

  static HeldState of(long spans) {
    long read = spans - LogsBatch.SPANS;
    long arrival = 0;
    Traffic traffic = new Traffic(spans);
    for (long i = 0; i < read; i++) {
      arrival = traffic.next().at();
    }
    long kept =
        arrival
            - Records.OUT_OF_ORDERNESS.toMillis()
            - Settings.defaults().get(FlowOptions.PAIR_WAIT).toMillis();
    Set<String> edges = new HashSet<>();
    Set<Long> traces = new HashSet<>();
    traffic = new Traffic(spans);
    for (long i = 0; i < read; i++) {
      Span span = traffic.next().span();
      if (span.edge() != null) {
        edges.add(span.edge());
      }
      if (span.kind() != Span.Kind.DYNAMODB && span.endMillis() >= kept) {
        traces.add(span.traceHigh());
      }
    }
    return new HeldState(edges.size(), read / LogsBatch.SPANS, traces.size());
  }
}
