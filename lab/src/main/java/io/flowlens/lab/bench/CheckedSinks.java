package io.flowlens.lab.bench;

import io.flowlens.emit.Sinks;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Counter;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.Detail;
import io.flowlens.model.EdgeAggregate;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Sinks that keep the last row of each edge and minute for {@link Truth}, and nothing else. */
final class CheckedSinks implements Sinks {
  @Override
  public void edges(DataStream<EdgeAggregate> rows) {
    rows.map(CheckedSinks::take).sinkTo(new DiscardingSink<>()).uid("emit.edges");
  }

  @Override
  public void anomalies(DataStream<Anomaly> anomalies) {
    anomalies.sinkTo(new DiscardingSink<>()).uid("emit.anomalies");
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    letters.map(CheckedSinks::refuse).sinkTo(new DiscardingSink<>()).uid("emit.dead-letters");
  }

  private static boolean take(EdgeAggregate row) {
    Results.put(
        row.edge.from.name,
        row.edge.to.name,
        row.edge.access.label(),
        row.windowStart,
        new EdgeMinute(
            row.counts.get(Counter.CALLS),
            row.counts.get(Counter.FAILED),
            row.counts.get(Detail.LATENCY).quantileMillis(0.5),
            row.counts.get(Detail.LATENCY).quantileMillis(0.99)));
    return row.isFinal;
  }

  private static boolean refuse(DeadLetter letter) {
    throw new IllegalStateException("a dead letter: " + letter.reason + ": " + letter.detail);
  }
}
