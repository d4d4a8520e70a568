package io.flowlens.ingest.formats.otlp;

import com.google.protobuf.ByteString;
import io.flowlens.ingest.formats.api.Origin;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * Whether a message is what it was parsed as. Protobuf names nothing, so bytes of one kind often
 * parse as another; ids of the right length and times in this century do not come by chance.
 */
final class Plausible {
  private static final int TRACE_ID = 16;
  private static final int SPAN_ID = 8;

  private Plausible() {}

  static boolean span(Span span) {
    return isId(span.getTraceId(), TRACE_ID)
        && isId(span.getSpanId(), SPAN_ID)
        && (isTime(span.getStartTimeUnixNano()) || isTime(span.getEndTimeUnixNano()));
  }

  static boolean logRecord(LogRecord record) {
    return isTime(record.getTimeUnixNano()) || isTime(record.getObservedTimeUnixNano());
  }

  static boolean metric(Metric metric) {
    return !metric.getName().isEmpty() && hasTime(metric);
  }

  private static boolean hasTime(Metric metric) {
    switch (metric.getDataCase()) {
      case GAUGE:
        return metric.getGauge().getDataPointsList().stream()
            .anyMatch(point -> isTime(point.getTimeUnixNano()));
      case SUM:
        return metric.getSum().getDataPointsList().stream()
            .anyMatch(point -> isTime(point.getTimeUnixNano()));
      case HISTOGRAM:
        return metric.getHistogram().getDataPointsList().stream()
            .anyMatch(point -> isTime(point.getTimeUnixNano()));
      case EXPONENTIAL_HISTOGRAM:
        return metric.getExponentialHistogram().getDataPointsList().stream()
            .anyMatch(point -> isTime(point.getTimeUnixNano()));
      case SUMMARY:
        return metric.getSummary().getDataPointsList().stream()
            .anyMatch(point -> isTime(point.getTimeUnixNano()));
      default:
        return false;
    }
  }

  private static boolean isId(ByteString id, int bytes) {
    boolean isZero = true;
    for (int i = 0; i < id.size(); i++) {
      isZero &= id.byteAt(i) == 0;
    }
    return id.size() == bytes && !isZero;
  }

  private static boolean isTime(long nanos) {
    return Origin.isPossible(nanos / 1_000_000);
  }
}
