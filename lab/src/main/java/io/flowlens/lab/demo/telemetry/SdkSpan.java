package io.flowlens.lab.demo.telemetry;

import io.flowlens.lab.simulator.format.SpanRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A span that OpenTelemetry's SDK finished, as one that can be written. */
final class SdkSpan {
  private SdkSpan() {}

  static SpanRecord record(SpanData span) {
    return new SpanRecord(
        attributes(span.getResource().getAttributes()),
        new SpanRecord.Scope(
            span.getInstrumentationScopeInfo().getName(),
            span.getInstrumentationScopeInfo().getVersion()),
        context(span),
        span.getName(),
        SpanRecord.Kind.valueOf(span.getKind().name()),
        span.getStartEpochNanos(),
        span.getEndEpochNanos(),
        attributes(span.getAttributes()),
        events(span),
        status(span.getStatus()));
  }

  private static SpanRecord.Context context(SpanData span) {
    String parent = span.getParentSpanId();
    return new SpanRecord.Context(
        span.getTraceId(),
        span.getSpanId(),
        SpanId.isValid(parent) ? parent : null,
        "",
        span.getSpanContext().getTraceFlags().asByte());
  }

  private static List<SpanRecord.Event> events(SpanData span) {
    return span.getEvents().stream()
        .map(
            event ->
                new SpanRecord.Event(
                    event.getName(), event.getEpochNanos(), attributes(event.getAttributes())))
        .toList();
  }

  private static SpanRecord.Status status(StatusData status) {
    return new SpanRecord.Status(
        SpanRecord.Status.Code.valueOf(status.getStatusCode().name()), status.getDescription());
  }

  private static Map<String, Object> attributes(Attributes attributes) {
    Map<String, Object> all = new LinkedHashMap<>();
    attributes.forEach((key, value) -> all.put(key.getKey(), value));
    return all;
  }
}
