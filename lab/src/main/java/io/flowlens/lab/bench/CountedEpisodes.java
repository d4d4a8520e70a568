package io.flowlens.lab.bench;

import io.flowlens.emit.Sinks;
import io.flowlens.model.Anomaly;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.EdgeAggregate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Sinks that count episodes, refuse dead letters and keep nothing else. */
final class CountedEpisodes implements Sinks {
  private static final Set<String> IDS = ConcurrentHashMap.newKeySet();

  /** How many episodes there were. */
  static int count() {
    return IDS.size();
  }

  @Override
  public void edges(DataStream<EdgeAggregate> rows) {
    rows.sinkTo(new DiscardingSink<>()).uid("emit.edges");
  }

  @Override
  public void anomalies(DataStream<Anomaly> anomalies) {
    anomalies
        .map(anomaly -> IDS.add(anomaly.id))
        .sinkTo(new DiscardingSink<>())
        .uid("emit.anomalies");
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    letters.map(CountedEpisodes::refuse).sinkTo(new DiscardingSink<>()).uid("emit.dead-letters");
  }

  private static boolean refuse(DeadLetter letter) {
    throw new IllegalStateException("a dead letter: " + letter.detail);
  }
}
