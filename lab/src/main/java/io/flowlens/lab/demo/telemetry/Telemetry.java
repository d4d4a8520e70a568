package io.flowlens.lab.demo.telemetry;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.instrumentation.awssdk.v2_2.AwsSdkTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** OpenTelemetry of one running instance of a workload; everything is sampled. */
public final class Telemetry implements AutoCloseable {
  private static final Duration EXPORT_EVERY = Duration.ofSeconds(1);

  /** A dozen of these end one after the other; none waits long for its last spans. */
  private static final Duration LAST_EXPORT = Duration.ofMillis(500);

  private final OpenTelemetrySdk sdk;

  /**
   * @param records receives the Kinesis records with the finished spans
   */
  public Telemetry(Workload workload, Consumer<byte[]> records) {
    this(workload, Resource.empty(), records);
  }

  /**
   * @param more further attributes of the instance
   * @param records receives the Kinesis records with the finished spans
   */
  public Telemetry(Workload workload, Resource more, Consumer<byte[]> records) {
    BatchSpanProcessor processor =
        BatchSpanProcessor.builder(new SpanLogExporter(workload.id(), records))
            .setScheduleDelay(EXPORT_EVERY)
            .build();
    SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .setResource(workload.resource(UUID.randomUUID().toString()).merge(more))
            .addSpanProcessor(processor)
            .build();
    sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(tracers)
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
  }

  /**
   * The instrumentation of AWS SDK clients, with two options that are off by default and flowlens
   * needs: the tables' names and each failed attempt.
   */
  public ExecutionInterceptor awsSdk() {
    return AwsSdkTelemetry.builder(sdk)
        .setCaptureExperimentalSpanAttributes(true)
        .setRecordIndividualHttpError(true)
        .build()
        .createExecutionInterceptor();
  }

  /** Makes the workload's own spans. */
  public Tracer tracer() {
    return sdk.getTracer("io.flowlens.lab");
  }

  /** Carries a trace over HTTP. */
  public TextMapPropagator propagator() {
    return sdk.getPropagators().getTextMapPropagator();
  }

  /** Exports the remaining spans, if that takes little time, and ends. */
  @Override
  public void close() {
    sdk.shutdown().join(LAST_EXPORT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
