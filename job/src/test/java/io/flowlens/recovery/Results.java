package io.flowlens.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.FieldJson;
import io.flowlens.emit.Sinks;
import io.flowlens.model.Anomaly;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.EdgeAggregate;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What the table and the two streams hold: written at least once, the last write counts. */
final class Results implements Sinks {
  /** In static fields because the tasks run in this process. */
  private static final Map<String, JsonNode> ROWS = new ConcurrentSkipListMap<>();

  private static final Map<String, JsonNode> ROLLUPS = new ConcurrentSkipListMap<>();
  private static final Map<String, JsonNode> REVISIONS = new ConcurrentSkipListMap<>();
  private static final Map<String, JsonNode> LETTERS = new ConcurrentSkipListMap<>();

  Results() {
    ROWS.clear();
    ROLLUPS.clear();
    REVISIONS.clear();
    LETTERS.clear();
  }

  /** All of it as it is now, by kind and key. */
  static Map<String, JsonNode> now() {
    Map<String, JsonNode> all = new TreeMap<>();
    ROWS.forEach((key, row) -> all.put("row " + key, row));
    ROLLUPS.forEach((key, row) -> all.put("roll-up " + key, row));
    REVISIONS.forEach((key, anomaly) -> all.put("anomaly " + key, anomaly));
    LETTERS.forEach((key, letter) -> all.put("dead letter " + key, letter));
    return all;
  }

  @Override
  public void edges(DataStream<EdgeAggregate> rows) {
    rows.sinkTo(new Into<>(row -> put(ROWS, row.edge + " " + row.windowStart, row)))
        .uid("emit.edges");
  }

  @Override
  public void rollups(DataStream<EdgeAggregate> rows) {
    rows.sinkTo(
            new Into<>(
                row -> put(ROLLUPS, row.edge + " " + row.windowSeconds + row.windowStart, row)))
        .uid("emit.rollups");
  }

  @Override
  public void anomalies(DataStream<Anomaly> anomalies) {
    anomalies.sinkTo(new Into<>(Results::revision)).uid("emit.anomalies");
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    letters
        .sinkTo(
            new Into<>(
                letter -> put(LETTERS, new String(letter.data, StandardCharsets.UTF_8), letter)))
        .uid("emit.dead-letters");
  }

  /** A revision may be written again after a failure, but never differently. */
  private static void revision(Anomaly anomaly) {
    String key = "%s revision %03d".formatted(anomaly.id, anomaly.revision);
    JsonNode before = REVISIONS.get(key);
    put(REVISIONS, key, anomaly);
    if (before != null) {
      assertThat(REVISIONS.get(key)).as(key).isEqualTo(before);
    }
  }

  private static void put(Map<String, JsonNode> results, String key, Object result) {
    results.put(key, FieldJson.of(result));
  }

  /** What happens to each result; serializable because Flink ships it. */
  private interface Taker<T> extends Serializable {
    void take(T result);
  }

  private static final class Into<T> implements Sink<T> {
    private final Taker<T> taker;

    Into(Taker<T> taker) {
      this.taker = taker;
    }

    @Override
    @Deprecated
    public SinkWriter<T> createWriter(InitContext context) {
      throw new UnsupportedOperationException("Flink calls the other one");
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(T result, Context ignored) {
          taker.take(result);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
