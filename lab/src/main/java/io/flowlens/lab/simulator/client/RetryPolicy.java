package io.flowlens.lab.simulator.client;

/**
 * What a client does after a failed attempt. The presets are the published behaviour of the AWS
 * SDKs' DynamoDB clients, before and after the change announced for November 2026.
 *
 * @param name what people call it
 * @param maxAttempts first try and retries together
 * @param throttled waits after a throttled attempt
 * @param failed waits after a server failure or a timeout
 * @param throttledCost tokens of the {@link RetryQuota} that a retry after throttling takes
 * @param failedCost tokens that a retry after a server failure takes
 * @param timeoutCost tokens that a retry after a timeout takes
 * @param timeoutMillis when an attempt without an answer is given up
 */
public record RetryPolicy(
    String name,
    int maxAttempts,
    Backoff throttled,
    Backoff failed,
    int throttledCost,
    int failedCost,
    int timeoutCost,
    double timeoutMillis) {

  private static final double CAP = 20_000;

  /** Java v2, legacy mode: nine attempts, half jitter under throttling, and no quota against it. */
  public static final RetryPolicy JAVA_LEGACY =
      new RetryPolicy(
          "java-legacy",
          9,
          Backoff.halfJitter(500, CAP),
          Backoff.fullJitter(25, CAP),
          0,
          5,
          5,
          2_000);

  /** Java v2, standard mode before 2026. */
  public static final RetryPolicy JAVA_STANDARD =
      new RetryPolicy(
          "java-standard",
          9,
          Backoff.fullJitter(1_000, CAP),
          Backoff.fullJitter(25, CAP),
          5,
          5,
          5,
          2_000);

  /** The new behaviour of 2026 for DynamoDB, in every SDK. */
  public static final RetryPolicy STANDARD_2026 =
      new RetryPolicy(
          "standard-2026",
          4,
          Backoff.fullJitter(1_000, CAP),
          Backoff.fullJitter(25, CAP),
          5,
          14,
          14,
          2_000);

  /** Python's legacy mode: ten attempts, doubling from 50 ms, no jitter, no quota. */
  public static final RetryPolicy BOTO_LEGACY =
      new RetryPolicy(
          "boto-legacy", 10, Backoff.exact(50, CAP), Backoff.exact(50, CAP), 0, 0, 0, 2_000);

  /** JavaScript v3, standard mode. */
  public static final RetryPolicy JS_STANDARD =
      new RetryPolicy(
          "js-standard",
          3,
          Backoff.fullJitter(500, CAP),
          Backoff.fullJitter(100, CAP),
          5,
          5,
          10,
          2_000);

  /** A hand-written loop: six attempts, 20 ms apart. */
  public static final RetryPolicy HANDMADE =
      new RetryPolicy("handmade", 6, Backoff.fixed(20), Backoff.fixed(20), 0, 0, 0, 2_000);

  /** No retries at all. */
  public static final RetryPolicy NONE =
      new RetryPolicy("none", 1, Backoff.fixed(0), Backoff.fixed(0), 0, 0, 0, 2_000);

  /** The same policy with another attempt timeout. */
  public RetryPolicy withTimeoutMillis(double millis) {
    return new RetryPolicy(
        name, maxAttempts, throttled, failed, throttledCost, failedCost, timeoutCost, millis);
  }
}
