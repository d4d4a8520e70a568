package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.client.RetryPolicy;

/**
 * A program that runs in one region and calls others.
 *
 * @param function whether it runs on Lambda
 * @param hosting the copies that share its work
 * @param pool how a copy keeps its connections to DynamoDB
 * @param coldMillis median of what a function's environment takes to start
 * @param retries what its DynamoDB client does after failures
 * @param telemetry what telemetry it writes
 * @param clockOffsetMicros how far its clocks are ahead of the truth
 */
public record Service(
    String name,
    String region,
    boolean function,
    Hosting hosting,
    Pool pool,
    double coldMillis,
    RetryPolicy retries,
    Telemetry telemetry,
    long clockOffsetMicros) {

  /**
   * What a service's instrumentation writes.
   *
   * @param form the shape of its spans
   * @param oldNames attribute names from before November 2025
   * @param individualErrors whether each failed attempt leaves an event; without, recovered
   *     failures cannot be seen
   * @param trail whether CloudTrail logs its data events
   * @param keptWithoutError the share of traces without an error that a sampler keeps which looks
   *     at whole traces and keeps all with an error; 1 where there is none
   */
  public record Telemetry(
      Form form,
      boolean oldNames,
      boolean individualErrors,
      boolean trail,
      double keptWithoutError) {
    /** Everything on: spans in the {@code aws/spans} form, new names, an event for each failure. */
    public static final Telemetry FULL = new Telemetry(Form.AWS_SPANS, false, true, false);

    /** Telemetry without a sampler that looks at whole traces. */
    public Telemetry(Form form, boolean oldNames, boolean individualErrors, boolean trail) {
      this(form, oldNames, individualErrors, trail, 1);
    }
  }

  /** The shapes spans come in. */
  public enum Form {
    /** The service has no spans at all. */
    NONE,
    AWS_SPANS,
    OTLP,
    /** No spans, but flowlens's own events of its calls of tables. */
    FLOW_EVENTS;

    /** Whether calls between services are recorded. */
    public boolean hasSpans() {
      return this == AWS_SPANS || this == OTLP;
    }
  }

  private static final double USUAL_COLD_MILLIS = 300;

  /** A service with full telemetry, two instances and the SDK's legacy retries. */
  public static Service of(String name, String region) {
    return new Service(
        name,
        region,
        false,
        Hosting.on(2),
        Pool.READY,
        USUAL_COLD_MILLIS,
        RetryPolicy.JAVA_LEGACY,
        Telemetry.FULL,
        0);
  }

  /** The same, on Lambda. */
  public Service onLambda() {
    return new Service(
        name, region, true, hosting, pool, coldMillis, retries, telemetry, clockOffsetMicros);
  }

  /** The same with another retry policy. */
  public Service retrying(RetryPolicy policy) {
    return new Service(
        name, region, function, hosting, pool, coldMillis, policy, telemetry, clockOffsetMicros);
  }

  /** The same with other telemetry. */
  public Service telling(Telemetry other) {
    return new Service(
        name, region, function, hosting, pool, coldMillis, retries, other, clockOffsetMicros);
  }

  /** The same on this many instances. */
  public Service copies(int n) {
    return hosted(Hosting.on(n));
  }

  /** The same on these copies. */
  public Service hosted(Hosting on) {
    return new Service(
        name, region, function, on, pool, coldMillis, retries, telemetry, clockOffsetMicros);
  }

  /** The same with other connections. */
  public Service pooling(Pool other) {
    return new Service(
        name, region, function, hosting, other, coldMillis, retries, telemetry, clockOffsetMicros);
  }

  /** The same with clocks this much ahead. */
  public Service clockAhead(long micros) {
    return new Service(
        name, region, function, hosting, pool, coldMillis, retries, telemetry, micros);
  }
}
