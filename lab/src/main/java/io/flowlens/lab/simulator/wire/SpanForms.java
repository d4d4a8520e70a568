package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.format.SpanJson;
import io.flowlens.lab.simulator.format.SpanRecord;
import io.flowlens.lab.simulator.world.Service;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes spans in the form that their service uses. */
final class SpanForms {
  private static final int RANDOM_BITS = 56;

  /** Sampled, and with a random trace id. */
  private static final int FLAGS = 257;

  private final String account;
  private final String traceState;

  /**
   * @param sampling the share of traces that is recorded; it stands in their trace state
   */
  SpanForms(String account, double sampling) {
    this.account = account;
    this.traceState = sampling < 1 && sampling > 0 ? "ot=th:" + threshold(sampling) : "";
  }

  /** OpenTelemetry's threshold: the share that is left out, in hexadecimal fractions. */
  private static String threshold(double sampling) {
    long leftOut = Math.round((1 - sampling) * (1L << RANDOM_BITS));
    return String.format(Locale.ROOT, "%014x", leftOut).replaceAll("0+$", "");
  }

  /** The span in its service's form. */
  String write(SpanData span) {
    return span.service().telemetry().form() == Service.Form.AWS_SPANS
        ? SpanJson.flat(record(span, "2.29.0-alpha"))
        : SpanJson.otlp(record(span, "2.16.0-alpha"));
  }

  private SpanRecord record(SpanData span, String version) {
    return new SpanRecord(
        resource(span),
        new SpanRecord.Scope(scope(span), version),
        new SpanRecord.Context(span.traceId(), span.spanId(), span.parentId(), traceState, FLAGS),
        span.name(),
        span.kind(),
        span.start() * 1000,
        span.end() * 1000,
        span.attributes(),
        span.events(),
        SpanRecord.Status.of(span.error()));
  }

  private static String scope(SpanData span) {
    return span.name().startsWith("DynamoDb.")
        ? "io.opentelemetry.aws-sdk-2.2"
        : "io.opentelemetry.http";
  }

  private Map<String, Object> resource(SpanData span) {
    Service service = span.service();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("cloud.provider", "aws");
    all.put("cloud.platform", service.function() ? "aws_lambda" : "aws_ecs");
    all.put("cloud.region", service.region());
    all.put("cloud.account.id", account);
    all.put("service.name", service.name());
    if (service.function()) {
      all.put("faas.name", service.name());
      all.put("faas.instance", "2026/01/01/[$LATEST]" + span.instance());
    } else {
      all.put("service.instance.id", service.name() + '-' + span.instance());
    }
    all.put("telemetry.sdk.language", "java");
    return all;
  }
}
