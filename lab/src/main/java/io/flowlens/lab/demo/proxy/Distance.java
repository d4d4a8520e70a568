package io.flowlens.lab.demo.proxy;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Round-trip time of a call, on top of the time that the local DynamoDB takes itself. */
public final class Distance {
  private static final Duration WITHIN_A_REGION = Duration.ofMillis(2);
  private static final Duration ELSEWHERE = Duration.ofMillis(150);
  private static final Map<Set<String>, Duration> ROUND_TRIPS =
      Map.of(Set.of("us-east-1", "eu-west-1"), Duration.ofMillis(68));

  /** The share of the typical time that light and routers need: no call is faster. */
  private static final double FIXED = 0.9;

  /** The spread of the rest's logarithm: one call in a hundred takes twice the typical time. */
  private static final double SPREAD = 1.03;

  private final Random random;

  public Distance(Random random) {
    this.random = random;
  }

  /** The time for one call, which varies. */
  public Duration sample(String callerRegion, String endpointRegion) {
    double factor = FIXED + (1 - FIXED) * Math.exp(SPREAD * random.nextGaussian());
    return Duration.ofNanos((long) (typical(callerRegion, endpointRegion).toNanos() * factor));
  }

  private static Duration typical(String callerRegion, String endpointRegion) {
    return callerRegion.equals(endpointRegion)
        ? WITHIN_A_REGION
        : ROUND_TRIPS.getOrDefault(Set.of(callerRegion, endpointRegion), ELSEWHERE);
  }
}
