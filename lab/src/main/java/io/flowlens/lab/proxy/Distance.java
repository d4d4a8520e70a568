package io.flowlens.lab.proxy;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** How long a call is on its way, there and back, on top of what DynamoDB Local takes itself. */
public final class Distance {
  private static final Duration WITHIN_A_REGION = Duration.ofMillis(2);
  private static final Duration ELSEWHERE = Duration.ofMillis(150);
  private static final Map<Set<String>, Duration> ROUND_TRIPS =
      Map.of(Set.of("us-east-1", "eu-west-1"), Duration.ofMillis(68));

  /** The spread of the logarithm: one call in a hundred takes twice as long as the typical one. */
  private static final double SPREAD = 0.3;

  private final Random random;

  public Distance(Random random) {
    this.random = random;
  }

  /** The time for one call, which varies. */
  public Duration sample(String callerRegion, String endpointRegion) {
    double factor = Math.exp(SPREAD * random.nextGaussian());
    return Duration.ofNanos((long) (typical(callerRegion, endpointRegion).toNanos() * factor));
  }

  private static Duration typical(String callerRegion, String endpointRegion) {
    return callerRegion.equals(endpointRegion)
        ? WITHIN_A_REGION
        : ROUND_TRIPS.getOrDefault(Set.of(callerRegion, endpointRegion), ELSEWHERE);
  }
}
