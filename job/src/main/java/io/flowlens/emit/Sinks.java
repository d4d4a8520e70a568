package io.flowlens.emit;

import io.flowlens.model.Anomaly;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.EdgeAggregate;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where results go: the edge table and two Kinesis streams, or files in a replay. All are at least
 * once.
 */
public interface Sinks {
  /**
   * Takes edge rows of a minute; a later row of the same edge and window replaces an earlier one.
   */
  void edges(DataStream<EdgeAggregate> rows);

  /** The same for rows of five minutes and of an hour; by default they are not stored. */
  default void rollups(DataStream<EdgeAggregate> rows) {}

  /** Takes anomalies; a later revision of the same id replaces an earlier one. */
  void anomalies(DataStream<Anomaly> anomalies);

  /** Takes unusable input. */
  void deadLetters(DataStream<DeadLetter> letters);
}
