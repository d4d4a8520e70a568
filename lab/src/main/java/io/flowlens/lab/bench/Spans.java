package io.flowlens.lab.bench;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The source of every contender: reads records of a corpus, and starts the clock when the first
 * tenth has been read, so that starting a job is not measured.
 *
 * @param <T> the type of a record
 */
abstract class Spans<T> implements GeneratorFunction<Long, T> {
  private static volatile boolean holdLast;
  private static final CountDownLatch HELD = new CountDownLatch(1);

  private final String folder;
  private final Corpus.Form form;
  private final long spans;
  private final long records;
  private transient Corpus corpus;

  Spans(Load load, Corpus.Form form) {
    this.folder = load.folder().toString();
    this.form = form;
    this.spans = load.made();
    this.records = form == Corpus.Form.BATCHES ? load.spans() / Corpus.BATCH : load.spans();
  }

  /** How many of the spans the clock runs for. */
  static double measured(long spans) {
    return spans * 0.9;
  }

  /** Makes sources wait for ever before their last record. */
  static void holdLast() {
    holdLast = true;
  }

  /** Returns when a source has reached its last record. */
  static void awaitHold() throws InterruptedException {
    HELD.await();
  }

  /** The record as the contender wants it. */
  abstract T record(long arrival, byte[] data, int index);

  /** How many records it reads. */
  long count() {
    return records;
  }

  /** The source in Flink's terms. */
  DataGeneratorSource<T> source(TypeInformation<T> type) {
    RateLimiterStrategy limit =
        holdLast ? parallelism -> new Hold(records - 1) : RateLimiterStrategy.noOp();
    return new DataGeneratorSource<>(this, records, limit, type);
  }

  /** Opens the corpus; the context is not used. */
  @Override
  public void open(SourceReaderContext context) {
    corpus = Corpus.open(Path.of(folder), form, spans);
  }

  @Override
  public T map(Long index) {
    if (index == records / 10) {
      Clock.start();
    }
    int record = index.intValue();
    return record(corpus.arrival(record), corpus.data(record), record);
  }

  /** Lets this many records through, then none. */
  private static final class Hold implements RateLimiter {
    private long left;

    private Hold(long records) {
      left = records;
    }

    @Override
    public CompletionStage<Void> acquire() {
      if (left-- > 0) {
        return CompletableFuture.completedFuture(null);
      }
      HELD.countDown();
      return new CompletableFuture<>();
    }
  }
}
