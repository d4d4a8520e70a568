package io.flowlens.emit;

import io.flowlens.model.Anomaly;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.EdgeAggregate;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Files in a folder, for a replay: the last row of each edge and minute, the same of roll-ups, the
 * last revision of each anomaly, every dead letter. They are sorted, so that the same results are
 * the same bytes whatever the order and the parallelism in which they came.
 */
public final class FileSinks implements Sinks {
  private final Path folder;

  public FileSinks(Path folder) {
    this.folder = folder;
  }

  @Override
  public void edges(DataStream<EdgeAggregate> rows) {
    write(
        rows, "edges", new SortedFileSink<>(file("edges"), new EdgeJson(), LineKeys::of, r -> 0L));
  }

  /** In a file of their own, so that who adds up {@code edges.jsonl} counts nothing twice. */
  @Override
  public void rollups(DataStream<EdgeAggregate> rows) {
    write(
        rows,
        "rollups",
        new SortedFileSink<>(file("rollups"), new EdgeJson(), LineKeys::of, r -> 0L));
  }

  @Override
  public void anomalies(DataStream<Anomaly> anomalies) {
    write(
        anomalies,
        "anomalies",
        new SortedFileSink<>(
            file("anomalies"), new AnomalyJson(), LineKeys::of, a -> (long) a.revision));
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    write(
        letters,
        "dead-letters",
        new SortedFileSink<>(file("dead-letters"), new DeadLetterJson(), LineKeys::of, l -> 0L));
  }

  private Path file(String name) {
    return folder.resolve(name + ".jsonl");
  }

  private static <T> void write(DataStream<T> results, String name, Sink<T> sink) {
    results.sinkTo(sink).setParallelism(1).uid("emit." + name).name("emit." + name);
  }
}
