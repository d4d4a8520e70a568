package io.flowlens.emit;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Writes one sorted file of JSON lines when all input has ended. It must run with parallelism 1.
 *
 * @param <T> the result
 */
final class SortedFileSink<T> implements Sink<T> {
  private final String file;
  private final JsonForm<T> form;
  private final SerializableFunction<T, String> key;
  private final SerializableFunction<T, Long> version;

  /**
   * A sink into this file.
   *
   * @param key by which lines are sorted, and of which the last one counts
   * @param version a line does not replace one of a higher version
   */
  SortedFileSink(
      Path file,
      JsonForm<T> form,
      SerializableFunction<T, String> key,
      SerializableFunction<T, Long> version) {
    this.file = file.toString();
    this.form = form;
    this.key = key;
    this.version = version;
  }

  @Override
  @Deprecated
  public SinkWriter<T> createWriter(InitContext context) throws IOException {
    SortedLines lines = new SortedLines(Path.of(file));
    return new SinkWriter<>() {
      @Override
      public void write(T result, Context ignored) throws IOException {
        lines.put(key.apply(result), version.apply(result), form.bytes(result));
      }

      @Override
      public void flush(boolean endOfInput) throws IOException {
        if (endOfInput) {
          lines.finish();
        }
      }

      @Override
      public void close() throws IOException {
        lines.close();
      }
    };
  }
}
