package io.flowlens.lab.demo.telemetry;

import io.flowlens.lab.simulator.format.LogsBatch;
import io.flowlens.lab.simulator.format.SpanJson;
import io.flowlens.localaws.LocalAws;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports finished spans as the records of a subscription to {@code aws/spans}. */
final class SpanLogExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(SpanLogExporter.class);

  private final String logStream;
  private final Consumer<byte[]> records;

  /**
   * @param logStream the log stream's name
   * @param records receives each Kinesis record
   */
  SpanLogExporter(String logStream, Consumer<byte[]> records) {
    this.logStream = logStream;
    this.records = records;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    LogsBatch batch = new LogsBatch(LocalAws.ACCOUNT, "aws/spans", logStream);
    for (SpanData span : spans) {
      long millis = TimeUnit.NANOSECONDS.toMillis(span.getEndEpochNanos());
      batch.add(EventIds.next(logStream, millis), millis, SpanJson.flat(SdkSpan.record(span)));
    }
    try {
      records.accept(batch.gzipped());
      return CompletableResultCode.ofSuccess();
    } catch (RuntimeException e) {
      LOG.warn("{} spans of {} were lost", spans.size(), logStream, e);
      return CompletableResultCode.ofExceptionalFailure(e);
    }
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
