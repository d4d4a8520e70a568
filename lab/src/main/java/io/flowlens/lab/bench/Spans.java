package io.flowlens.lab.bench;

import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * The source of every contender: reads records of a corpus, and starts the clock when the first
 * tenth has been read, so that starting a job is not measured.
 *
 * @param <T> what a record is handed on as
 */
abstract class Spans<T> implements GeneratorFunction<Long, T> {
  private final String folder;
  private final Corpus.Form form;
  private final long spans;
  private final long records;
  private transient Corpus corpus;

  /**
   * @param spans how many spans the corpus was made with
   * @param limit how many of them to read
   */
  Spans(Path folder, Corpus.Form form, long spans, long limit) {
    this.folder = folder.toString();
    this.form = form;
    this.spans = spans;
    this.records = form == Corpus.Form.BATCHES ? limit / LogsBatch.SPANS : limit;
  }

  /** The record as the contender wants it. */
  abstract T record(long arrival, byte[] data, int index);

  /** How many records it reads. */
  long count() {
    return records;
  }

  /** The source in Flink's terms. */
  DataGeneratorSource<T> source(TypeInformation<T> type) {
    return new DataGeneratorSource<>(this, records, type);
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
}
