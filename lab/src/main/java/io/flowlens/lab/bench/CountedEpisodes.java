package io.flowlens.lab.bench;

import io.flowlens.emit.Sinks;
import io.flowlens.model.Anomaly;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.EdgeAggregate;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Sinks that count episodes, refuse dead letters and keep nothing else. */
final class CountedEpisodes implements Sinks {
  private static final Map<String, Long> OPENED = new ConcurrentHashMap<>();

  /** How many episodes there were. */
  static int count() {
    return OPENED.size();
  }

  /** Event time from the first opening to the last, milliseconds; 0 when there was none. */
  static long openedWithinMillis() {
    LongSummaryStatistics times =
        OPENED.values().stream().mapToLong(Long::longValue).summaryStatistics();
    return OPENED.isEmpty() ? 0 : times.getMax() - times.getMin();
  }

  @Override
  public void edges(DataStream<EdgeAggregate> rows) {
    rows.sinkTo(new DiscardingSink<>()).uid("emit.edges");
  }

  @Override
  public void anomalies(DataStream<Anomaly> anomalies) {
    anomalies.map(CountedEpisodes::opened).sinkTo(new DiscardingSink<>()).uid("emit.anomalies");
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    letters.map(CountedEpisodes::refuse).sinkTo(new DiscardingSink<>()).uid("emit.dead-letters");
  }

  private static boolean opened(Anomaly anomaly) {
    return OPENED.putIfAbsent(anomaly.id, anomaly.detectedAt) == null;
  }

  private static boolean refuse(DeadLetter letter) {
    throw new IllegalStateException("a dead letter: " + letter.detail);
  }
}
